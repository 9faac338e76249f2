import type { AudioReport, CallReport, LineReport, MicrophoneReport, PlaybackReport } from '@patchcord/core'
import type { Happening } from './any-day.ts'
import type { RawPorts, Source } from './raw-ports.ts'

const types = ({ told }: Source<{ readonly type: string }>): string[] => told.map(({ type }) => type)

/** Nothing is told of what is closed. */
const line = (opened: Source<LineReport>, { type }: LineReport): boolean =>
  opened.isOpen() && !(type === 'connected' && types(opened).at(-1) === 'connected')

/** `prompting`(0..1), then one of `granted` and `refused`; after `granted` at most one `ended`. */
function microphone(opened: Source<MicrophoneReport>, { type }: MicrophoneReport): boolean {
  const told = types(opened)
  const settled = told.includes('granted') || told.includes('refused')
  if (!opened.isOpen()) return false
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

const nth = <Opened>(list: readonly Opened[], age: number): Opened | undefined => list.at(-1 - age)

/** What a happening would be told by; undefined where there is no such thing. */
export function sourceOf(ports: RawPorts, happening: Happening): Source<never> | undefined {
  if (!('age' in happening)) return undefined
  const { lines, microphones, calls, playbacks, watches } = ports
  const all = { line: lines, microphone: microphones, call: calls, playback: playbacks, watch: watches }
  return nth<Source<never>>(all[happening.what] as Source<never>[], happening.age)
}

/** Whether a port that keeps its contract may tell this now. */
export function mayHappen(ports: RawPorts, happening: Happening): boolean {
  const told = sourceOf(ports, happening)
  if (!told) return !('age' in happening)
  switch (happening.what) {
    case 'line':
      return line(told, happening.report)
    case 'microphone':
      return microphone(told, happening.report)
    case 'call':
      return call(told, happening.report)
    case 'playback':
      return playback(told)
    case 'watch':
      return watch(told, happening.report)
    default:
      return true
  }
}
