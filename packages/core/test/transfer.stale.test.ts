import { describe, expect, test } from 'vitest'
import { attemptId } from '../src/transfer/transfer.plan.ts'
import type { TransferEvent } from '../src/transfer/transfer.types.ts'
import { bareAt, lost, type Place, placeNames } from './support/bare.ts'

/** What an event changes; nothing, where it is ignored. */
function seenAround(place: Place, event: TransferEvent) {
  const { actor, now, emitted } = bareAt(place)
  const seen = () => {
    const { status, value, context, children } = now()
    return { status, value, context, open: Object.keys(children), emitted: [...emitted] }
  }
  const before = seen()
  actor.send(event)
  return { before, after: seen() }
}

const stale = 'OLD.9'
const ofAnotherCall: TransferEvent[] = [
  { type: 'call.sent', id: stale, gathering: { candidate: 'host', waited: 1 } },
  { type: 'call.ringing', id: stale },
  { type: 'call.early', id: stale, audible: true },
  { type: 'call.answered', id: stale },
  { type: 'call.proven', id: stale },
  { type: 'call.facts', id: stale, facts: { muted: true } },
  { type: 'xstate.done.actor.call', output: { id: stale, end: lost } },
]

describe.each(placeNames)('%s', (place) => {
  test.each(ofAnotherCall)('is not changed by what another call tells: %j', (event) => {
    const { before, after } = seenAround(place, event)
    expect(after).toEqual(before)
  })
})

const error = new Error('crashed')
const ofNobody: [Place, TransferEvent][] = [
  ['cold idle', { type: 'line.up', server: 'wss://old.test' }],
  ['cold idle', { type: 'line.down', detail: '' }],
  ['cold idle', { type: 'mic.prompting' }],
  ['cold idle', { type: 'mic.granted' }],
  ['cold idle', { type: 'mic.ended' }],
  ['cold idle', { type: 'assistant.bridgeFailed', detail: '' }],
  ['cold idle', { type: 'xstate.error.actor.line', error }],
  ['cold idle', { type: 'xstate.error.actor.mic', error }],
  ['cold idle', { type: 'xstate.error.actor.ringback', error }],
  ['cold idle', { type: 'xstate.error.actor.call', error }],
  ['warm idle', { type: 'mic.granted' }],
  ['dialing', { type: 'mic.prompting' }],
  ['talking', { type: 'mic.prompting' }],
]
test.each(ofNobody)('%s is not changed by a report that nobody can have made there: %j', (place, event) => {
  const { before, after } = seenAround(place, event)
  expect(after).toEqual(before)
})

test('no attempt is changed by what an earlier one tells, however many there were', () => {
  const { actor, clock, now } = bareAt('cold idle', { retries: 2 })
  const targets = ['2001', '2002', '2003'].map((extension) => ({ uri: `sip:${extension}@pbx.test`, extension }))
  actor.send({ type: 'REQUEST', plan: { kind: 'dial', request: { transferId: 'A', targets, announced: false } } })
  actor.send({ type: 'line.up', server: 'wss://pbx.test' })
  actor.send({ type: 'mic.granted' })
  const ids = new Set<string>()
  while (!now().matches('idle')) {
    for (const id of ids) actor.send({ type: 'call.early', id, audible: true })
    expect(now().matches({ calling: { leg: 'dialing' } })).toBe(true)
    const id = attemptId(now().context)
    ids.add(id)
    actor.send({ type: 'xstate.done.actor.call', output: { id, end: lost } })
    clock.increment(1000)
  }
  expect(ids.size).toBe(9)
})
