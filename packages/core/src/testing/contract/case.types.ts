import type { FailureCode } from '../../failure/index.ts'
import type {
  CallEnd,
  Gathering,
  IceServer,
  LineConfig,
  LineLimits,
  LineReport,
  ReferResult,
  SipCapabilities,
} from '../../sip/index.ts'
import type { ArenaAbility, ScriptedBrowser } from './arena.types.ts'
import type { ClauseName } from './clauses.ts'
import type { FarAction, FarForm, FarScript, ServerName } from './far.types.ts'

/** The members that a value must have; what the pattern leaves out may be anything. */
export type Pattern<Value> = Value extends readonly (infer Item)[]
  ? readonly Pattern<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]?: Pattern<Value[Key]> }
    : Value

/** How a line's config differs from the plainest one: one server, user `anna` without a secret, no registration. */
export interface LineSetting {
  /** By priority. */
  readonly servers?: readonly ServerName[]
  /** The query of each server's address. */
  readonly query?: string
  readonly register?: boolean
  readonly dtmf?: LineConfig['dtmf']
  readonly user?: string
  readonly displayName?: string
  readonly secret?: /** Given by a function, one after the other, the last one again and again. */
    | { readonly kind: 'password' | 'token'; readonly values: readonly string[] }
    | { readonly kind: 'ha1'; readonly ha1: string; readonly realm: string; readonly of: string }
    /** The function that should give it fails, with this text. */
    | { readonly kind: 'failing'; readonly words: string }
  /** `failing`, `never`: the function that should give them rejects, or never settles. `given`: it gives this. */
  readonly iceServers?: readonly IceServer[] | 'failing' | 'never' | { readonly given: unknown }
}

/** What must be true of one message of the stack. */
export interface WireCheck {
  readonly step: string
  /** Which of them; default the last. */
  readonly nth?: number
  /** Texts that the start line, a header or the body must contain. */
  readonly start?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: readonly string[]
  /** The same of headers, of which one is enough. */
  readonly either?: Readonly<Record<string, string>>
  /** Headers that must not be there, and texts that the body must not contain. */
  readonly noHeaders?: readonly string[]
  readonly notInBody?: readonly string[]
  /** The line of the body that begins like this is not the one of the same message before. */
  readonly changed?: string
  /** The line of the body that begins like this is the same as in the same message before. */
  readonly kept?: string
  /** Headers that the first message of the case has, too, with the same value. */
  readonly same?: readonly string[]
  readonly secret?: string
}

/** Which call, where there are several. */
interface OfCall {
  readonly call?: string
}

/** What the caller's side does. Calls and lines have names; the plain ones are `call` and `line`. */
export type CallerStep =
  | { readonly type: 'preload' }
  | {
      readonly type: 'open'
      readonly line?: string
      readonly setting?: LineSetting
      /** The listener throws at every report. */
      readonly throwing?: boolean
    }
  /** The config is no legal one: `open` throws. */
  | { readonly type: 'misuse'; readonly config: Partial<LineConfig> }
  | (OfCall & {
      readonly type: 'dial'
      readonly line?: string
      readonly target?: string
      /** The listener throws at every report. */
      readonly throwing?: boolean
      /** The stream is none that a browser made. */
      readonly foreignStream?: boolean
      /** The headers are none: what reads them throws. */
      readonly noHeaders?: boolean
    })
  /** Takes a call that came in, after the listener has returned. */
  | (OfCall & { readonly type: 'take' })
  | (OfCall & { readonly type: 'answer' })
  | (OfCall & { readonly type: 'reject'; readonly status: number })
  | (OfCall & { readonly type: 'hang-up' })
  /** At a part of the arena's set-up time after the step before. */
  | (OfCall & { readonly type: 'hang-up-at'; readonly moment: number })
  | (OfCall & { readonly type: 'mute'; readonly muted: boolean })
  | (OfCall & { readonly type: 'dtmf'; readonly tones: string })
  /** The next four wait until they are settled; `during` is played meanwhile. */
  | (OfCall & {
      readonly type: 'hold'
      readonly held: boolean
      readonly gives: boolean
      readonly during?: readonly Step[]
    })
  | (OfCall & { readonly type: 'refresh'; readonly gives: boolean; readonly during?: readonly Step[] })
  | (OfCall & { readonly type: 'restart-ice'; readonly gives: boolean; readonly during?: readonly Step[] })
  | (OfCall & {
      readonly type: 'refer'
      /** A SIP URI, or the name of another call. */
      readonly to: string
      readonly gives: Pattern<ReferResult>
      readonly during?: readonly Step[]
    })
  /** Waits until the line is closed. `lingers`: it may take longer than its limit. */
  | { readonly type: 'close'; readonly line?: string; readonly lingers?: boolean; readonly during?: readonly Step[] }

