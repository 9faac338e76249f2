import type { CallFacts, CallNews, CallOutput } from '../call/index.ts'
import type { Failure, FailureFacts, RemedyContext } from '../failure/index.ts'
import type { MicrophoneRefusal } from '../media/index.ts'
import type { Gathering, Target, TargetPolicy } from '../sip/index.ts'

/** Every limit of a transfer, in milliseconds. */
export interface TransferLimits {
  /** A line's coming up, over all its servers. */
  readonly line: number
  /** The caller's answer to the microphone prompt. */
  readonly microphone: number
  /** From the INVITE to the answer. */
  readonly ring: number
  /** From the answer to proven audio; the same once more where both sides agreed on comfort noise (RFC 3389). */
  readonly join: number
  /** How long the announcing sentence is expected, from the INVITE on. */
  readonly announcement: number
  /** How long it may be spoken. */
  readonly speech: number
  /** Before the same target is tried again. */
  readonly backoff: number
  /** Ending one attempt. */
  readonly drain: number
  /** Everything else that cleanup does. */
  readonly cleanup: number
  /** How long a prepared line is kept. */
  readonly warm: number
}

/** What the machine decides by. Plain JSON, without a secret. */
export interface TransferSettings {
  readonly policy: TargetPolicy
  /** Whether to dial when the server says that its own bridge may be ringing the agent. */
  readonly direct: 'auto' | 'always' | 'never'
  /** From when on nothing that the caller says reaches the assistant. */
  readonly inputCut: 'answer' | 'ring'
  /** Whether the conversation with the assistant goes on after the agent. */
  readonly afterHandover: 'resume' | 'end'
  /** Keep the line open between transfers. */
  readonly keepWarm: boolean
  /** How often the same target is tried again after a lost connection. */
  readonly retries: number
  /** Send the topic as a header; it ends in the PBX's logs. */
  readonly sendTopic: boolean
  readonly limits: TransferLimits
  readonly remedy: RemedyContext
  /** Why nothing can be dialled from this page at all. */
  readonly fault: { readonly setting: string; readonly detail: string } | null
}

/** An accepted wish to be handed over: validated, within the policy. */
export interface TransferRequest {
  readonly transferId: string
  readonly targets: readonly Target[]
  /** Index of the target that a redirection put there last. */
  readonly followed?: number
  readonly department?: string
  readonly topic?: string
  readonly conversationId?: string
  readonly userToUser?: string
  /** Whether the assistant will announce the transfer in a sentence of its own. */
  readonly announced: boolean
}

/** What planning made of a request: dial, refuse, or show that the server's own bridge is at work. */
export type TransferPlan =
  | { readonly kind: 'dial'; readonly request: TransferRequest }
  | { readonly kind: 'refuse'; readonly transferId: string; readonly failure: FailureFacts }
  | { readonly kind: 'bridged'; readonly transferId: string; readonly ringsCaller: boolean }

/** One INVITE to one target. */
export interface Attempt {
  readonly target: string
  /** The server's address; empty where none was reached. */
  readonly server: string
  readonly failure?: Failure
}

/** How a transfer ended, without its timeline: that is the recorder's. */
export interface Result {
  readonly transferId: string
  readonly result: 'handed-over' | 'returned' | 'refused' | 'abandoned'
  readonly failure?: Failure
  /** `unknown`: the phone system no longer has the call; nobody knows who ended it. */
  readonly endedBy?: 'caller' | 'agent' | 'loss' | 'unknown'
  readonly attempts: readonly Attempt[]
}

/** A moment of a transfer. */
export interface Mark {
  /** Milliseconds since the request. */
  readonly at: number
  readonly name: string
}

/** How a transfer ended, as one JSON value. */
export interface Outcome extends Result {
  readonly timeline: readonly Mark[]
}

/** What an application may send. `REQUEST` comes from planning, never by hand. */
export type Intent =
  | { readonly type: 'PREPARE' }
  | { readonly type: 'RELEASE' }
  | { readonly type: 'REQUEST'; readonly plan: TransferPlan }
  | { readonly type: 'RETRY'; readonly transferId: string }
  | { readonly type: 'DISMISS' }
  | { readonly type: 'CANCEL' }
  | { readonly type: 'HANGUP' }
  | { readonly type: 'MUTE' }
  | { readonly type: 'UNMUTE' }
  | { readonly type: 'UNBLOCK' }

/** What the ports tell. */
export type Report =
  | { readonly type: 'line.up'; readonly server: string }
  /** `silent`: the server took a whole connect limit. */
  | { readonly type: 'line.down'; readonly detail: string; readonly setting?: string; readonly silent?: true }
  | { readonly type: 'mic.prompting' }
  | { readonly type: 'mic.granted' }
  | { readonly type: 'mic.refused'; readonly code: MicrophoneRefusal; readonly detail: string }
  | { readonly type: 'mic.silenced'; readonly on: boolean }
  | { readonly type: 'mic.ended' }
  | { readonly type: 'assistant.up' }
  | { readonly type: 'assistant.down' }
  | { readonly type: 'assistant.speaking' }
  | { readonly type: 'assistant.spoken' }
  /** The server's own bridge did not reach the agent. */
  | { readonly type: 'assistant.bridgeFailed'; readonly detail: string }
  | { readonly type: 'caller.left' }

export type Child = 'assistant' | 'line' | 'mic' | 'call' | 'ringback'

/** XState does not type the ends of spawned children. */
type Lifecycle =
  | { readonly type: 'xstate.done.actor.call'; readonly output: CallOutput }
  | { readonly type: `xstate.error.actor.${Child}`; readonly error: unknown }

export type TransferEvent = Intent | Report | CallNews | Lifecycle

/** What the machine tells its owner, once each. */
export type Emitted =
  | { readonly type: 'accepted'; readonly transferId: string }
  | { readonly type: 'attempt'; readonly target: string }
  | { readonly type: 'sent'; readonly gathering: Gathering }
  | { readonly type: 'ended'; readonly result: Result }
  /** `shown`: the caller was told; false while another transfer runs. */
  | { readonly type: 'refused'; readonly result: Result; readonly shown: boolean }
  | { readonly type: 'bridged'; readonly transferId: string }

/** What the machine remembers: JSON, bounded, no handles, no clock. */
export interface TransferContext {
  readonly settings: TransferSettings
  readonly request: TransferRequest | null
  /** Counts the INVITEs of this transfer; part of every call's id. */
  readonly attempt: number
  /** Index into the request's targets. */
  readonly target: number
  /** How often this target was tried again. */
  readonly tries: number
  readonly line: 'closed' | 'opening' | 'up' | 'down'
  readonly server: string
  readonly mic: 'none' | 'asked' | 'prompting' | 'live' | 'lost'
  /** The system gives no sound of the microphone. */
  readonly silenced: boolean
  /** A call child lives. */
  readonly call: boolean
  readonly announcement: 'expected' | 'speaking' | 'spoken'
  readonly assistant: 'here' | 'gone'
  readonly prepared: boolean
  readonly failure: Failure | null
  readonly facts: CallFacts | null
  readonly committed: boolean
  /** The running attempt's INVITE was asked for, and is not among `attempts` yet. */
  readonly dialled: boolean
  readonly endedBy: Result['endedBy'] | null
  readonly attempts: readonly Attempt[]
  /** What idle still shows: the last transfer, until the next one or a dismissal. */
  readonly last: { readonly request: TransferRequest | null; readonly result: Result } | null
  /** The request for which the server's own bridge is calling the agent, while idle shows that. */
  readonly bridged: { readonly transferId: string; readonly ringsCaller: boolean } | null
}
