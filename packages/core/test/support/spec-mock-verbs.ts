import type { SpecEventType, SpecTerms } from '@patchcord/core/testing'
import { watchMachine } from './spec-machine.ts'
import { ownVerbs } from './spec-verbs.ts'
import { world } from './world.ts'

type World = ReturnType<typeof world>
type Mark = ReturnType<typeof ownVerbs>['clock']['mark']

const signalling = (w: World, mark: Mark) => ({
  'line up': w.lineUp,
  'line down': () => {
    mark('line lost')
    mark('line wanted')
    w.lineDown()
  },
  'INVITE sent': w.sent,
  '180': w.ring,
  '183 with sound': w.early,
  '183 without sound': w.earlySilence,
  '200': w.answer,
  busy: () => w.refuse(486),
  'no such extension': () => w.refuse(404),
  forbidden: () => w.refuse(403),
  'server error': () => w.refuse(500),
  'call lost': w.lose,
  BYE: w.bye,
  'call ends': () => w.sip.call.end(),
  'far side holds': () => w.sip.call.say({ type: 'remote-hold', on: true }),
  'far side resumes': () => w.sip.call.say({ type: 'remote-hold', on: false }),
})

const connecting = ({ sip, join }: World, mark: Mark) => ({
  'path found': join,
  'path shaky': () => {
    mark('path lost')
    sip.call.say({ type: 'media', state: 'disconnected' })
  },
  'path steady': join,
  'path fails': () => sip.call.end({ cause: 'media', by: 'system' }),
})

/** The specification's verbs for a transfer over the mocks: a far side that does nothing by itself, a simulated clock. */
export function specVerbs({ targets, ...settings }: SpecTerms, more: Parameters<typeof world>[0] = {}) {
  const watch = watchMachine()
  const w = world({ ...settings, ...more, inspect: watch.inspect }, { obeysHangup: false })
  const { verbs, clock, lingering } = ownVerbs(w, targets, watch)
  const all: Record<SpecEventType, () => void> = {
    ...verbs,
    ...signalling(w, clock.mark),
    ...connecting(w, clock.mark),
  }
  return { world: w, verbs: all, look: clock.look, taken: watch.taken as ReadonlySet<string>, lingering }
}
