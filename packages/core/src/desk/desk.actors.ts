import { fromCallback } from 'xstate'
import { callMachine, type LegPorts, legActor } from '../call/index.ts'
import { codeOfStatus, failure, q850Of, type RemedyContext } from '../failure/index.ts'
import type { AudioStream, MediaPort, MicrophoneReport } from '../media/index.ts'
import {
  type FinalResponse,
  headerBudget,
  type IncomingCall,
  isRefusal,
  type LineConfig,
  type LineReport,
  readContextHeaders,
  remedyContext,
  type SipCall,
  type SipLine,
  type SipStack,
} from '../sip/index.ts'
import { cleanText, nameLimit } from '../text.ts'
import { deskMachine } from './desk.machine.ts'
import type { RefuseCommand } from './desk.setup.ts'
import type { Caller, DeskReport } from './desk.types.ts'

/** Everything that a desk acts through. */
export interface DeskPorts {
  readonly sip: SipStack
  readonly media: MediaPort
}

/** The handles that live in no snapshot. */
export interface DeskHandles {
  /** What signing in gave; the secret in it never reaches the machine. */
  config: LineConfig | undefined
  /** By the id of the caller's call: several may ring at once. */
  readonly calls: Map<string, SipCall>
  /** Resolves when no socket of any line is left; absent while none is being closed. */
  closing: Promise<void> | undefined
}

/** Strangers write these texts, too. */
const readable = (text: string | undefined, limit: number): string => cleanText(text ?? '', limit).text

function callerOf({ from, headers }: IncomingCall, callId: string, at: number): Caller {
  const told = readContextHeaders(headers)
  const transferId = readable(told.transferId, headerBudget)
  const conversationId = readable(told.conversationId, headerBudget)
  const department = readable(told.department, nameLimit)
  const topic = readable(told.topic, headerBudget)
  return {
    callId,
    at,
    user: readable(from.user, nameLimit),
    displayName: readable(from.displayName, nameLimit),
    ...(transferId ? { transferId } : {}),
    ...(conversationId ? { conversationId } : {}),
    ...(department ? { department } : {}),
    ...(topic ? { topic } : {}),
  }
}

/** Why there is no registration: refused, or the line makes it again by itself. */
function unregistered(response: FinalResponse | undefined, detail: string, remedy: RemedyContext): DeskReport {
  const q850 = response && q850Of(response.reasons)
  const facts = {
    // To a REGISTER a 408 is the registrar's silence; to a call it would be the agent's.
    code: response && response.status !== 408 ? codeOfStatus(response, false) : 'server-unreachable',
    stage: 'line',
    detail,
    ...(response ? { sipStatus: response.status } : {}),
    ...(q850 === undefined ? {} : { q850 }),
  } as const
  return { type: isRefusal(response) ? 'line.refused' : 'line.lapsed', failure: failure(facts, remedy) }
}

function ofLine(report: LineReport, remedy: RemedyContext): DeskReport | undefined {
  switch (report.type) {
    case 'connected':
      return { type: 'line.up' }
    case 'registered':
      return { type: 'line.registered' }
    case 'disconnected':
      return { type: 'line.down', detail: report.detail }
    case 'registration-failed':
      return unregistered(report.response, report.detail, remedy)
    default:
      return undefined
  }
}

const ofMicrophone = (report: MicrophoneReport): DeskReport =>
  report.type === 'refused'
    ? { type: 'mic.refused', code: report.code, detail: report.detail }
    : report.type === 'silenced'
      ? { type: 'mic.silenced', on: report.on }
      : { type: `mic.${report.type}` as const }

/** What a remedy may name: the extension that signs in, too. */
const remedyOf = (config: LineConfig): RemedyContext => ({ ...remedyContext(config), extension: config.account.user })

const unopened = (remedy: RemedyContext) =>
  failure({ code: 'server-unreachable', stage: 'line', detail: 'the line could not be opened' }, remedy)

function closes(handles: DeskHandles, line: SipLine): void {
  const closing = Promise.allSettled([handles.closing, line.close()]).then(() => {
    if (handles.closing === closing) handles.closing = undefined
  })
  handles.closing = closing
}

/**
 * Opens a line once the one before has closed: that one takes its registration back, and would take this one's with it.
 * Returns how to close it. What `open` throws at once is thrown on.
 */
function openInTurn(handles: DeskHandles, open: () => SipLine, failed: () => void): () => void {
  let line: SipLine | undefined
  let left = false
  const openNow = () => {
    if (!left) line = open()
  }
  if (handles.closing) handles.closing.then(openNow).catch(failed)
  else openNow()
  return () => {
    left = true
    if (line) closes(handles, line)
  }
}

/** The machine with its ports. Each resource is open exactly while its actor lives. */
export function provideDesk(
  ports: DeskPorts,
  handles: DeskHandles,
  now: () => number,
  onWarning: (detail: string) => void,
) {
  const waiting = new Map<string, IncomingCall>()
  let arrived = 0
  /** By a name of the desk's own: whoever knows a Call-ID may take the call over (RFC 3891), so no machine sees it. */
  const arrive = (call: IncomingCall): DeskReport => {
    const callId = `call-${++arrived}`
    waiting.set(callId, call)
    return { type: 'line.incoming', caller: callerOf(call, callId, now()) }
  }
  let stream: AudioStream | undefined
  const legPorts: LegPorts = {
    media: ports.media,
    stalledAfter: 5000,
    stream: () => stream,
    start({ id }, on) {
      const incoming = waiting.get(id)
      waiting.delete(id)
      return incoming?.take(on)
    },
    live: (call, id) => {
      if (call) handles.calls.set(id, call)
      else handles.calls.delete(id)
    },
  }
  const open = (config: LineConfig, tell: (report: DeskReport) => void): SipLine =>
    ports.sip.open(config, (report) => {
      if (report.type === 'warning') onWarning(report.detail)
      const told = report.type === 'incoming' ? arrive(report.call) : ofLine(report, remedyOf(config))
      if (told) tell(told)
    })
  const lineActor = fromCallback<RefuseCommand>(({ sendBack, receive }) => {
    const { config } = handles
    if (!config) return
    const close = openInTurn(
      handles,
      () => open(config, sendBack),
      () => sendBack({ type: 'line.refused', failure: unopened(remedyOf(config)) }),
    )
    receive(({ callId, status }) => {
      waiting
        .get(callId)
        ?.take(() => {})
        .reject(status)
      waiting.delete(callId)
    })
    return close
  })
  const micActor = fromCallback(({ sendBack }) => {
    const microphone = ports.media.acquire((report) => {
      if (report.type === 'granted') stream = report.stream
      sendBack(ofMicrophone(report))
    })
    return () => {
      stream = undefined
      microphone.release()
    }
  })
  const ringtoneActor = fromCallback(() => {
    const tone = ports.media.ringtone()
    return () => tone.stop()
  })
  return deskMachine.provide({
    actors: {
      line: lineActor,
      mic: micActor,
      ringtone: ringtoneActor,
      call: callMachine.provide({ actors: { leg: legActor(legPorts) } }),
    },
  })
}
