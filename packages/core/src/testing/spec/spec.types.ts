import type { Hearing } from '../../assistant/index.ts'
import type { FailureCode } from '../../failure/index.ts'
import type { Notice, Result, TransferSettings, TransferState, TransferView } from '../../transfer/index.ts'

/** The settings under which the specification speaks. */
export interface SpecTerms extends Pick<TransferSettings, 'inputCut' | 'afterHandover' | 'keepWarm' | 'retries'> {
  /** Extensions, in the order in which they are dialled. A page may ask for all of them, a server for the first alone. */
  readonly targets: readonly [string, ...string[]]
}

/** What a caller may press; preparing, releasing and requesting are the page's. */
export type CallerIntent = Exclude<TransferView['can'][number], 'PREPARE' | 'RELEASE' | 'REQUEST'>

/** How a transfer ended, as far as the outside can tell without a clock. */
export interface SpecOutcome extends Pick<Result, 'result' | 'endedBy'> {
  readonly failure: FailureCode | null
  /** Each INVITE's target, and why it failed. */
  readonly attempts: readonly string[]
}

/** What must hold in a state. */
export interface Expected {
  readonly state: TransferState
  readonly notice: Notice
  readonly voice: 'assistant' | 'agent' | 'nobody'
  readonly hearing: Hearing
  readonly can: readonly CallerIntent[]
  readonly muted: boolean
  /** Who is called, or was called last. */
  readonly extension: string | null
  readonly failure: FailureCode | null
  /** What this side opened and did not close. */
  readonly open: {
    readonly line: boolean
    readonly microphone: boolean
    readonly call: boolean
    readonly tone: boolean
  }
  /** The newest outcome that was told. */
  readonly outcome: SpecOutcome | null
}

/** What disturbs a call that is up; one at a time. `gone` is what was lost for too long: this side hangs up. */
export type Trouble =
  | 'none'
  | 'on hold'
  | 'line lost'
  | 'line gone'
  | 'path shaky'
  | 'path gone'
  | 'no sound'
  | 'silent'
  | 'blocked'
  | 'microphone lost'

/** Where the caller stands. The first seven are idle, with what the last request came to. */
export type Place =
  | 'idle'
  | 'bridged'
  | 'refused'
  | 'returned'
  | 'abandoned'
  | 'handed over'
  | 'lost'
  | 'connecting'
  | 'dialing'
  | 'ringing'
  | 'early media'
  | 'joining'
  | 'talking'
  | 'draining'
  | 'waiting'
  | 'hanging up'

/** All that the specification remembers. */
export interface Facts {
  readonly terms: SpecTerms
  readonly place: Place
  /** The page asked for a line that stays open between transfers. */
  readonly prepared: boolean
  readonly line: 'closed' | 'opening' | 'up' | 'down' | 'crashed'
  readonly microphone: 'released' | 'asked' | 'prompting' | 'live' | 'unplugged'
  /** The system keeps the microphone's sound to itself. */
  readonly silenced: boolean
  readonly sentence: 'expected' | 'speaking' | 'spoken'
  readonly assistant: 'here' | 'gone'
  /** What was asked for. */
  readonly targets: readonly string[]
  /** Index into the targets. */
  readonly target: number
  /** How often this target was tried again. */
  readonly tries: number
  /** An INVITE went out, and its call is not over. */
  readonly call: boolean
  readonly answered: boolean
  readonly committed: boolean
  readonly muted: boolean
  /** Sound had a way to here at some time in this call. */
  readonly joined: boolean
  /** A quiet agent may send nothing: `given time` once the first join limit has passed for it. */
  readonly quiet: 'never' | 'agreed' | 'given time'
  readonly trouble: Trouble
  readonly failure: FailureCode | null
  readonly attempts: readonly string[]
  readonly endedBy: 'caller' | 'agent' | 'loss' | null
  readonly outcome: SpecOutcome | null
}
