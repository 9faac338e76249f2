import type { CallEnd, LineConfig } from '@patchcord/core'
import { fusionpbx } from '@patchcord/core'
import { type WalkOptions, walk } from '@patchcord/core/testing'
import { fromCallback, type SnapshotFrom } from 'xstate'
import { transferMachine } from '../../src/transfer/transfer.machine.ts'
import { attemptId } from '../../src/transfer/transfer.plan.ts'
import { transferSettings } from '../../src/transfer/transfer.settings.ts'
import type { TransferEvent, TransferPlan, TransferSettings } from '../../src/transfer/transfer.types.ts'

export type Snapshot = SnapshotFrom<typeof transferMachine>
/** A snapshot's top-level state. */
export const top = ({ value }: Snapshot): string => (typeof value === 'string' ? value : (Object.keys(value)[0] ?? ''))

type Cases = (snapshot: Snapshot, type: string) => readonly TransferEvent[]

export const secret = 'correct-horse-battery'
export const line: LineConfig = fusionpbx(
  { domain: 'pbx.test' },
  { account: { user: 'transfer', secret: { kind: 'password', password: secret } } },
)
export const settings: TransferSettings = transferSettings({ retries: 1 }, line)

const target = (extension: string) => ({ uri: `sip:${extension}@pbx.test`, extension })
const request = (...extensions: string[]): TransferPlan => ({
  kind: 'dial',
  request: { transferId: 'A', targets: extensions.map(target), announced: true },
})
const plans: readonly TransferPlan[] = [
  request('2001'),
  request('2001', '2002'),
  { kind: 'refuse', transferId: 'B', failure: { code: 'policy-refused', stage: 'request', field: 'extension' } },
  { kind: 'bridged', transferId: 'C', ringsCaller: true },
]

const end = (over: Partial<CallEnd>): CallEnd => ({
  cause: 'hangup',
  by: 'remote',
  answered: false,
  signalled: true,
  detail: '',
  ...over,
})
const response = (status: number): CallEnd =>
  end({ cause: 'response', response: { status, reasonPhrase: '', reasons: [], credentials: 'none' } })

/** One end for each thing that may follow: hunting on, trying again, giving up, a hang-up. */
const ends: readonly CallEnd[] = [
  response(486),
  response(403),
  end({ cause: 'transport', by: 'system', signalled: false }),
  end({}),
  end({ by: 'unknown' }),
]

const stale = 'OLD.9'

/** The events of a type, with what they may carry; stale ones included. */
const cases: Cases = ({ context }, type) => {
  const ids = [attemptId(context), stale]
  switch (type) {
    case 'REQUEST':
      return plans.map((plan) => ({ type, plan }))
    case 'RETRY':
      return [{ type, transferId: 'A' }]
    case 'line.up':
      return [{ type, server: 'wss://pbx.test:7443' }]
    case 'line.down':
      return [
        { type, detail: '' },
        { type, detail: '', silent: true },
      ]
    case 'mic.refused':
      return [{ type, code: 'mic-denied', detail: '' }]
    case 'mic.silenced':
      return [true, false].map((on) => ({ type, on }))
    case 'assistant.bridgeFailed':
      return [{ type, detail: '' }]
    case 'call.early':
      return ids.flatMap((id) => [false, true].map((audible) => ({ type, id, audible }) as const))
    case 'call.ringing':
    case 'call.answered':
    case 'call.proven':
      return ids.map((id) => ({ type, id }))
    case 'call.sent':
      return ids.map((id) => ({ type, id, gathering: { candidate: 'host', waited: 1 } }) as const)
    case 'call.facts':
      return [
        ...ids.flatMap((id) => [false, true].map((farHold) => ({ type, id, facts: { farHold } }) as const)),
        { type, id: attemptId(context), facts: { path: 'steady' } },
        { type, id: attemptId(context), facts: { comfortNoise: true } },
      ]
    case 'xstate.done.actor.call':
      return ids.flatMap((id) => ends.map((reported) => ({ type, output: { id, end: reported } }) as const))
    default:
      return [(type.startsWith('xstate.error') ? { type, error: new Error('planned') } : { type }) as TransferEvent]
  }
}

