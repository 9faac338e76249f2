import type { DeskNotice, FailureCode } from '@patchcord/core'
import type { DetailsTexts } from './details.ts'
import type { KeypadTexts } from './keypad.ts'

/** Every word of `<patchcord-desk>`. `{caller}` and `{extension}` are filled in. */
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
  refused: 'Signing in did not work.',
  recovering: 'Not connected. Trying again…',
  ready: 'Ready for calls',
  'not-ready': 'Not ready',
  ringing: 'Incoming call from {caller}',
  'on-call': 'On a call with {caller}',
  'wrap-up': 'The call has ended',
  prompting: 'Your browser asks for the microphone.',
  answering: 'Answering {caller}…',
  talking: 'You are talking with {caller}',
  blocked: 'Your browser holds the sound back.',
  reconnecting: 'Reconnecting to the phone system…',
  'on-hold': 'The call is on hold at the caller’s side.',
  'held-by-both': 'The call is on hold at your side and at the caller’s.',
  holding: 'Putting {caller} on hold…',
  held: 'You put {caller} on hold.',
  'hold-refused': 'The call could not be put on hold.',
  resuming: 'Taking {caller} off hold…',
  'resume-refused': 'The call could not be taken off hold.',
  'no-sound': 'No sound is arriving right now.',
  'microphone-lost': 'Your microphone was lost.',
  'hanging-up': 'Ending the call…',
}

const next: DeskTexts['next'] = {
  'signed-out': 'Use the extension and password of your phone.',
  connecting: 'Next: you are ready for calls.',
  refused: '',
  recovering: 'Calls cannot reach you until it is back.',
  ready: 'The next caller rings here.',
  'not-ready': 'No caller rings here until you are ready.',
  ringing: '',
  'on-call': '',
  'wrap-up': 'Finish your notes. Press “Done” when you can take the next one.',
  prompting: 'Allow it so that the caller can hear you.',
  answering: '',
  talking: '',
  blocked: 'Press “Play the call” to hear it.',
  reconnecting: 'Your call goes on meanwhile.',
  'on-hold': '',
  'held-by-both': 'Press “Resume” to take it off hold at your side.',
  holding: '',
  held: 'They cannot hear you. Press “Resume” to go on talking.',
  'hold-refused': 'You are still talking with {caller}. You can try again.',
  resuming: '',
  'resume-refused': '{caller} is still on hold. You can try again.',
  'no-sound': 'It often comes back by itself.',
  'microphone-lost': 'You hear the caller, but they cannot hear you. Check the microphone.',
  'hanging-up': '',
}

const failures: DeskTexts['failures'] = {
  'auth-failed': 'The extension or the password is wrong.',
  'mic-denied': 'The microphone is blocked, so the caller could not hear you. Allow it in your browser.',
  'mic-missing': 'No microphone was found. Plug one in before the next call.',
  'mic-busy': 'Another program is using the microphone. Close it before the next call.',
  forbidden: 'The phone system does not let this extension sign in.',
  unavailable: 'The phone system is not available right now.',
  cancelled: 'The caller hung up before you answered.',
  'caller-left': 'The caller left before you answered.',
  'no-answer': 'You did not answer in time.',
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
  muted: 'You are muted. The caller cannot hear you.',
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
  unblock: 'Play the call',
  details: 'Details',
  code: 'Code',
  stage: 'Stage',
  sipStatus: 'SIP status',
  q850: 'Q.850 cause',
  field: 'Field',
  seen: 'Seen',
  unsignalled: 'The phone system could not be told, so the other side may still be connected for a while.',
}
