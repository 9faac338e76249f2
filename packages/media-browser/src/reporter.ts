/** A listener, until it is closed. */
export interface Reporter<Report> {
  readonly open: boolean
  /** Calls the listener. Never throws; does nothing once closed. */
  report(report: Report): void
  close(): void
}

/** Guards a listener: what it throws reaches the page's error handlers, and nothing of ours. */
export function reporter<Report>(on: (report: Report) => void): Reporter<Report> {
  let open = true
  return {
    get open() {
      return open
    },
    report(report) {
      if (!open) return
      try {
        on(report)
      } catch (error) {
        throwLater(error)
      }
    },
    close() {
      open = false
    },
  }
}

/** What the page's function answers; undefined where there is none, or where it throws. Never throws. */
export function answerOf<Answer>(ask: (() => Answer) | undefined): Answer | undefined {
  try {
    return ask?.()
  } catch (error) {
    throwLater(error)
    return undefined
  }
}

/** The `name` of whatever was thrown: the only thing by which the browser tells its media errors apart. */
export function nameOf(error: unknown): string {
  return textOf(error, 'name')
}

/** A text property of whatever was thrown; empty where there is none. */
export function textOf(error: unknown, property: string): string {
  const value: unknown = Object(error)[property]
  return typeof value === 'string' ? value : ''
}

function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
