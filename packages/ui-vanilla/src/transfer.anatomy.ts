/** The tag of the caller's element. */
export const transferTag = 'patchcord-transfer'

/** The caller's buttons, in the order in which they stand; `hangup` is in the head, and cancels before the answer. */
export const transferActions = {
  unblock: 'accent',
  retry: 'accent',
  mute: 'plain',
  keypad: 'plain',
  hangup: 'danger',
  dismiss: 'quiet',
} as const

export type TransferAction = keyof typeof transferActions

/** The three steps of a transfer. */
export const transferSteps = ['connect', 'ring', 'talk'] as const

export type TransferStep = (typeof transferSteps)[number]

/** Where the card is: over the page at its bottom, or in the place that the page gives it. */
export const placements = ['floating', 'inline'] as const

export type Placement = (typeof placements)[number]
