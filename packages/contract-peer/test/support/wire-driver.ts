import type { SipStack } from '@patchcord/core'
import type { Expected, SpecDriver, SpecEventType, SpecTerms } from '@patchcord/core/testing'
import { machineProbes } from '../../../core/test/support/spec-driver.ts'
import { watchMachine } from '../../../core/test/support/spec-machine.ts'
import { ownVerbs, watched } from '../../../core/test/support/spec-verbs.ts'
import { wireBounds } from './wire-bounds.ts'
import { type WireScene, wireScene } from './wire-scene.ts'
import { wireVerbs } from './wire-verbs.ts'

type Verbs = Record<SpecEventType, () => unknown>

/** Whether what was asked of the stack has come to the peer: the INVITE of a call, the CANCEL of one that is given up. */
function hasArrived({ world, sent }: WireScene): boolean {
  const calls = world.sip.lines.flatMap((line) => line.calls)
  const invites = calls.filter(({ reports }) => reports.includes('sent')).length
  const cancels = calls.filter(
    ({ ended, asked, reports }) => !ended && asked.includes('hangup') && !reports.includes('answered'),
  )
  const ringing = calls.every(({ ended, reports }) => ended || reports.includes('sent'))
  return ringing && sent('INVITE') === invites && sent('CANCEL') >= cancels.length
}

/** The verbs, each with a glimpse of where it has led before anything else can happen. */
const glimpsing = (verbs: Verbs, begin: () => void, look: () => void): Partial<Verbs> =>
  Object.fromEntries(
    Object.entries(verbs).map(([type, verb]) => [
      type,
      async () => {
        begin()
        const done = verb()
        look()
        await done
      },
    ]),
  )

/** The machine on a real stack, with a scripted peer at the other end of the wire. */
export async function wireDriver(
  { targets, ...settings }: SpecTerms,
  stack: SipStack,
): Promise<SpecDriver & { leave(): Promise<void> }> {
  const glimpses: Partial<Expected>[] = []
  const watch = watchMachine()
  const scene = await wireScene(stack, { ...settings, inspect: watch.inspect, told: () => glimpse() })
  const { verbs: own, clock, lingering } = ownVerbs(scene.world, targets, watch)
  const probes = machineProbes(scene.world, lingering)
  const glimpse = () => {
    const seen = Object.entries(probes).map(([name, probe]) => [name, probe()])
    glimpses.push(Object.fromEntries(seen))
  }
  const verbs = glimpsing({ ...own, ...wireVerbs(scene, clock.mark) }, () => void glimpses.splice(0), glimpse)
  return {
    ...wireBounds,
    verbs: watched(verbs, clock.look),
    probes,
    passed: () => glimpses,
    async settled(holds) {
      // What does not come to hold is the play's to tell.
      await scene.until('what must hold', async () => (await holds()) && hasArrived(scene)).catch(() => {})
      await scene.peer.roundTrip()
    },
    leave: scene.leave,
  }
}
