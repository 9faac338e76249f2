/** The tag of the caller's element. */
export const transferTag = 'patchcord-transfer'

/** The caller's buttons, in the order in which they stand. Each is also a `part`. */
export const transferActions = {
  unblock: 'accent',
  retry: 'accent',
  mute: 'plain',
  keypad: 'plain',
  cancel: 'plain',
  hangup: 'danger',
  back: 'quiet',
  dismiss: 'quiet',
} as const

export type TransferAction = keyof typeof transferActions

/** Where the focus goes when its button disappears: never onto one that ends a call, while another is there. */
export const transferFocus: readonly TransferAction[] = ['unblock', 'retry', 'mute', 'cancel', 'hangup', 'dismiss']

/** The three steps of a transfer. */
export const transferSteps = ['connect', 'ring', 'talk'] as const

export type TransferStep = (typeof transferSteps)[number]
