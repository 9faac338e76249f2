import { mockAssistant, mockMedia, mockStack, mockStream } from '@patchcord/core/mock'
import { pathTo } from '@patchcord/core/testing'
import { describe, expect, test } from 'vitest'
import { type Actor, createActor, SimulatedClock } from 'xstate'
import { provideTransfer, type TransferHandles } from '../src/transfer/transfer.actors.ts'
import type { TransferEvent } from '../src/transfer/transfer.types.ts'
import { hearingOf } from '../src/transfer/transfer.view.ts'
import { wire } from '../src/transfer/transfer.wire.ts'
import { finderOf } from './support/secrets.ts'
import { gatedWalk, line, secret, settings } from './support/transfer-model.ts'

const connection = { getStats: () => Promise.resolve(new Map()) }

const holdsSecret = finderOf(secret)

const recorders = () => ({ sip: mockStack({ obeysHangup: false }), media: mockMedia(), assistant: mockAssistant() })

/** The recorders of the replay that runs. */
let running = recorders()
const handles: TransferHandles = { assistant: undefined, call: undefined, closing: Promise.resolve() }

/** A port that stands for the running replay's. */
const ofRunning = <Name extends keyof typeof running>(name: Name) =>
  new Proxy(running[name], { get: (_, member) => Reflect.get(running[name], member) })

/** Made once: to make it, and to let it find its transitions anew, takes longer than a replay. */
const machine = provideTransfer(
  { sip: ofRunning('sip'), media: ofRunning('media'), assistant: ofRunning('assistant'), line },
  handles,
  () => {},
)

/** The real machine over recorders, each event of a walked path played where it really comes from. */
function replay(events: readonly TransferEvent[], inspects = false) {
  running = recorders()
  const { sip, media, assistant } = running
  const clock = new SimulatedClock()
  let inspected = 0
  let leaked = 0
  const actor: Actor<typeof machine> = createActor(machine, {
    input: settings,
    clock,
    ...(inspects
      ? {
          inspect: (event) => {
            inspected += 1
            if (holdsSecret(event)) leaked += 1
          },
        }
      : {}),
  })
  wire(actor, handles, { now: () => clock.now(), log: () => {} })
  actor.start()
  const mic = () => media.microphones.at(-1)
  const server = 'wss://pbx.test:7443'
  const play = (event: TransferEvent) => {
    switch (event.type) {
      case 'line.up':
        return sip.line.say({ type: 'connected', server })
      case 'line.down':
        return sip.line.say({ type: 'disconnected', server, detail: '' })
      case 'mic.prompting':
        return mic()?.say({ type: 'prompting' })
      case 'mic.granted':
        return mic()?.say({ type: 'granted', stream: mockStream('mic') })
      case 'mic.refused':
        return mic()?.say({ type: 'refused', code: event.code, detail: '' })
      case 'mic.ended':
        return mic()?.say({ type: 'ended' })
      case 'assistant.speaking':
      case 'assistant.spoken':
        return assistant.say({
          type: 'announcement',
          phase: event.type === 'assistant.speaking' ? 'speaking' : 'spoken',
          text: '',
        })
      case 'call.ringing':
        return sip.call.say({ type: 'progress', status: event.media ? 183 : 180, media: event.media })
      case 'call.answered':
        sip.call.say({ type: 'remote-stream', stream: mockStream('far'), connection })
        return sip.call.say({ type: 'answered' })
      case 'call.proven':
        return media.watches.at(-1)?.say({ type: 'proven' })
      case 'call.facts':
        if ('path' in event.facts) return sip.call.say({ type: 'media', state: 'connected' })
        return sip.call.say({ type: 'remote-hold', on: event.facts.farHold === true })
      case 'xstate.done.actor.call':
        return sip.call.end(event.output.end)
      default:
        return actor.send(event)
    }
  }
  for (const event of events) play(event)
  const open = () => ({
    lines: sip.lines.filter(({ closed }) => !closed).length,
    calls: sip.lines.flatMap(({ calls }) => calls).filter(({ ended }) => !ended).length,
    microphones: media.microphones.filter((opened) => opened.open).length,
    playbacks: media.playbacks.filter((opened) => opened.open).length,
    watches: media.watches.filter((opened) => opened.open).length,
    tones: media.tones.filter((opened) => opened.open).length,
  })
  return { actor, clock, open, assistant, inspected: () => ({ inspected, leaked }) }
}

