/** One line of the switchboard's log: warn = something is wrong, info = what became of a call, debug = each message. */
export interface LogEntry {
  level: 'debug' | 'info' | 'warn'
  message: string
}

/** A log for the parts of the switchboard, and a guard that turns a thrown error into a line. */
export interface Log {
  debug(message: string): void
  info(message: string): void
  warn(message: string): void
  /** The same action, which now never throws. */
  guard(action: () => void): () => void
}

const printable = (text: string) => text.replace(/[^\x20-\x7e\u00a0-\uffff]/g, '?').slice(0, 200)

/** Writes to `sink`, in printable characters and at most 200 of them. A sink that throws is ignored. */
export function createLog(sink: (entry: LogEntry) => void): Log {
  const write = (level: LogEntry['level']) => (message: string) => {
    try {
      sink({ level, message: printable(message) })
    } catch {
      // The application's logger failed; a call must not end for it.
    }
  }
  const warn = write('warn')
  return {
    debug: write('debug'),
    info: write('info'),
    warn,
    guard: (action) => () => {
      try {
        action()
      } catch (error) {
        warn(`internal error: ${error instanceof Error ? error.message : 'unknown'}`)
      }
    },
  }
}
