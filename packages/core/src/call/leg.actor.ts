import { fromCallback } from 'xstate'
import type { AudioConnection, AudioReport, AudioStream, AudioWatch, MediaPort, Playback } from '../media/index.ts'
import type { CallReport, SipCall } from '../sip/index.ts'
import type { CallInput, LegCommand, LegReport } from './call.types.ts'

/** How a leg gets its port's call: by dialling, or by taking one that came in. */
export interface LegPorts {
  readonly media: Pick<MediaPort, 'play' | 'watch'>
  /** Undefined where there is nothing to dial with: no line, no microphone, no such incoming call. */
  start(input: CallInput, on: (report: CallReport) => void): SipCall | undefined
  /** The stream to answer with, where calls come in. */
  stream?(): AudioStream | undefined
  /** Tells the owner which call is live, for commands that must not pass through a machine (digits). */
  live?(call: SipCall | undefined, id: string): void
  /** Inbound silence that counts as stalled, in milliseconds. */
  readonly stalledAfter: number
}

type Send = (report: LegReport) => void

/** An audio report as the machine's event. */
function eventOfAudio(report: AudioReport): LegReport {
  switch (report.type) {
    case 'comfort-noise':
      return { type: 'leg.comfortNoise' }
    case 'proven':
      return { type: 'leg.proven' }
    case 'level':
      return { type: 'leg.level', silent: report.silent }
    default:
      return { type: 'leg.sound', state: report.type }
  }
}

/** Watches what is heard of early media: from the provisional response that brings it to the answer. It proves nothing. */
function listening(ports: LegPorts, send: Send) {
  let watch: AudioWatch | undefined
  let connection: AudioConnection | undefined
  let state: 'none' | 'early' | 'over' = 'none'
  let audible = false
  const tell = (heard: boolean) => {
    audible = heard
    send({ type: 'leg.early', audible })
  }
  const look = () => {
    if (state !== 'early' || !connection) return
    watch?.stop()
    // A new watch is silent until its first sound, and does not say so.
    if (audible) tell(false)
    const mine = ports.media.watch(connection, { stalledAfter: ports.stalledAfter, early: true }, (report) => {
      if (mine === watch && report.type === 'level') tell(!report.silent)
    })
    watch = mine
  }
  return {
    over(found: AudioConnection) {
      // One watch hears whatever comes over a connection.
      if (found === connection) return
      connection = found
      look()
    },
    begin() {
      if (state !== 'none') return
      state = 'early'
      look()
    },
    stop() {
      state = 'over'
      watch?.stop()
      watch = undefined
    },
  }
}

/**
 * Watches what arrives, from the answer on. While either side holds the call nothing is to arrive, so that nobody looks;
 * what was wrong before is forgotten, and looked for anew afterwards.
 */
function watching(ports: LegPorts, send: Send) {
  let watch: AudioWatch | undefined
  let connection: AudioConnection | undefined
  let answered = false
  let stopped = false
  /** Whose turn it is: a watch that was stopped tells nothing any more. */
  let turn = {}
  const holders = new Set<'own' | 'far'>()
  const end = () => {
    turn = {}
    watch?.stop()
    watch = undefined
  }
  const look = () => {
    if (stopped || holders.size > 0 || !answered || !connection || watch) return
    const mine = turn
    watch = ports.media.watch(connection, { stalledAfter: ports.stalledAfter }, (report) => {
      if (mine === turn) send(eventOfAudio(report))
    })
  }
  return {
    over(found: AudioConnection) {
      connection = found
      look()
    },
    answered() {
      answered = true
      look()
    },
    hold(who: 'own' | 'far', on: boolean) {
      if (on) holders.add(who)
      else holders.delete(who)
      if (holders.size === 0) return look()
      if (!watch) return
      end()
      send({ type: 'leg.sound', state: 'flowing' })
      send({ type: 'leg.level', silent: false })
    },
    stop() {
      stopped = true
      end()
    },
  }
}

/**
 * Plays what the far side sends, and watches it. Owns both until `stop`; what comes later (a 200 that crossed our
 * hang-up) is not heard.
 */
function hearing(ports: LegPorts, send: Send) {
  const { over, answered, hold, stop } = watching(ports, send)
  const early = listening(ports, send)
  let playback: Playback | undefined
  let stopped = false
  /** Counts the playbacks: one that was replaced tells nothing of what is heard now. */
  let played = 0
  return {
    early: early.begin,
    answered() {
      early.stop()
      answered()
    },
    hold,
    stream(report: CallReport & { type: 'remote-stream' }) {
      if (stopped) return
      playback?.stop()
      const turn = ++played
      playback = ports.media.play(report.stream, ({ type }) => {
        if (!stopped && turn === played) send({ type: 'leg.playback', blocked: type === 'blocked' })
      })
      early.over(report.connection)
      over(report.connection)
    },
    resume: () => playback?.resume(),
    stop() {
      stopped = true
      playback?.stop()
      early.stop()
      stop()
    },
  }
}

type Ears = ReturnType<typeof hearing>

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

/** From the asking on nobody looks for sound: the far side may have agreed though its word is not here yet. */
async function hold(call: SipCall, held: boolean, ears: Ears, send: Send): Promise<void> {
  ears.hold('own', true)
  const agreed = await call.setHeld(held)
  ears.hold('own', held === agreed)
  send({ type: 'leg.hold', agreed })
}

function obey(call: SipCall, command: LegCommand, ports: LegPorts, ears: Ears, send: Send): void {
  const stream = ports.stream?.()
  if (command.type === 'HANGUP') call.hangup()
  else if (command.type === 'ANSWER') stream ? call.answer(stream) : call.reject(480)
  else if (command.type === 'REJECT') call.reject(command.status)
  else if (command.type === 'MUTE' || command.type === 'UNMUTE') call.setMuted(command.type === 'MUTE')
  else if (command.type === 'HOLD' || command.type === 'RESUME') void hold(call, command.type === 'HOLD', ears, send)
  else if (command.type === 'UNBLOCK') ears.resume()
  else if (command.type === 'REFRESH') void call.refresh()
}

const nothingToDial = {
  type: 'leg.ended',
  end: { cause: 'internal', by: 'system', answered: false, signalled: true, detail: 'no line or no microphone' },
} as const

/** The actor behind a call: the port's call, its playback and its watch, open exactly while the actor lives. */
export const legActor = (ports: LegPorts) =>
  fromCallback<LegCommand, CallInput>(({ input, sendBack, receive }) => {
    const send: Send = sendBack
    const ears = hearing(ports, send)
    const call = ports.start(input, (report) => {
      if (report.type === 'remote-stream') ears.stream(report)
      if (report.type === 'progress' && report.media) ears.early()
      if (report.type === 'answered') ears.answered()
      if (report.type === 'remote-hold') ears.hold('far', report.on)
      if (report.type === 'ended') ears.stop()
      const event = eventOf(report)
      if (event) send(event)
    })
    if (!call) send(nothingToDial)
    ports.live?.(call, input.id)
    receive((command) => {
      if (command.type === 'HANGUP') ears.stop()
      if (call) obey(call, command, ports, ears, send)
    })
    return () => {
      ears.stop()
      call?.hangup()
      ports.live?.(undefined, input.id)
    }
  })