const walked = gatedWalk()
const states = [...walked.states.values()]
const named = (key: string) =>
  pathTo(walked, key)
    .map(({ type }) => type)
    .join(' > ')

/** What a step is, whatever the context: where, and by which event. */
const kindsOf = (key: string): string[] => {
  const kinds: string[] = []
  for (let at = walked.states.get(key); at?.from; at = walked.states.get(at.from.key))
    kinds.push(`${JSON.stringify(walked.states.get(at.from.key)?.snapshot.value)} ${at.from.event.type}`)
  return kinds
}

/** States whose paths together take every kind of step that any path takes; the longest first. */
function covering(): string[] {
  const taken = new Set<string>()
  const paths = states.map(({ key }) => ({ key, kinds: kindsOf(key) })).sort((a, b) => b.kinds.length - a.kinds.length)
  return paths.flatMap(({ key, kinds }) => {
    const fresh = kinds.filter((kind) => !taken.has(kind))
    for (const kind of fresh) taken.add(kind)
    return fresh.length > 0 ? [key] : []
  })
}

/** Each state once: played, looked at, then left by a caller whose far side is silent. */
const replays = states.map(({ key, snapshot }) => {
  const { actor, clock, open, assistant } = replay(pathTo(walked, key))
  const arrived = actor.getSnapshot()
  const held = open()
  const told = assistant.outcomes.length
  const heard = assistant.heard.at(-1)
  actor.send({ type: 'CANCEL' })
  clock.increment(2000)
  if (actor.getSnapshot().matches({ idle: 'warm' })) actor.send({ type: 'RELEASE' })
  const home = actor.getSnapshot().matches({ idle: 'cold' })
  return { key, snapshot, arrived, held, heard, home, left: open(), outcomes: assistant.outcomes.length - told }
})
type Replay = (typeof replays)[number]
const where = (breaks: (replayed: Replay) => boolean) => replays.filter(breaks).map(({ key }) => named(key))

describe('every state, replayed with effects executed against recorders', () => {
  test('the live machine is where the walk says', () => {
    expect(where(({ arrived, snapshot }) => JSON.stringify(arrived.value) !== JSON.stringify(snapshot.value))).toEqual(
      [],
    )
  })

  test('law 1: the assistant was last told what the state says', () => {
    const differs = ({ heard, snapshot }: Replay) =>
      JSON.stringify(heard ?? { input: true, output: true }) !== JSON.stringify(hearingOf(snapshot))
    expect(where(differs)).toEqual([])
  })

  test('law 3: a resource is open exactly while its actor lives', () => {
    const leaks = ({ arrived: { children }, held }: Replay) =>
      held.lines !== (children.line ? 1 : 0) ||
      held.microphones !== (children.mic ? 1 : 0) ||
      held.tones !== (children.ringback ? 1 : 0) ||
      held.playbacks > (children.call ? 1 : 0) ||
      held.watches > (children.call ? 1 : 0)
    expect(where(leaks)).toEqual([])
  })

  test('law 2: a caller who leaves is home within the limit, though the far side is silent', () => {
    expect(where(({ home }) => !home)).toEqual([])
  })

  test('law 3: then nothing is held; only a call that the far side does not end lingers with its line', () => {
    const held = ({ left: { calls: _lingering, ...rest } }: Replay) => Object.values(rest).some((count) => count > 0)
    expect(where(held)).toEqual([])
  })

  test('law 4: leaving a running transfer tells one outcome, leaving idle none', () => {
    expect(where(({ outcomes, snapshot }) => outcomes !== (snapshot.matches('idle') ? 0 : 1))).toEqual([])
  })

  test('law 6: the password stands in no inspection event, over paths that take every kind of step', () => {
    const seen = covering().map((key) => ({ key, ...replay(pathTo(walked, key), true).inspected() }))
    expect(seen.length).toBeGreaterThan(20)
    expect(seen.filter(({ inspected }) => inspected < 5)).toEqual([])
    expect(seen.filter(({ leaked }) => leaked > 0).map(({ key }) => named(key))).toEqual([])
  })
})
