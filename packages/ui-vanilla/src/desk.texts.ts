import type { DeskNotice, FailureCode } from '@patchcord/core'
import { en } from './en.desk.ts'
import type { PanelTexts } from './panel.texts.ts'
import type { Counted, Known } from './texts.ts'

/** Every word of `<patchcord-desk>` in one language. */
export interface DeskTexts extends PanelTexts {
  /** What happens now. A sentence may name the `caller` or the `extension`, where it is known. */
  readonly now: Readonly<Record<DeskNotice, Known<'caller'>>>
  /** What comes next, or what the agent can do. */
  readonly next: Readonly<Record<DeskNotice, Known<'caller'>>>
  /** A failure's sentence by its code, as an agent needs it; where one is missing, the failure's own is shown. */
  readonly failures: Readonly<Partial<Record<FailureCode, string>>>
  readonly title: Known<'extension'>
  readonly extension: string
  readonly password: string
  readonly extensionMissing: string
  readonly passwordMissing: string
  /** In the caller's place, where neither a name nor a number is known. */
  readonly unknownCaller: string
  readonly caller: string
  readonly number: string
  readonly department: string
  readonly topic: string
  readonly conversation: string
  /** Other calls ring, too. */
  readonly alsoRinging: Counted
  /** The call ended between the answer and the talk. */
  readonly endedEarly: string
  /** The desk's own line was lost while a call rang. */
  readonly lostRinging: string
  /** The phone system ended the talk. */
  readonly cutOff: string
  readonly missed: Counted
  readonly clearMissed: string
  readonly ringingTime: string
  readonly callTime: string
  readonly wrapUpTime: string
  readonly signIn: string
  readonly signOut: string
  readonly answer: string
  readonly decline: string
  readonly hold: string
  readonly resume: string
  readonly done: string
  readonly ready: string
  readonly notReady: string
}

/** The words in English. */
export const deskTexts: DeskTexts = en
