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
  'assistant-gone': 'The assistant is not connected right now.',
  bridged: 'The assistant’s own system is calling the agent for you.',
  refused: 'The transfer could not be started.',
  returned: 'The agent could not be reached.',
  abandoned: 'You cancelled the transfer.',
  'handed-over': 'Your call with the agent has ended.',
  lost: 'The call with the agent was lost.',
  connecting: 'Connecting to the phone system…',
  prompting: 'Your browser asks for the microphone.',
  dialing: 'Calling {target}…',
  ringing: 'Ringing {target}…',
  'early-media': 'Ringing {target}…',
  joining: 'The agent answered. Connecting the sound…',
  talking: 'You are talking with the agent',
  blocked: 'Your browser holds the sound back.',
  reconnecting: 'Reconnecting to the phone system…',
  'on-hold': 'The agent put you on hold.',
  'no-sound': 'No sound is arriving right now.',
  silent: 'The agent is silent.',
  'microphone-lost': 'Your microphone was lost.',
  'hanging-up': 'Ending the call…',
  'trying-again': 'Trying again…',
}

/** Empty: said by what the assistant hears and who is heard. */
const next: TransferTexts['next'] = {
  ready: '',
  'assistant-gone': 'It comes back by itself as soon as it can be reached.',
  bridged: 'That call does not run through this page, so there is nothing to do here.',
  refused: '',
  returned: '',
  abandoned: '',
  'handed-over': '',
  lost: '',
  connecting: 'Next: we ring {target}.',
  prompting: 'Allow it so that the agent can hear you.',
  dialing: 'Next: {target} rings.',
  ringing: '',
  'early-media': 'You hear the phone system.',
  joining: 'You can speak already.',
  talking: '',
  blocked: 'Press “Play the call” to hear it.',
  reconnecting: 'Your call goes on meanwhile.',
  'on-hold': 'Stay on the line. They will be back.',
  'no-sound': 'It often comes back by itself. Stay on the line for a moment.',
  silent: 'You are connected. They may be reading, or muted.',
  'microphone-lost': 'You hear the agent, but they cannot hear you. Check the microphone, then call again.',
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
  withAssistant: 'You can go on talking with the assistant.',
  listenToAssistant: 'You can go on listening to the assistant.',
  withNobody: 'Please hold on.',
  backWithAssistant: 'You are back with the assistant.',
  assistantDeaf: 'The assistant cannot hear you now.',
  assistantListens: 'The assistant is listening too.',
  heldBack: 'Not sent: the assistant does not hear what is said during a call.',
  draining: 'One moment…',
  muted: 'You are muted. The agent cannot hear you.',
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
  unblock: 'Play the call',
  details: 'Details',
  code: 'Code',
  stage: 'Stage',
  sipStatus: 'SIP status',
  q850: 'Q.850 cause',
  field: 'Field',
  seen: 'Seen',
  unsignalled: 'The phone system could not be told, so the other phone may ring on for a while.',
}
