import type { Caller, DeskNotice, DeskView, Notice, TransferView } from '@patchcord/core'
import { busy } from './fakes.ts'

const leaving = ['CANCEL', 'HANGUP'] as const
const inCall = [...leaving, 'MUTE', 'DTMF'] as const

const calling: Partial<TransferView> = { state: 'calling', can: leaving, extension: '2001' }
const deaf = { input: false, output: false }
const confirmed: Partial<TransferView> = {
  state: 'confirmed',
  can: inCall,
  extension: '2001',
  voice: 'agent',
  hearing: deaf,
}
const quiet: Partial<TransferView> = { ...confirmed, voice: 'nobody' }
const failed: Partial<TransferView> = { state: 'idle', can: ['DISMISS', 'RETRY'], extension: '2001', failure: busy }

/** A transfer's view for every notice, as core makes it. */
export const transferViews: Readonly<Record<Notice, Partial<TransferView>>> = {
  ready: {},
  'assistant-gone': { notice: 'assistant-gone', voice: 'nobody' },
  bridged: { notice: 'bridged', can: ['DISMISS'] },
  refused: { ...failed, notice: 'refused', can: ['DISMISS'] },
  returned: { ...failed, notice: 'returned' },
  abandoned: { notice: 'abandoned', can: ['DISMISS'] },
  'handed-over': { notice: 'handed-over', can: ['DISMISS'] },
  lost: { ...failed, notice: 'lost' },
  connecting: { state: 'connecting', notice: 'connecting', can: leaving, extension: '2001' },
  prompting: { state: 'connecting', notice: 'prompting', can: leaving, extension: '2001' },
  dialing: { ...calling, notice: 'dialing' },
  ringing: { ...calling, notice: 'ringing' },
  'early-media': { ...calling, notice: 'early-media' },
  joining: { ...confirmed, notice: 'joining', voice: 'assistant', hearing: { input: false, output: true } },
  talking: { ...confirmed, notice: 'talking' },
  blocked: { ...quiet, notice: 'blocked', can: [...inCall, 'UNBLOCK'] },
  reconnecting: { ...confirmed, notice: 'reconnecting' },
  'on-hold': { ...quiet, notice: 'on-hold' },
  'no-sound': { ...quiet, notice: 'no-sound' },
  silent: { ...confirmed, notice: 'silent' },
  'microphone-lost': { ...confirmed, notice: 'microphone-lost' },
  'microphone-silenced': { ...confirmed, notice: 'microphone-silenced' },
  'hanging-up': { state: 'cleanup', notice: 'hanging-up', can: [] },
  'trying-again': { state: 'failed', notice: 'trying-again', can: leaving, failure: busy },
}

/** A caller with all the context that an INVITE may tell. */
export const ada: Caller = {
  callId: 'call-1',
  at: 0,
  user: '1001',
  displayName: 'Ada Lovelace',
  conversationId: 's-42',
  department: 'Sales',
  topic: 'Order 4711 has not arrived',
}

const signedIn: Partial<DeskView> = { extension: '2001' }
const onCall: Partial<DeskView> = {
  ...signedIn,
  state: 'on-call',
  caller: ada,
  can: ['HANGUP', 'MUTE', 'HOLD', 'DTMF'],
}

const asking = ['HANGUP', 'MUTE', 'DTMF'] as const
const resumable = [...asking, 'RESUME'] as const

/** A desk's view for every notice. */
export const deskViews: Readonly<Record<DeskNotice, Partial<DeskView>>> = {
  'signed-out': {},
  connecting: { ...signedIn, state: 'connecting', notice: 'connecting', can: ['SIGN_OUT'] },
  refused: {
    ...signedIn,
    state: 'refused',
    notice: 'refused',
    can: ['SIGN_IN', 'SIGN_OUT', 'DISMISS'],
    failure: { ...busy, code: 'auth-failed', stage: 'line', sipStatus: 401 },
  },
  recovering: { ...signedIn, state: 'recovering', notice: 'recovering', can: ['SIGN_OUT'] },
  ready: { ...signedIn, state: 'ready', notice: 'ready', can: ['SIGN_OUT', 'GO_NOT_READY'] },
  'not-ready': { ...signedIn, state: 'not-ready', notice: 'not-ready', can: ['SIGN_OUT', 'GO_READY'] },
  ringing: { ...signedIn, state: 'ringing', notice: 'ringing', caller: ada, can: ['ANSWER', 'DECLINE'] },
  'on-call': { ...onCall, notice: 'on-call' },
  prompting: { ...onCall, notice: 'prompting', can: ['HANGUP'] },
  answering: { ...onCall, notice: 'answering', can: ['HANGUP'] },
  talking: { ...onCall, notice: 'talking' },
  blocked: { ...onCall, notice: 'blocked', can: ['HANGUP', 'MUTE', 'HOLD', 'DTMF', 'UNBLOCK'] },
  reconnecting: { ...onCall, notice: 'reconnecting', can: asking },
  'on-hold': { ...onCall, notice: 'on-hold' },
  'held-by-both': { ...onCall, notice: 'held-by-both', hold: 'held', can: resumable },
  holding: { ...onCall, notice: 'holding', hold: 'holding', can: asking },
  held: { ...onCall, notice: 'held', hold: 'held', can: resumable },
  'hold-refused': { ...onCall, notice: 'hold-refused', hold: 'hold-refused' },
  resuming: { ...onCall, notice: 'resuming', hold: 'resuming', can: asking },
  'resume-refused': { ...onCall, notice: 'resume-refused', hold: 'resume-refused', can: resumable },
  'no-sound': { ...onCall, notice: 'no-sound' },
  'microphone-lost': { ...onCall, notice: 'microphone-lost' },
  'microphone-silenced': { ...onCall, notice: 'microphone-silenced' },
  'hanging-up': { ...onCall, notice: 'hanging-up', can: [] },
  'wrap-up': { ...signedIn, state: 'wrap-up', notice: 'wrap-up', caller: ada, can: ['DONE', 'SIGN_OUT'] },
}
