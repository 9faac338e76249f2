import { canReach, pathTo, walk } from '@patchcord/core/testing'
import { describe, expect, test } from 'vitest'
import { fromCallback, type SnapshotFrom } from 'xstate'
import type { CallCommand, CallInput, LegReport } from '../src/call/call.types.ts'
import { callMachine } from '../src/call/index.ts'
import { end } from './support/call-world.ts'

type Snapshot = SnapshotFrom<typeof callMachine>
type Event = CallCommand | LegReport

const alone = callMachine.provide({ actors: { leg: fromCallback(() => {}) as never } })

const said: { [Type in Event['type']]?: readonly Event[] } = {
  LINK: [true, false].map((up) => ({ type: 'LINK', up })),
  REJECT: [{ type: 'REJECT', status: 486 }],
  'leg.sent': [{ type: 'leg.sent', gathering: { candidate: 'host', waited: 1 } }],
  'leg.progress': [180, 183].map((status) => ({ type: 'leg.progress', status, media: status === 183 })),
  'leg.early': [true, false].map((audible) => ({ type: 'leg.early', audible })),
  'leg.farHold': [true, false].map((on) => ({ type: 'leg.farHold', on })),
  'leg.hold': [true, false].map((agreed) => ({ type: 'leg.hold', agreed })),
  'leg.path': (['connecting', 'connected', 'disconnected', 'failed'] as const).map((state) => ({
    type: 'leg.path',
    state,
  })),
  'leg.sound': (['flowing', 'stalled'] as const).map((state) => ({ type: 'leg.sound', state })),
  'leg.level': [true, false].map((silent) => ({ type: 'leg.level', silent })),
  'leg.playback': [true, false].map((blocked) => ({ type: 'leg.playback', blocked })),
  'leg.ended': [
    { type: 'leg.ended', end: end() },
    { type: 'leg.ended', end: end({ by: 'local', signalled: false }) },
  ],
}

const walked = (direction: CallInput['direction']) =>
  walk(alone, {
    input: { id: 'call-1', direction, target: 'sip:2001@pbx.test', headers: [] },
    cases: (_, type) =>
      said[type as Event['type']] ??
      ([type.startsWith('xstate.error') ? { type, error: new Error('planned') } : { type }] as never),
    key: ({ value, context: { end: ended, own, answered }, status }: Snapshot) =>
      JSON.stringify([value, ended?.signalled, own, answered, status]),
    limit: 500,
  })

describe.each(['out', 'in'] as const)('every state of a call %s', (direction) => {
  const { states, steps } = walked(direction)
  const all = [...states.values()]
  const at = (key: string) => states.get(key)?.snapshot as Snapshot
  const live = all.filter(({ snapshot }) => snapshot.status === 'active')
  const over = all.filter(({ snapshot }) => snapshot.status === 'done').map(({ key }) => key)
  const way = (key: string) =>
    pathTo({ states, steps }, key)
      .map(({ type }) => type)
      .join(' > ')
  const timers = canReach(
    steps.filter(({ event }) => event.type.startsWith('xstate.after')),
    over,
  )

  test('is reached: the walk is worth something', () => {
    const tops = new Set(live.map(({ snapshot: { value } }) => (typeof value === 'string' ? value : 'up')))
    expect([...tops].sort()).toEqual(
      direction === 'out'
        ? ['dialing', 'ending', 'ringing', 'up']
        : ['answering', 'ending', 'offered', 'rejecting', 'up'],
    )
    expect(all.length).toBeGreaterThan(15)
  })

  test('may be hung up: then timers alone lead to the end', () => {
    const hangs = steps.filter(({ event }) => event.type === 'HANGUP')
    expect(new Set(hangs.map(({ from }) => from)).size).toBe(live.length)
    expect(hangs.filter(({ to }) => !timers.has(to)).map(({ from }) => way(from))).toEqual([])
  })

  test('that waits for something lost ends by timers alone', () => {
    const waits = live.filter(({ snapshot }) =>
      ['ending', 'rejecting', { up: { link: 'recovering' } }, { up: { path: 'shaky' } }].some((state) =>
        snapshot.matches(state as never),
      ),
    )
    expect(waits.length).toBeGreaterThan(3)
    expect(waits.filter(({ key }) => !timers.has(key)).map(({ key }) => way(key))).toEqual([])
  })

  test('ends in one step when the leg ends or breaks', () => {
    const ends = steps.filter(({ event }) => event.type === 'leg.ended' || event.type.startsWith('xstate.error'))
    expect(new Set(ends.map(({ from }) => from)).size).toBe(live.length)
    expect(ends.filter(({ to }) => at(to).status !== 'done').map(({ from }) => way(from))).toEqual([])
  })

  test('law 3: holds its leg as long as it lives', () => {
    expect(live.filter(({ snapshot }) => snapshot.children.leg === undefined).map(({ key }) => way(key))).toEqual([])
  })

  test('that is over says why, by its own reason where it gave up itself', () => {
    for (const { snapshot } of all.filter(({ snapshot: { status } }) => status === 'done')) {
      const { output, context } = snapshot
      expect(output).toMatchObject({ id: 'call-1', end: { ...(context.own ?? {}) } })
      if (context.end) expect(output?.end.signalled).toBe(context.end.signalled)
      else expect(output?.end.signalled).toBe(false)
    }
  })

  test('never hangs up twice', () => {
    const again = steps.filter(
      ({ from, actions }) => at(from).matches('ending') && actions.some(({ event }) => event === 'HANGUP'),
    )
    expect(again).toEqual([])
  })

  test('keeps its context plain JSON', () => {
    for (const { snapshot } of all) expect(JSON.parse(JSON.stringify(snapshot.context))).toEqual(snapshot.context)
  })
})
