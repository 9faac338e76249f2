/** The tag of the agent's element. */
export const deskTag = 'patchcord-desk'

/** The agent's buttons, in the order in which they stand. Each is also a `part`. */
export const deskActions = {
  answer: 'good',
  decline: 'danger',
  unblock: 'accent',
  mute: 'plain',
  hold: 'plain',
  keypad: 'plain',
  hangup: 'danger',
  done: 'accent',
  availability: 'plain',
  'sign-out': 'quiet',
  dismiss: 'quiet',
} as const

export type DeskAction = keyof typeof deskActions

/** Where the focus goes when its button disappears; never to what declines, or signs the agent out. */
export const deskFocus: readonly DeskAction[] = ['answer', 'unblock', 'mute', 'done', 'hangup', 'availability']
