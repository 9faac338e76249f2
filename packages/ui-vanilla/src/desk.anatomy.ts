/** The tag of the agent's element. */
export const deskTag = 'patchcord-desk'

/** The agent's buttons, in the order in which they stand; `hangup` is in the head, and declines before the answer. */
export const deskActions = {
  answer: 'good',
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
