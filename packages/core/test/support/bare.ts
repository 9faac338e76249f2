import { createActor, fromCallback, SimulatedClock } from 'xstate'
import { transferMachine } from '../../src/transfer/transfer.machine.ts'
import type { TransferEvent, TransferSettings } from '../../src/transfer/transfer.types.ts'
import { settings } from './transfer-model.ts'

const alone = transferMachine.provide({ actors: { call: fromCallback(() => {}) as never } })
const id = 'A.0'
const target = { uri: 'sip:2001@pbx.test', extension: '2001' }

/** A lost connection, as a call tells its end. */
export const lost = { cause: 'transport', by: 'system', answered: false, signalled: false, detail: '' } as const

const asked: TransferEvent[] = [
  { type: 'REQUEST', plan: { kind: 'dial', request: { transferId: 'A', targets: [target], announced: true } } },
]
const dialing: TransferEvent[] = [...asked, { type: 'line.up', server: 'wss://pbx.test' }, { type: 'mic.granted' }]
const ringing: TransferEvent[] = [...dialing, { type: 'call.ringing', id }]
const joining: TransferEvent[] = [...ringing, { type: 'call.answered', id }]

/** Places of the machine, and the events that lead there. */
export const places = {
  'cold idle': [],
  'warm idle': [{ type: 'PREPARE' }],
  connecting: asked,
  dialing,
  ringing,
  'early media': [...ringing, { type: 'call.early', id, audible: true }],
  joining,
  talking: [...joining, { type: 'call.proven', id }],
  draining: [...ringing, { type: 'mic.ended' }],
  waiting: [...ringing, { type: 'xstate.done.actor.call', output: { id, end: lost } }],
  'hanging up': [...ringing, { type: 'CANCEL' }],
} as const satisfies Record<string, readonly TransferEvent[]>

export type Place = keyof typeof places
export const placeNames = Object.keys(places) as Place[]

/** The bare machine, as `@patchcord/core/machines` gives it, with nobody behind its ports, come to a place. */
export function bareAt(place: Place, changed: Partial<TransferSettings> = {}) {
  const clock = new SimulatedClock()
  const actor = createActor(alone, { input: { ...settings, ...changed }, clock }).start()
  for (const event of places[place]) actor.send(event)
  const emitted: unknown[] = []
  actor.on('*', (event) => void emitted.push(event))
  return { actor, clock, emitted, now: () => actor.getSnapshot() }
}
