import { make, setAttribute, setText } from './dom.ts'

/** Minutes and seconds, in a language's own digits; hours where there are any. */
export function formatElapsed(milliseconds: number, locale: string): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const write = (value: number, minimumIntegerDigits: number) => value.toLocaleString(locale, { minimumIntegerDigits })
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return `${hours ? `${write(hours, 1)}:` : ''}${write(minutes, 2)}:${write(seconds % 60, 2)}`
}

/** What a timer measures. It starts again when the key changes. */
export interface TimerProps {
  readonly key: string
  readonly label: string
}

/** The elapsed time of a phase. A screen reader may read it, and is never told. */
export interface Timer {
  readonly element: HTMLElement
  update(props: TimerProps | null, locale?: string): void
  /** Stops ticking while the element is out of the document; the time goes on. */
  pause(): void
}

/** Makes a timer that shows nothing yet. */
export function createTimer(): Timer {
  const element = make('span', { part: 'timer', role: 'timer', 'aria-live': 'off' })
  let key: string | null = null
  let start = 0
  let ticking: ReturnType<typeof setInterval> | undefined
  let language = 'en'
  const tick = () => setText(element, formatElapsed(performance.now() - start, language))
  const pause = () => {
    clearInterval(ticking)
    ticking = undefined
  }
  return {
    element,
    pause,
    update(props, locale = language) {
      language = locale
      element.hidden = !props
      setAttribute(element, 'aria-label', props?.label ?? null)
      if (props && props.key !== key) start = performance.now()
      key = props?.key ?? null
      if (!props) return pause()
      tick()
      ticking ??= setInterval(tick, 250)
    },
  }
}
