/** The parts that routing works with. */
import type { Dialogs } from './dialogs.ts'
import type { Digest } from './digest.ts'
import type { Flow, Flows } from './flows.ts'
import type { Log } from './log.ts'
import type { Registrar } from './registrar.ts'
import type { Timers } from './timers.ts'
import type { Transactions } from './transactions.ts'
import type { Vanished } from './vanished.ts'

/** What the person who starts the switchboard decides. */
interface Settings {
  domain: string
  anonymous: boolean
  /** How long a vanished client may stay away before its calls are hung up. */
  graceMs: number
  /** The longest that a call rings. */
  ringMs: number
}

/** Handed to whoever routes a message. */
export interface Parts {
  readonly settings: Settings
  readonly flows: Flows
  readonly transactions: Transactions
  readonly dialogs: Dialogs
  readonly registrar: Registrar
  readonly digest: Digest
  readonly vanished: Vanished
  readonly timers: Timers
  readonly log: Log
}

/** Where a request goes next. */
export interface Route {
  flow: Flow
  uri: string
  /** The user whose registration leads there. */
  user: string | undefined
}
