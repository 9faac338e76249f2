import { canReach, pathTo } from '@patchcord/core/testing'
import { describe, expect, test } from 'vitest'
import { attemptId } from '../src/transfer/transfer.plan.ts'
import { hearingOf } from '../src/transfer/transfer.view.ts'
import { lawsOver } from './support/transfer-laws.ts'
import { gatedWalk } from './support/transfer-model.ts'
import { replay } from './support/transfer-replay.ts'

const walked = gatedWalk()
const states = [...walked.states.values()]
lawsOver('reports by contract', walked)

test('law 7: from every connecting state an agent can still be reached by reports within the contract', () => {
  const talks = states.filter(({ snapshot }) => snapshot.matches({ confirmed: 'talking' })).map(({ key }) => key)
  const fresh = walked.steps.filter(({ event }) => !['REQUEST', 'RETRY', 'PREPARE'].includes(event.type))
  const hopeful = canReach(fresh, talks)
  const lost = states.filter(({ key, snapshot }) => snapshot.matches('connecting') && !hopeful.has(key))
  expect(lost.map(({ key }) => pathTo(walked, key).map(({ type }) => type))).toEqual([])
})

test('attempts are told apart by transfer and count', () => {
  const ids = states.filter(({ snapshot }) => snapshot.context.call).map(({ snapshot }) => attemptId(snapshot.context))
  expect(new Set(ids).size).toBeGreaterThan(2)
})

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
