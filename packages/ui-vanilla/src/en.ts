import { en as desk } from './en.desk.ts'
import { en as transfer } from './en.transfer.ts'
import type { Language } from './language.ts'

/** English, and what another language looks like. */
export const en: Language = { transfer, desk }
