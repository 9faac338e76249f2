import { describe, expect, test } from 'vitest'
import { createActor, fromCallback } from 'xstate'
import { transferMachine } from '../src/transfer/transfer.machine.ts'
import type { TransferEvent } from '../src/transfer/transfer.types.ts'
import { settings } from './support/transfer-model.ts'

const bare = transferMachine.provide({ actors: { call: fromCallback(() => {}) as never } })
const id = 'A.0'
const target = { uri: 'sip:2001@pbx.test', extension: '2001' }
const end = { cause: 'transport', by: 'system', answered: false, signalled: false, detail: '' } as const

const asked: TransferEvent[] = [
  { type: 'REQUEST', plan: { kind: 'dial', request: { transferId: 'A', targets: [target], announced: true } } },
]
const dialing: TransferEvent[] = [...asked, { type: 'line.up', server: 'wss://pbx.test' }, { type: 'mic.granted' }]
const ringing: TransferEvent[] = [...dialing, { type: 'call.ringing', id, media: false }]
const joining: TransferEvent[] = [...ringing, { type: 'call.answered', id }]
const waiting: TransferEvent[] = [...ringing, { type: 'xstate.done.actor.call', output: { id, end } }]

/** The bare machine, as `@patchcord/core/machines` gives it, with nobody behind its ports. */
const places: Record<string, readonly TransferEvent[]> = {
  'cold idle': [],
  'warm idle': [{ type: 'PREPARE' }],
  connecting: asked,
  dialing,
  ringing,
  'early media': [...dialing, { type: 'call.ringing', id, media: true }],
  joining,
  talking: [...joining, { type: 'call.proven', id }],
  draining: [...ringing, { type: 'mic.ended' }],
  waiting,
  'hanging up': [...ringing, { type: 'CANCEL' }],
}

function at(place: string) {
  const actor = createActor(bare, { input: settings }).start()
  const emitted: string[] = []
  for (const event of places[place] ?? []) actor.send(event)
  actor.on('*', ({ type }) => void emitted.push(type))
  const { value, context, children } = actor.getSnapshot()
  return {
    /** Sends an event, which must change nothing. */
    ignores(event: TransferEvent) {
      actor.send(event)
      const now = actor.getSnapshot()
      expect({ value: now.value, context: now.context, emitted }).toEqual({ value, context, emitted: [] })
      expect(Object.keys(now.children)).toEqual(Object.keys(children))
    },
  }
}

const stale = 'OLD.9'
const ofAnotherCall: TransferEvent[] = [
  { type: 'call.sent', id: stale, gathering: { candidate: 'host', waited: 1 } },
  { type: 'call.ringing', id: stale, media: false },
  { type: 'call.ringing', id: stale, media: true },
  { type: 'call.answered', id: stale },
  { type: 'call.proven', id: stale },
  { type: 'call.facts', id: stale, facts: { muted: true } },
  { type: 'xstate.done.actor.call', output: { id: stale, end } },
]

describe.each(Object.keys(places))('%s', (place) => {
  test.each(ofAnotherCall)('is not changed by what another call tells: %j', (event) => {
    at(place).ignores(event)
  })
})

const ofNobody: [string, TransferEvent][] = [
  ['cold idle', { type: 'line.up', server: 'wss://old.test' }],
  ['cold idle', { type: 'line.down', detail: '' }],
  ['cold idle', { type: 'mic.prompting' }],
  ['cold idle', { type: 'mic.granted' }],
  ['cold idle', { type: 'mic.ended' }],
  ['cold idle', { type: 'assistant.bridgeFailed', detail: '' }],
  ['warm idle', { type: 'mic.granted' }],
  ['dialing', { type: 'mic.prompting' }],
  ['talking', { type: 'mic.prompting' }],
]
test.each(ofNobody)('%s is not changed by a report that nobody can have made there: %j', (place, event) => {
  at(place).ignores(event)
})
