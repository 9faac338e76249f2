import type { Log } from './socket-assistant.types.ts'

/** Calls code of the page or of the application: what it throws is logged and disturbs nobody. */
export function guarded<Result>(log: Log, what: string, call: () => Result): Result | undefined {
  try {
    return call()
  } catch (error) {
    log('error', `${what} threw: ${error}`)
    return undefined
  }
}
