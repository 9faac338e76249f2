import type { FarAction, FarForm, FarScript, FarSide, WireMessage } from '@patchcord/core/testing'

/**
 * How a peer in another process is commanded: JSON over a WebSocket, one connection for each case. Opening one starts a
 * peer, closing it stops it.
 */
export type ControlRequest =
  | {
      readonly type: 'begin'
      readonly id: number
      readonly rules: FarScript
      readonly secrets: readonly string[]
      readonly form?: FarForm
    }
  | { readonly type: 'act'; readonly id: number; readonly action: FarAction }
  /** The description that {@link ControlReport} `describe` asked for. */
  | { readonly type: 'described'; readonly id: number; readonly sdp: string }

export type ControlReport =
  | { readonly type: 'ready'; readonly urls: FarSide['urls'] }
  /** Something was said, or counted. Everything that was said before a `done` is told before it. */
  | { readonly type: 'changed'; readonly counts: FarSide['counts']; readonly message?: WireMessage }
  | { readonly type: 'done'; readonly id: number; readonly error?: string }
  /**
   * A description is wanted with which media connects, an answer where there is an offer: whoever commands has a
   * browser, the peer has none.
   */
  | { readonly type: 'describe'; readonly id: number; readonly offer?: string }
  /** What was offered so was answered. */
  | { readonly type: 'accepted'; readonly answer: string }