/** Whether a port may say this now, by its contract. */
function allowed(snapshot: Snapshot, event: TransferEvent): boolean {
  const { context, children, value } = snapshot
  const { line: now, mic, call } = context
  const answered = typeof value === 'object' && 'confirmed' in value
  const onHold = context.facts?.farHold ?? false
  switch (event.type) {
    case 'line.up':
      return children.line !== undefined && now !== 'up'
    case 'line.down':
      return children.line !== undefined && now !== 'down'
    case 'mic.prompting':
      return mic === 'asked'
    case 'mic.granted':
    case 'mic.refused':
      return mic === 'asked' || mic === 'prompting'
    case 'mic.ended':
      return mic === 'live'
    case 'mic.silenced':
      return mic === 'live' && context.silenced !== event.on
    case 'call.sent':
      return snapshot.matches({ calling: { leg: 'dialing' } }) && event.id !== stale
    case 'call.early':
      return event.id !== stale && snapshot.matches({ calling: { leg: event.audible ? 'ringing' : 'earlyMedia' } })
    case 'call.ringing':
    case 'call.answered':
      return call && !answered && event.id !== stale
    case 'call.proven':
      return answered && !onHold && event.id !== stale
    case 'call.facts':
      if (event.id === stale) return false
      if ('path' in event.facts) return call && (answered || snapshot.matches({ calling: { leg: 'earlyMedia' } }))
      if ('comfortNoise' in event.facts) return answered && !onHold && !context.facts?.comfortNoise
      return answered && event.facts.farHold !== onHold
    case 'xstate.done.actor.call':
      return call && event.output.id !== stale
    default:
      return !event.type.startsWith('xstate.error')
  }
}

/** Only what each port's contract allows; this one finds deadlocks. */
const gated: Cases = (snapshot, type) => cases(snapshot, type).filter((event) => allowed(snapshot, event))

/** The join limit asks whether there was a path, and whether the agent may be quiet. */
const factsDecide = (snapshot: Snapshot): boolean =>
  snapshot.matches('calling') || snapshot.matches({ confirmed: 'joining' })

/**
 * What tells states apart. Left out is what decides nothing in the machine: assistant, server and most facts are for the
 * view and the outcome alone; of the facts the path and the comfort noise decide, until the
 * sound is proven; of a failure, the code.
 */
const key = (snapshot: Snapshot): string => {
  const { status, value, context, children } = snapshot
  const {
    settings: _1,
    facts,
    assistant: _2,
    server: _3,
    silenced: _4,
    request: asked,
    failure,
    attempts,
    last,
    ...rest
  } = context
  const shown = last && [last.request !== null, last.result.result, last.result.endedBy, last.result.failure?.code]
  return JSON.stringify([
    status,
    value,
    rest,
    factsDecide(snapshot) && [facts?.path ?? 'none', facts?.comfortNoise ?? false],
    asked?.targets.length,
    failure?.code,
    attempts.length,
    shown,
    Object.keys(children).sort(),
  ])
}

/** The machine with its call left out: the parent alone is walked. */
const alone = transferMachine.provide({ actors: { call: fromCallback(() => {}) as never } })

const walkAll = (input: TransferSettings, chosen: Cases) =>
  walk(alone, { input, cases: chosen, key, limit: 20_000 } satisfies WalkOptions<typeof alone>)

export type TransferWalk = ReturnType<typeof walkAll>

/** Reports by each port's contract, over two targets and a retry. */
export const gatedWalk = () => walkAll(settings, gated)

/** The same, but for requests that planning never makes: a server's message names one target, a page's wish is not announced. */
export const plannedWalk = () =>
  walkAll(settings, (snapshot, type) =>
    gated(snapshot, type).flatMap((event) => {
      if (event.type !== 'REQUEST' || event.plan.kind !== 'dial') return [event]
      const { request } = event.plan
      return [
        { type: event.type, plan: { kind: 'dial', request: { ...request, announced: request.targets.length === 1 } } },
      ]
    }),
  )

/** A transition of the machine, whatever its context: a state's value, an event, and the value that it leads to. */
export const transitionOf = (from: unknown, type: string, to: unknown): string =>
  `${JSON.stringify(from)} — ${type} → ${JSON.stringify(to)}`

/** Every transition of a walk that changes anything or does something. */
export const transitionsOf = ({ states, steps }: ReturnType<typeof walkAll>): string[] => {
  const value = (key: string) => states.get(key)?.snapshot.value
  const taken = steps.filter(({ from, to, actions }) => from !== to || actions.length > 0)
  return [...new Set(taken.map(({ from, event, to }) => transitionOf(value(from), event.type, value(to))))].sort()
}

/** Any report at any time, over one target without a retry: what comes next is the other walk's business. */
export const looseWalk = (changed: Partial<TransferSettings> = {}) =>
  walkAll({ ...settings, retries: 0, ...changed }, (snapshot, type) =>
    cases(snapshot, type).filter(
      (event) => event.type !== 'REQUEST' || event.plan.kind !== 'dial' || event.plan.request.targets.length === 1,
    ),
  )
