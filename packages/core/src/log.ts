import { withoutSecrets } from './text.ts'

/**
 * A line of the log. `error`: a bug. `warn`: an administrator should look. `info`: a step of a transfer. `debug`: detail.
 * `data` is plain JSON without a secret.
 */
export interface LogEntry {
  readonly level: 'error' | 'warn' | 'info' | 'debug'
  readonly message: string
  readonly data?: Readonly<Record<string, unknown>>
}

export type Log = (entry: LogEntry) => void

/** Logs what a line ignores of the settings. */
export const warner =
  (log: Log) =>
  (detail: string): void =>
    log({ level: 'warn', message: withoutSecrets(detail) })
