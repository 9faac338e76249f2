import { canReach, pathTo, walk } from '@patchcord/core/testing'
import { describe, expect, test } from 'vitest'
import { type SnapshotFrom, setup } from 'xstate'

const lamp = setup({
  types: { context: {} as { count: number }, events: {} as { type: 'PRESS'; hard: boolean } | { type: 'BREAK' } },
  guards: { hard: ({ event }) => event.type === 'PRESS' && event.hard },
  delays: { soon: 10 },
}).createMachine({
  context: { count: 0 },
  initial: 'off',
  states: {
    off: { on: { PRESS: 'on' } },
    on: { on: { PRESS: { guard: 'hard', target: 'off' }, BREAK: 'broken' }, after: { soon: 'off' } },
    broken: { type: 'final' },
  },
})
const options = {
  input: undefined as never,
  cases: (_: SnapshotFrom<typeof lamp>, type: string) =>
    type === 'PRESS' ? [true, false].map((hard) => ({ type: 'PRESS', hard }) as const) : [{ type } as never],
  key: ({ value }: SnapshotFrom<typeof lamp>) => String(value),
  limit: 10,
}
const walked = walk(lamp, options)

describe('the walker that the laws trust', () => {
  test('finds every state once, and takes every event with all its cases in each', () => {
    expect([...walked.states.keys()]).toEqual(['off', 'on', 'broken'])
    expect(walked.steps.map(({ from, to, event }) => `${from} ${event.type} ${to}`).sort()).toEqual([
      'off PRESS on',
      'off PRESS on',
      'on BREAK broken',
      'on PRESS off',
      'on PRESS on',
      'on xstate.after.soon.(machine).on off',
    ])
  })

  test('tells the shortest way to a state', () => {
    expect(pathTo(walked, 'broken').map(({ type }) => type)).toEqual(['PRESS', 'BREAK'])
    expect(pathTo(walked, 'off')).toEqual([])
  })

  test('tells from where a goal can be reached, by the given steps alone', () => {
    expect([...canReach(walked.steps, ['broken'])].sort()).toEqual(['broken', 'off', 'on'])
    const timers = walked.steps.filter(({ event }) => event.type.startsWith('xstate.after'))
    expect([...canReach(timers, ['off'])].sort()).toEqual(['off', 'on'])
  })

  test('throws where the machine is not bounded', () => {
    expect(() => walk(lamp, { ...options, limit: 2 })).toThrow('more than 2 states')
  })

  test('keeps what a step would have done, by type', () => {
    const on = walked.steps.find(({ from }) => from === 'off')
    expect(on?.actions.map(({ type }) => type)).toContain('xstate.raise')
  })
})
