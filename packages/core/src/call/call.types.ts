import type { CallEnd, Gathering, SipHeader } from '../sip/index.ts'

/** This side's own hold. A refusal leaves the call as it was: `hold-refused` is not held, `resume-refused` still is. */
export type OwnHold = 'none' | 'holding' | 'hold-refused' | 'held' | 'resuming' | 'resume-refused'

/** What a parent may know of its call: small, JSON, no handles. */
export interface CallFacts {
  readonly muted: boolean
  /** The far side holds the call (RFC 3264 §8.4). */
  readonly farHold: boolean
  readonly hold: OwnHold
  /** The WebSocket: `recovering` while it is lost. */
  readonly link: 'steady' | 'recovering'
  /** The media path: `none` until it was there once, `shaky` while it is disconnected. */
  readonly path: 'none' | 'steady' | 'shaky'
  /** Whether inbound packets arrive. */
  readonly sound: 'flowing' | 'stalled'
  /** Nothing but silence arrives. It only warns. */
  readonly silent: boolean
  /** Both sides agreed on it (RFC 3389): a quiet far side may send no packets, and takes longer to be proven. */
  readonly comfortNoise: boolean
  /** The browser's autoplay rules keep the call from being heard. */
  readonly blocked: boolean
}

/** The facts of a call that was just answered. */
export const freshFacts: CallFacts = {
  muted: false,
  farHold: false,
  hold: 'none',
  link: 'steady',
  path: 'none',
  sound: 'flowing',
  silent: false,
  comfortNoise: false,
  blocked: false,
}

/** What a call is asked to do. `UNBLOCK` comes from inside a gesture. */
export type CallCommand =
  | { readonly type: 'HANGUP' }
  | { readonly type: 'ANSWER' }
  | { readonly type: 'REJECT'; readonly status: number }
  | { readonly type: 'MUTE' }
  | { readonly type: 'UNMUTE' }
  | { readonly type: 'HOLD' }
  | { readonly type: 'RESUME' }
  | { readonly type: 'UNBLOCK' }
  /** Told by the parent, which owns the line. */
  | { readonly type: 'LINK'; readonly up: boolean }

/** What a leg is asked to do: what its call was, and `REFRESH`, to learn whether the far side still has the call. */
export type LegCommand = CallCommand | { readonly type: 'REFRESH' }

/** What the leg (the port's call, its playback and its watch) reports. */
export type LegReport =
  | { readonly type: 'leg.sent'; readonly gathering: Gathering }
  | { readonly type: 'leg.progress'; readonly status: number; readonly media: boolean }
  /** Whether anything is heard of the far side before the answer. */
  | { readonly type: 'leg.early'; readonly audible: boolean }
  | { readonly type: 'leg.answered' }
  | { readonly type: 'leg.comfortNoise' }
  | { readonly type: 'leg.proven' }
  | { readonly type: 'leg.farHold'; readonly on: boolean }
  /** Whether the far side agreed to what was asked last: a hold or its end. */
  | { readonly type: 'leg.hold'; readonly agreed: boolean }
  | { readonly type: 'leg.path'; readonly state: 'connecting' | 'connected' | 'disconnected' | 'failed' }
  | { readonly type: 'leg.sound'; readonly state: 'flowing' | 'stalled' }
  | { readonly type: 'leg.level'; readonly silent: boolean }
  | { readonly type: 'leg.playback'; readonly blocked: boolean }
  | { readonly type: 'leg.ended'; readonly end: CallEnd }

/** What a call starts from. `id` is the parent's own, and comes back in every report. */
export interface CallInput {
  readonly id: string
  readonly direction: 'out' | 'in'
  readonly target: string
  readonly headers: readonly SipHeader[]
}

/** What a call tells its parent. */
export type CallNews =
  | { readonly type: 'call.sent'; readonly id: string; readonly gathering: Gathering }
  | { readonly type: 'call.ringing'; readonly id: string }
  /** Whether early media is heard: a session description alone may bring silence. */
  | { readonly type: 'call.early'; readonly id: string; readonly audible: boolean }
  | { readonly type: 'call.answered'; readonly id: string }
  | { readonly type: 'call.proven'; readonly id: string }
  | { readonly type: 'call.facts'; readonly id: string; readonly facts: Partial<CallFacts> }

/** What a call ends with. */
export interface CallOutput {
  readonly id: string
  readonly end: CallEnd
}

/** The limits of one call, in milliseconds. */
export interface CallLimits {
  /** From our hang-up to the end, whatever the peer does. */
  readonly hangup: number
  /** How long the WebSocket may be lost while the sound still flows. */
  readonly link: number
  /** How long the media path may be disconnected. */
  readonly path: number
  /** From asking for a hold, or its end, to the far side's word. A transaction's own limit is 32 s (RFC 3261 §17.1.1.2). */
  readonly hold: number
  /** How long a refused hold is told. */
  readonly refusal: number
}

export const callLimits: CallLimits = { hangup: 1500, link: 10_000, path: 8000, hold: 35_000, refusal: 8000 }