/** What is waited for, each within a few seconds, and looked at. */
export type FactStep =
  /** A report of the call, as its label says: `progress 183 media`, or only `progress`. */
  | (OfCall & { readonly type: 'reported'; readonly report: string; readonly times?: number })
  | {
      readonly type: 'line-reported'
      readonly report: LineReport['type']
      readonly line?: string
      readonly times?: number
      /** The limit before which it must not come, and soon after which it must. */
      readonly within?: keyof LineLimits
      /** How many milliseconds it may take from here on, with some grace for a busy machine. */
      readonly soon?: number
    }
  /** The call ends like this, within a limit where one is named. `code`: what core makes of its response. */
  | (OfCall & {
      readonly type: 'ended'
      readonly end: Pattern<CallEnd>
      readonly code?: FailureCode
      readonly within?: keyof LineLimits
      /** What the line must have reported before it. */
      readonly behind?: LineReport['type']
      /** A member that it must not have. */
      readonly without?: keyof CallEnd
      /** A text that must stand in it. */
      readonly says?: string
    })
  /**
   * What the INVITE waited for: at least `from` milliseconds, or until the limit `after` was over; and less than
   * `limit`, unless that is the same.
   */
  | (OfCall & {
      readonly type: 'gathered'
      readonly candidate: Gathering['candidate']
      readonly from?: number
      readonly after?: keyof LineLimits
      readonly limit: keyof LineLimits
    })
  /** A message of the stack arrived. */
  | { readonly type: 'on-wire'; readonly step: string; readonly times?: number }
  | { readonly type: 'pinged'; readonly times: number }
  /** No end was reported. */
  | (OfCall & { readonly type: 'up' })
  /** The reports of the call so far are exactly these labels. */
  | (OfCall & { readonly type: 'so-far'; readonly reports: readonly string[] })
  | { readonly type: 'sends'; readonly voice: boolean }
  | { readonly type: 'tones'; readonly sent: string }
  /** So many WebSockets are open at the far side. */
  | { readonly type: 'connections'; readonly open: number }
  /** The stack has read all that was sent to it so far: it answers an OPTIONS, which no case counts. */
  | { readonly type: 'heard' }
  /** The browser has taken a description of the far side in which these lines begin one, and those none. */
  | { readonly type: 'described'; readonly has?: readonly string[]; readonly lacks?: readonly string[] }
  /** The newest remote stream holds these kinds of tracks, and no more. */
  | (OfCall & { readonly type: 'plays'; readonly kinds: readonly string[] })
  /** A connection for media was made. */
  | { readonly type: 'connecting-media' }
  | { readonly type: 'pass'; readonly ms: number }
  /** The same where time can be simulated; elsewhere nothing: what follows is waited for in any case. */
  | { readonly type: 'hurry'; readonly ms: number }
  /** The same, until a limit is over. */
  | { readonly type: 'expire'; readonly limit: keyof LineLimits }
  | { readonly type: 'media-becomes'; readonly state: 'disconnected' | 'failed' }

export type FarStep = { readonly type: 'far'; readonly action: FarAction }

export type Step = CallerStep | FactStep | FarStep

/** One thing that a stack must do: data alone, so that any runner can play it. */
export interface ContractCase {
  readonly id: string
  /** A sentence that is true of a right adapter. */
  readonly name: string
  /** The port's sentence that it checks. */
  readonly clause: ClauseName
  readonly needs?: readonly (ArenaAbility | keyof SipCapabilities)[]
  readonly browser?: ScriptedBrowser
  /** The line that is opened, and connected, before the first step. `null`: none. */
  readonly line?: LineSetting | null
  /** Whether the listener takes a call that comes in; default true. */
  readonly takes?: boolean
  readonly far?: FarScript
  /** How the far side writes; plainly by default. */
  readonly form?: FarForm
  readonly steps: readonly Step[]
  /** By call: what it must have reported in the end, in order; reports of media only where one is named. */
  readonly reports?: Readonly<Record<string, readonly string[]>>
  /** What the first line must have reported in the end, in order. */
  readonly lineReports?: readonly Pattern<LineReport>[]
  /** Everything that the stack must have sent, in order. */
  readonly wire?: readonly string[]
  /** Messages that must be among what the stack sent, in this order. */
  readonly wireHas?: readonly string[]
  readonly wireNever?: readonly string[]
  /** A text that no report may contain. */
  readonly unsaid?: string
  readonly messages?: readonly WireCheck[]
}

/** What came of playing a case. */
export interface CaseResult {
  readonly id: string
  readonly name: string
  readonly clause: ClauseName
  readonly result: 'passed' | 'failed' | 'lacking'
  /** Why it was not played. */
  readonly reason?: string
  /** What was wrong, in sentences. */
  readonly problems: readonly string[]
}
