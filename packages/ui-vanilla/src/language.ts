import type { DeskTexts } from './desk.texts.ts'
import type { TransferTexts } from './transfer.texts.ts'

/** Every word of both elements in one language. A further language is one more object of this type. */
export interface Language {
  readonly transfer: TransferTexts
  readonly desk: DeskTexts
}
