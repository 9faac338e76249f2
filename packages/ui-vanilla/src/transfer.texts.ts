import type { FailureCode, Notice } from '@patchcord/core'
import { en } from './en.transfer.ts'
import type { PanelTexts } from './panel.texts.ts'
import type { Known } from './texts.ts'
import type { TransferStep } from './transfer.anatomy.ts'

/** Every word of `<patchcord-transfer>` in one language. */
export interface TransferTexts extends PanelTexts {
  /** What happens now. A sentence may name the `extension`, where it is known. */
  readonly now: Readonly<Record<Notice, Known<'extension'>>>
  /** What the caller can do; where it is empty, who is there is said instead. */
  readonly next: Readonly<Record<Notice, string>>
  /** A failure's sentence by its code; where one is missing, the failure's own is shown, which is English. */
  readonly failures: Readonly<Partial<Record<FailureCode, string>>>
  readonly steps: Readonly<Record<TransferStep, string>>
  readonly title: Known<'department'>
  readonly withAssistant: string
  readonly listenToAssistant: string
  readonly withNobody: string
  readonly backWithAssistant: string
  readonly assistantDeaf: string
  readonly assistantListens: string
  /** What hanging up leads to: back to the assistant, or to the end of the conversation. */
  readonly afterwards: Readonly<Record<'assistant' | 'nobody', string>>
  /** The server's own bridge rings the caller's phone, too. */
  readonly answerPhone: string
  /** What the drop-in script tells the page of a recording that it blocked. */
  readonly heldBack: string
  readonly draining: string
  readonly waitingTime: string
  readonly talkingTime: string
  readonly manual: string
  readonly manualPhone: string
  readonly manualSip: string
  readonly cancel: string
  readonly retry: string
}

/** The words in English. */
export const transferTexts: TransferTexts = en
