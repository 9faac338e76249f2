import type { Failure } from '../failure/index.ts'
import type { Caller, DeskIntent } from './desk.types.ts'

/** The desk in one word; a call outranks the line's state. */
export type DeskState =
  | 'signed-out'
  | 'connecting'
  | 'refused'
  | 'recovering'
  | 'ready'
  | 'not-ready'
  | 'ringing'
  | 'on-call'
  | 'wrap-up'

/** What happens right now, more closely. */
export type DeskNotice =
  | DeskState
  | 'prompting'
  | 'answering'
  | 'talking'
  | 'blocked'
  | 'reconnecting'
  | 'on-hold'
  | 'no-sound'
  | 'microphone-lost'
  | 'hanging-up'

/** Everything that a desk's screen needs; plain JSON, equal for equal states. */
export interface DeskView {
  readonly state: DeskState
  readonly notice: DeskNotice
  readonly extension: string | null
  readonly can: readonly (DeskIntent['type'] | 'DTMF')[]
  readonly muted: boolean
  readonly caller: Caller | null
  readonly failure: Failure | null
}
