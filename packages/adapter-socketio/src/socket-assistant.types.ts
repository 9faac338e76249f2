/**
 * The part of a socket.io client that is used here. Every client from 4.5 on satisfies it, a typed one too: `timeout` is
 * asked for and not `emitWithAck`, which came with 4.6.
 */
export interface VoiceSocket {
  readonly connected: boolean
  on(event: string, listener: (payload: unknown) => void): unknown
  /** `undefined` is never sent; it is what makes a typed client assignable. */
  off(event: string | undefined, listener: (payload: unknown) => void): unknown
  /** See `request`. */
  timeout(ms: number): { emit(event: never, ...args: never[]): unknown }
}

/**
 * `debug`: detail. `info`: what happened. `warn`: something was given up. `error`: the page's own code threw. Never a
 * secret.
 */
export type Log = (level: 'debug' | 'info' | 'warn' | 'error', text: string) => void

/** The adapter's limits, in milliseconds. */
export interface Limits {
  /** How often a `socket` function is asked while there is no socket. */
  readonly poll: number
  /** How often it is asked once there is one (a page may make another), or once there was none for too long. */
  readonly repoll: number
  /** How long there may be none before that is warned of. */
  readonly socket: number
  /** How long one `transfer_outcome` waits for its acknowledgement. */
  readonly ack: number
  /** How long an outcome is worth sending. */
  readonly outcome: number
  /** How long an announcement's audio may take to start. */
  readonly start: number
  /** How long an announcement is kept away from the caller that comes after its transfer has ended. */
  readonly silence: number
  /** How old a `transfer_progress` may become in socket.io's own buffer. */
  readonly progress: number
}

export const defaultLimits: Limits = {
  poll: 25,
  repoll: 1_000,
  socket: 30_000,
  ack: 15_000,
  outcome: 60_000,
  start: 2_000,
  silence: 15_000,
  progress: 2_000,
}
