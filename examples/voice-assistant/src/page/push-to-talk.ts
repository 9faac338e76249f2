import { type Recording, record, stopTracks, toBase64 } from './recorder.ts'

/** The button that starts and stops speaking to the assistant. */
export interface PushToTalk {
  /** `false` ends an ongoing recording at once and discards it; a clip on its way out is discarded too. */
  setEnabled(on: boolean): void
}

/** What push-to-talk tells the page. */
export interface PushToTalkEvents {
  /** The microphone is open and recording. */
  started(): void
  /** A finished clip, as base64. */
  clip(audio: string): void
  /** Nothing was recorded; a sentence for the caller. */
  failed(sentence: string): void
}

const longest = 60_000
const labels = { idle: 'Start speaking', busy: 'Stop speaking' }

/** One press, from the wish for the microphone to the clip. */
interface Press {
  recording?: Recording
  limit?: ReturnType<typeof setTimeout>
}

/** Makes the button toggle. Each press opens a microphone of its own, and its release gives it back. */
export function createPushToTalk(button: HTMLButtonElement, label: HTMLElement, events: PushToTalkEvents): PushToTalk {
  let press: Press | undefined
  let sending: Press | undefined

  function show(next: Press | undefined) {
    press = next
    label.textContent = press ? labels.busy : labels.idle
    button.classList.toggle('recording', press !== undefined)
  }

  async function start() {
    const mine: Press = {}
    show(mine)
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      // Released, or cut, while the browser was asking.
      if (press !== mine) return stopTracks(stream)
      mine.recording = record(stream)
      mine.limit = setTimeout(() => press === mine && void release(mine), longest)
      events.started()
    } catch (error) {
      if (press !== mine) return
      show(undefined)
      events.failed(sentenceOf(error))
    }
  }

  async function release(mine: Press) {
    clearTimeout(mine.limit)
    show(undefined)
    if (!mine.recording) return
    sending = mine
    const clip = await mine.recording.stop()
    const audio = await toBase64(clip)
    if (sending !== mine) return
    sending = undefined
    if (audio === '') events.failed('Nothing was recorded. Please try again.')
    else events.clip(audio)
  }

  function cut() {
    clearTimeout(press?.limit)
    press?.recording?.discard()
    sending = undefined
    show(undefined)
  }

  button.addEventListener('click', () => void (press ? release(press) : start()))

  return {
    setEnabled(on) {
      button.disabled = !on
      if (!on) cut()
    },
  }
}

function sentenceOf(error: unknown): string {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError') return 'The browser does not let this page use the microphone. You can type instead.'
  if (name === 'NotFoundError') return 'There is no microphone. You can type instead.'
  return 'The microphone could not be opened. You can type instead.'
}
