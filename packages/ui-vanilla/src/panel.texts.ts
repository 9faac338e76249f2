import type { Counted } from './texts.ts'

/** The words that both elements have, in one language. */
export interface PanelTexts extends KeypadTexts, DetailsTexts {
  /** The language's BCP 47 tag: for plurals, for numbers, and for a screen reader's voice. */
  readonly locale: string
  readonly muted: string
  readonly mute: string
  readonly unmute: string
  readonly hangup: string
  readonly dismiss: string
  readonly unblock: string
  /** What the buttons that fold the floating card, and open it again, are called. */
  readonly fold: string
  readonly unfold: string
}

/** The words of a keypad. */
export interface KeypadTexts {
  readonly keypad: string
  readonly hideKeypad: string
  readonly star: string
  readonly hash: string
  readonly digitsSent: Counted
}

/** The words of the Details. */
export interface DetailsTexts {
  readonly details: string
  readonly code: string
  readonly stage: string
  readonly sipStatus: string
  readonly q850: string
  readonly field: string
  readonly seen: string
  readonly unsignalled: string
}
