import type { AudioReport, CallReport, LineReport, MicrophoneReport, PlaybackReport } from '@patchcord/core'
import type { Happening } from './any-day.ts'
import type { RawPorts, Source } from './raw-ports.ts'

const types = ({ told }: Source<{ readonly type: string }>): string[] => told.map(({ type }) => type)

/** What something that was opened tells; `age`: the newest of its kind, or one before. */
export type Told = Extract<Happening, { readonly age: number }>

/** Nothing is told of what is closed; a line registers once it is connected. */
function line(opened: Source<LineReport>, { type }: LineReport): boolean {
  const last = types(opened).at(-1)
  if (!opened.isOpen() || type === 'incoming') return false
  if (type === 'connected') return last === undefined || last === 'connecting' || last === 'disconnected'
  return type === 'registered' || type === 'registration-failed' ? last === 'connected' || last === 'registered' : true
}

/** `prompting`(0..1), then one of `granted` and `refused`; after `granted` changes of `silenced`, at most one `ended`. */
function microphone(opened: Source<MicrophoneReport>, report: MicrophoneReport): boolean {
  const { type } = report
  const told = types(opened)
  const settled = told.includes('granted') || told.includes('refused')
  if (!opened.isOpen()) return false
  if (report.type === 'silenced') {
    const last = opened.told.findLast((one) => one.type === 'silenced')
    return told.includes('granted') && !told.includes('ended') && report.on !== (last?.on ?? false)
  }
  if (type === 'prompting') return told.length === 0
  return type === 'ended' ? told.includes('granted') && !told.includes('ended') : !settled
}

/** `sent`(≤1), `progress`(0..n), `answered`(≤1), `ended`(1, last); in between the others. */
function call(opened: Source<CallReport>, { type }: CallReport): boolean {
  const told = types(opened)
  if (!opened.isOpen()) return false
  if (type === 'sent') return !['sent', 'progress', 'answered'].some((before) => told.includes(before))
  return type === 'progress' || type === 'answered' ? !told.includes('answered') : true
}

const playback = (opened: Source<PlaybackReport>): boolean => opened.isOpen()

const watch = (opened: Source<AudioReport>, { type }: AudioReport): boolean =>
  opened.isOpen() && !(type === 'proven' && types(opened).includes('proven'))

/** What it would be told by; undefined where there is no such thing. */
export function sourceOf(ports: RawPorts, { what, age }: Told): Source<never> | undefined {
  const { lines, microphones, calls, playbacks, watches } = ports
  const all = { line: lines, microphone: microphones, call: calls, playback: playbacks, watch: watches }
  return all[what].at(-1 - age) as Source<never> | undefined
}

/** Whether a port that keeps its contract may tell this now. */
export function mayTell(ports: RawPorts, told: Told): boolean {
  const source = sourceOf(ports, told)
  if (!source) return false
  switch (told.what) {
    case 'line':
      return line(source, told.report)
    case 'microphone':
      return microphone(source, told.report)
    case 'call':
      return call(source, told.report)
    case 'playback':
      return playback(source)
    case 'watch':
      return watch(source, told.report)
  }
}

/** Whether it is told of what is over: such reports must change nothing. */
export function isStale(ports: RawPorts, happening: { readonly what: string } | Told): boolean {
  if (!('age' in happening)) return false
  const source = sourceOf(ports, happening)
  return source !== undefined && !source.isOpen()
}
