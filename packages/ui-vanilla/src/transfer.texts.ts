import type { FailureCode, Notice } from '@patchcord/core'
import type { DetailsTexts } from './details.ts'
import type { KeypadTexts } from './keypad.ts'
import type { TransferStep } from './transfer.anatomy.ts'

/** Every word of `<patchcord-transfer>`. `{target}` and `{extension}` are filled in. */
export interface TransferTexts extends DetailsTexts, KeypadTexts {
  /** What happens now. */
  readonly now: Readonly<Record<Notice, string>>
  /** What comes next, or what the caller can do. */
  readonly next: Readonly<Record<Notice, string>>
  /** A failure's sentence by its code; where one is missing, the failure's own is shown. */
  readonly failures: Readonly<Partial<Record<FailureCode, string>>>
  readonly steps: Readonly<Record<TransferStep, string>>
  readonly title: string
  /** With `{department}`. */
  readonly titleTo: string
  readonly extension: string
  readonly anyone: string
  readonly withAssistant: string
  readonly listenToAssistant: string
  readonly withNobody: string
  readonly backWithAssistant: string
  readonly assistantDeaf: string
  readonly assistantListens: string
  /** What the drop-in script tells the page of a recording that it let not pass. */
  readonly heldBack: string
  readonly draining: string
  readonly muted: string
  readonly waitingTime: string
  readonly talkingTime: string
  readonly manual: string
  readonly manualPhone: string
  readonly manualSip: string
  readonly mute: string
  readonly unmute: string
  readonly hangup: string
  readonly cancel: string
  readonly back: string
  readonly retry: string
  readonly dismiss: string
  readonly unblock: string
}

const now: TransferTexts['now'] = {
  ready: '',
  'assistant-gone': 'The assistant isn’t connected right now.',
  bridged: 'We’re calling an agent for you.',
  refused: 'We couldn’t start the transfer.',
  returned: 'We couldn’t reach an agent.',
  abandoned: 'You canceled the transfer.',
  'handed-over': 'Your call with the agent has ended.',
  lost: 'Your call with the agent was cut off.',
  connecting: 'Connecting to the phone system…',
  prompting: 'Your browser is asking to use your microphone.',
  dialing: 'Calling {target}…',
  ringing: 'Ringing {target}…',
  'early-media': 'Ringing {target}…',
  joining: 'The agent answered. Connecting audio…',
  talking: 'You’re talking with the agent',
  blocked: 'Your browser has blocked the sound.',
  reconnecting: 'Reconnecting to the phone system…',
  'on-hold': 'The agent put you on hold.',
  'no-sound': 'No sound is arriving right now.',
  silent: 'It’s quiet on the agent’s side.',
  'microphone-lost': 'Your microphone was disconnected.',
  'hanging-up': 'Ending the call…',
  'trying-again': 'Trying again…',
}

/** Empty: said by what the assistant hears and who is heard. */
const next: TransferTexts['next'] = {
  ready: '',
  'assistant-gone': 'It will be back as soon as we can reach it.',
  bridged: 'There’s nothing you need to do on this page.',
  refused: '',
  returned: '',
  abandoned: '',
  'handed-over': '',
  lost: '',
  connecting: '',
  prompting: 'Choose “Allow” so the agent can hear you.',
  dialing: '',
  ringing: '',
  'early-media': 'You’re hearing the phone system.',
  joining: 'Go ahead and speak.',
  talking: '',
  blocked: 'Tap “Turn on sound” to hear the agent.',
  reconnecting: 'You’re still connected.',
  'on-hold': 'Stay on the line. They’ll be back.',
  'no-sound': 'It usually comes back. Stay on the line for a moment.',
  silent: 'They may be muted, or reading.',
  'microphone-lost': 'The agent can’t hear you. Reconnect it to keep talking.',
  'hanging-up': '',
  'trying-again': '',
}

/** The words in English. */
export const transferTexts: TransferTexts = {
  now,
  next,
  failures: {},
  steps: { connect: 'Connect', ring: 'Ring', talk: 'Talk' },
  title: 'Transfer to an agent',
  titleTo: 'Transfer to {department}',
  extension: 'extension {extension}',
  anyone: 'the agent',
  withAssistant: 'You can keep talking to the assistant while you wait.',
  listenToAssistant: 'You can still hear the assistant.',
  withNobody: 'Please hold on.',
  backWithAssistant: 'You’re back with the assistant.',
  assistantDeaf: 'The assistant isn’t listening to this call.',
  assistantListens: 'The assistant is listening too.',
  heldBack: 'Not sent. The assistant isn’t listening during your call.',
  draining: 'One moment…',
  muted: 'You’re muted. The agent can’t hear you.',
  waitingTime: 'Time waiting',
  talkingTime: 'Time talking',
  manual: 'Or reach us directly:',
  manualPhone: 'Call {phone}',
  manualSip: 'SIP: {address}',
  mute: 'Mute',
  unmute: 'Unmute',
  keypad: 'Keypad',
  star: '* star',
  hash: '# hash',
  digitsSent: 'Digits sent: {count}',
  hangup: 'Hang up',
  cancel: 'Cancel',
  back: 'Back to the assistant',
  retry: 'Try again',
  dismiss: 'Dismiss',
  unblock: 'Turn on sound',
  details: 'Details',
  code: 'Code',
  stage: 'Stage',
  sipStatus: 'SIP status',
  q850: 'Q.850 cause',
  field: 'Field',
  seen: 'Seen',
  unsignalled: 'We couldn’t cancel the call in time, so the agent’s phone may keep ringing for a moment.',
}
