import { fromCallback } from 'xstate'
import type { AudioStream, AudioWatch, MediaPort, Playback } from '../media/index.ts'
import type { CallReport, SipCall } from '../sip/index.ts'
import type { CallCommand, CallInput, LegReport } from './call.types.ts'

/** How a leg gets its port's call: by dialling, or by taking one that came in. */
export interface LegPorts {
  readonly media: Pick<MediaPort, 'play' | 'watch'>
  /** Undefined where there is nothing to dial with: no line, no microphone, no such incoming call. */
  start(input: CallInput, on: (report: CallReport) => void): SipCall | undefined
  /** The stream to answer with, where calls come in. */
  stream?(): AudioStream | undefined
  /** Tells the owner which call is live, for commands that must not pass through a machine (digits). */
  live?(call: SipCall | undefined): void
  /** Inbound silence that counts as stalled, in milliseconds. */
  readonly stalledAfter: number
}

type Send = (report: LegReport) => void

/**
 * Plays what the far side sends, and watches it from the answer on. Owns both until `stop`; what comes later (a 200 that
 * crossed our hang-up) is not heard.
 */
function hearing(ports: LegPorts, send: Send) {
  let playback: Playback | undefined
  let watch: AudioWatch | undefined
  let answered = false
  let stopped = false
  /** Counts the playbacks: one that was replaced tells nothing of what is heard now. */
  let played = 0
  let connection: (CallReport & { type: 'remote-stream' })['connection'] | undefined
  const watchOnce = () => {
    if (stopped || !answered || !connection || watch) return
    watch = ports.media.watch(connection, { stalledAfter: ports.stalledAfter }, (report) => {
      if (stopped) return
      if (report.type === 'proven') send({ type: 'leg.proven' })
      else if (report.type === 'level') send({ type: 'leg.level', silent: report.silent })
      else send({ type: 'leg.sound', state: report.type })
    })
  }
  return {
    stream(report: CallReport & { type: 'remote-stream' }) {
      if (stopped) return
      playback?.stop()
      const turn = ++played
      playback = ports.media.play(report.stream, ({ type }) => {
        if (!stopped && turn === played) send({ type: 'leg.playback', blocked: type === 'blocked' })
      })
      connection = report.connection
      watchOnce()
    },
    answered() {
      answered = true
      watchOnce()
    },
    resume: () => playback?.resume(),
    stop() {
      stopped = true
      playback?.stop()
      watch?.stop()
    },
  }
}

/** A port's report as the machine's event; streams stay here. */
function eventOf(report: CallReport): LegReport | undefined {
  switch (report.type) {
    case 'sent':
      return { type: 'leg.sent', gathering: report.gathering }
    case 'progress':
      return { type: 'leg.progress', status: report.status, media: report.media }
    case 'answered':
      return { type: 'leg.answered' }
    case 'remote-hold':
      return { type: 'leg.farHold', on: report.on }
    case 'media':
      return { type: 'leg.path', state: report.state }
    case 'ended':
      return { type: 'leg.ended', end: report.end }
    default:
      return undefined
  }
}

function obey(call: SipCall, command: CallCommand, ports: LegPorts, resume: () => void): void {
  const stream = ports.stream?.()
  if (command.type === 'HANGUP') call.hangup()
  else if (command.type === 'ANSWER') stream ? call.answer(stream) : call.reject(480)
  else if (command.type === 'REJECT') call.reject(command.status)
  else if (command.type === 'MUTE' || command.type === 'UNMUTE') call.setMuted(command.type === 'MUTE')
  else if (command.type === 'UNBLOCK') resume()
}

const nothingToDial = {
  type: 'leg.ended',
  end: { cause: 'internal', by: 'system', answered: false, signalled: true, detail: 'no line or no microphone' },
} as const

/** The actor behind a call: the port's call, its playback and its watch, open exactly while the actor lives. */
export const legActor = (ports: LegPorts) =>
  fromCallback<CallCommand, CallInput>(({ input, sendBack, receive }) => {
    const send: Send = sendBack
    const ears = hearing(ports, send)
    const call = ports.start(input, (report) => {
      if (report.type === 'remote-stream') ears.stream(report)
      if (report.type === 'answered') ears.answered()
      if (report.type === 'ended') ears.stop()
      const event = eventOf(report)
      if (event) send(event)
    })
    if (!call) send(nothingToDial)
    ports.live?.(call)
    receive((command) => {
      if (command.type === 'HANGUP') ears.stop()
      if (call) obey(call, command, ports, ears.resume)
    })
    return () => {
      ears.stop()
      call?.hangup()
      ports.live?.(undefined)
    }
  })
