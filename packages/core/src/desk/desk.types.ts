import type { CallFacts, CallNews, CallOutput } from '../call/index.ts'
import type { Failure, FailureCode, RemedyContext } from '../failure/index.ts'
import type { MicrophoneRefusal } from '../media/index.ts'

/** Who calls, as the INVITE told. Untrusted text. */
export interface Caller {
  /** Names the incoming call at this desk, for the reports about it. It is no Call-ID, which stays with the stack. */
  readonly callId: string
  /** When it came in, in milliseconds since 1970. */
  readonly at: number
  readonly user: string
  readonly displayName: string
  readonly transferId?: string
  readonly conversationId?: string
  readonly department?: string
  readonly topic?: string
}

/** A call that rang here and that nobody here talked to. */
export interface MissedCall {
  readonly caller: Caller
  readonly why: FailureCode
}

/** Where a call's actor lives. There are as many as calls can ring at once. */
export const slots = ['call.0', 'call.1', 'call.2'] as const

export type CallSlot = (typeof slots)[number]

/** A call that rings beside the one that is shown. */
export interface Offer {
  readonly slot: CallSlot
  readonly caller: Caller
}

/** Plain JSON, without a secret. */
export interface DeskSettings {
  readonly remedy: RemedyContext
  readonly limits: DeskLimits
}

/** Every limit of a desk, in milliseconds. */
export interface DeskLimits {
  /** From signing in to being registered. */
  readonly signIn: number
  /** The agent's answer to the microphone prompt. */
  readonly microphone: number
  /** From the answer to the caller's ACK. */
  readonly answer: number
  /** How long the agent has after a call; 0: none. */
  readonly wrapUp: number
  /** Ending a call. */
  readonly hangup: number
}

/** What an application may send. The account enters by `signIn`, never by an event. */
export type DeskIntent =
  | { readonly type: 'SIGN_IN'; readonly extension: string }
  | { readonly type: 'SIGN_OUT' }
  | { readonly type: 'GO_READY' }
  | { readonly type: 'GO_NOT_READY' }
  | { readonly type: 'ANSWER' }
  | { readonly type: 'DECLINE' }
  | { readonly type: 'HANGUP' }
  | { readonly type: 'MUTE' }
  | { readonly type: 'UNMUTE' }
  | { readonly type: 'HOLD' }
  | { readonly type: 'RESUME' }
  | { readonly type: 'UNBLOCK' }
  | { readonly type: 'DONE' }
  | { readonly type: 'DISMISS' }
  /** Empties the list of missed calls. */
  | { readonly type: 'DISMISS_MISSED' }

/** What the ports tell. */
export type DeskReport =
  | { readonly type: 'line.registered' }
  | { readonly type: 'line.down'; readonly detail: string }
  | { readonly type: 'line.up' }
  /** The registration was not made, and will be tried again; the connection stands. */
  | { readonly type: 'line.lapsed'; readonly failure: Failure }
  | { readonly type: 'line.refused'; readonly failure: Failure }
  | { readonly type: 'line.incoming'; readonly caller: Caller }
  | { readonly type: 'mic.prompting' }
  | { readonly type: 'mic.granted' }
  | { readonly type: 'mic.refused'; readonly code: MicrophoneRefusal; readonly detail: string }
  | { readonly type: 'mic.silenced'; readonly on: boolean }
  | { readonly type: 'mic.ended' }
  | { readonly type: 'agent.left' }

export type DeskChild = 'line' | 'mic' | 'ringtone' | CallSlot

export type DeskEvent =
  | DeskIntent
  | DeskReport
  | CallNews
  | { readonly type: `xstate.done.actor.${CallSlot}`; readonly output: CallOutput }
  | { readonly type: `xstate.error.actor.${DeskChild}`; readonly error: unknown }

/** What the machine remembers: JSON, no handles. */
export interface DeskContext {
  readonly settings: DeskSettings
  readonly extension: string | null
  /** The call that is shown: of those that ring, the newest; else the one that was answered. */
  readonly caller: Caller | null
  readonly call: CallSlot | null
  /** The other calls that ring, the newest last. They are kept until the answered one is up. */
  readonly offers: readonly Offer[]
  readonly mic: 'none' | 'asked' | 'prompting' | 'live' | 'lost'
  /** The system gives no sound of the microphone. */
  readonly silenced: boolean
  readonly facts: CallFacts | null
  /** Why signing in was refused, or why the line is away. */
  readonly failure: Failure | null
  /** Why the last call that rang or talked here ended, where that needs a word. */
  readonly lost: Failure | null
  /** The newest last; bounded. */
  readonly missed: readonly MissedCall[]
}
