import type { DeskNotice, FailureCode } from '@patchcord/core'
import type { DetailsTexts } from './details.ts'
import type { KeypadTexts } from './keypad.ts'

/** Every word of `<patchcord-desk>`. `{caller}`, `{extension}` and `{count}` are filled in. */
export interface DeskTexts extends DetailsTexts, KeypadTexts {
  /** What happens now. */
  readonly now: Readonly<Record<DeskNotice, string>>
  /** What comes next, or what the agent can do. */
  readonly next: Readonly<Record<DeskNotice, string>>
  /** A failure's sentence by its code, as an agent needs it; where one is missing, the failure's own is shown. */
  readonly failures: Readonly<Partial<Record<FailureCode, string>>>
  readonly title: string
  /** With `{extension}`. */
  readonly titleOf: string
  readonly extension: string
  readonly password: string
  readonly extensionMissing: string
  readonly passwordMissing: string
  readonly anonymous: string
  readonly caller: string
  readonly number: string
  readonly department: string
  readonly topic: string
  readonly conversation: string
  readonly muted: string
  /** Other calls ring, too; with `{count}`. */
  readonly alsoRinging: string
  /** The call ended between the answer and the talk. */
  readonly endedEarly: string
  /** The desk's own line was lost while a call rang. */
  readonly lostRinging: string
  /** The phone system ended the talk. */
  readonly cutOff: string
  /** With `{count}`. */
  readonly missed: string
  readonly clearMissed: string
  readonly ringingTime: string
  readonly callTime: string
  readonly wrapUpTime: string
  readonly signIn: string
  readonly signOut: string
  readonly answer: string
  readonly decline: string
  readonly mute: string
  readonly unmute: string
  readonly hold: string
  readonly resume: string
  readonly hangup: string
  readonly done: string
  readonly ready: string
  readonly notReady: string
  readonly dismiss: string
  readonly unblock: string
}

const now: DeskTexts['now'] = {
  'signed-out': 'Sign in to take calls',
  connecting: 'Signing in as {extension}…',
  refused: 'Couldn’t sign in.',
  recovering: 'Reconnecting…',
  ready: 'Ready for calls',
  'not-ready': 'Not ready',
  ringing: 'Incoming call from {caller}',
  'on-call': 'On a call with {caller}',
  'wrap-up': 'The call has ended',
  prompting: 'Your browser is asking to use your microphone.',
  answering: 'Answering {caller}…',
  talking: 'You’re talking with {caller}',
  blocked: 'Your browser has blocked the sound.',
  reconnecting: 'Reconnecting to the phone system…',
  'on-hold': 'The caller put you on hold.',
  'held-by-both': 'You and the caller both put the call on hold.',
  holding: 'Putting {caller} on hold…',
  held: 'You put {caller} on hold.',
  'hold-refused': 'We couldn’t put the call on hold.',
  resuming: 'Taking {caller} off hold…',
  'resume-refused': 'We couldn’t take the call off hold.',
  'no-sound': 'No sound is arriving right now.',
  'microphone-lost': 'Your microphone was disconnected.',
  'hanging-up': 'Ending the call…',
}

const next: DeskTexts['next'] = {
  'signed-out': 'Use your phone’s extension and password.',
  connecting: '',
  refused: '',
  recovering: 'You won’t get calls until the connection is back.',
  ready: 'Incoming calls will ring here.',
  'not-ready': 'You won’t get calls until you’re ready.',
  ringing: '',
  'on-call': '',
  'wrap-up': 'Finish your notes. Press “Done” when you can take the next one.',
  prompting: 'Choose “Allow” so the caller can hear you.',
  answering: '',
  talking: '',
  blocked: 'Tap “Turn on sound” to hear the caller.',
  reconnecting: 'You’re still connected.',
  'on-hold': '',
  'held-by-both': 'Press “Resume” to take the call off hold.',
  holding: '',
  held: 'They can’t hear you. Press “Resume” to pick the call back up.',
  'hold-refused': 'You’re still talking with {caller}. You can try again.',
  resuming: '',
  'resume-refused': '{caller} is still on hold. You can try again.',
  'no-sound': 'It usually comes back.',
  'microphone-lost': 'The caller can’t hear you. Reconnect it to keep talking.',
  'hanging-up': '',
}

const failures: DeskTexts['failures'] = {
  'auth-failed': 'The extension or the password is wrong.',
  'mic-denied': 'Your microphone is blocked, so the caller couldn’t hear you. Allow it in your browser.',
  'mic-missing': 'We couldn’t find a microphone. Plug one in before the next call.',
  'mic-busy': 'Another program is using your microphone. Close it before the next call.',
  forbidden: 'The phone system doesn’t let this extension sign in.',
  unavailable: 'The phone system isn’t available right now.',
  cancelled: 'The caller hung up before you answered.',
  'caller-left': 'The caller left before you answered.',
  'no-answer': 'You didn’t answer in time.',
  elsewhere: 'Someone else took the call.',
}

/** The words in English. */
export const deskTexts: DeskTexts = {
  now,
  next,
  failures,
  title: 'Desk',
  titleOf: 'Extension {extension}',
  extension: 'Extension',
  password: 'Password',
  extensionMissing: 'Enter your extension.',
  passwordMissing: 'Enter your password.',
  anonymous: 'an unknown caller',
  caller: 'Caller',
  number: 'Number',
  department: 'Department',
  topic: 'Topic',
  conversation: 'Conversation',
  muted: 'You’re muted. The caller can’t hear you.',
  alsoRinging: 'Also ringing: {count}',
  endedEarly: 'The call ended before you were connected.',
  lostRinging: 'Your connection dropped while a call was ringing, so the call was lost.',
  cutOff: 'The phone system ended the call.',
  missed: 'Missed calls: {count}',
  clearMissed: 'Clear',
  ringingTime: 'Time ringing',
  callTime: 'Time on the call',
  wrapUpTime: 'Time since the call',
  signIn: 'Sign in',
  signOut: 'Sign out',
  answer: 'Answer',
  decline: 'Decline',
  mute: 'Mute',
  unmute: 'Unmute',
  hold: 'Hold',
  resume: 'Resume',
  keypad: 'Keypad',
  star: '* star',
  hash: '# hash',
  digitsSent: 'Digits sent: {count}',
  hangup: 'Hang up',
  done: 'Done',
  ready: 'Ready',
  notReady: 'Not ready',
  dismiss: 'Dismiss',
  unblock: 'Turn on sound',
  details: 'Details',
  code: 'Code',
  stage: 'Stage',
  sipStatus: 'SIP status',
  q850: 'Q.850 cause',
  field: 'Field',
  seen: 'Seen',
  unsignalled: 'We couldn’t end the call in time, so the other side may stay connected for a moment.',
}
