import type { SipStack } from '@patchcord/core'
import type { Expected, SpecDriver, SpecEventType, SpecTerms } from '@patchcord/core/testing'
import { machineProbes } from '../../../core/test/support/spec-driver.ts'
import { watchMachine } from '../../../core/test/support/spec-machine.ts'
import { ownVerbs, watched } from '../../../core/test/support/spec-verbs.ts'
import { wireBounds } from './wire-bounds.ts'
import { type WireScene, wireScene } from './wire-scene.ts'
import { wireVerbs } from './wire-verbs.ts'

type Verbs = Partial<Record<SpecEventType, () => unknown>>

/** Whether what was asked of the stack has come to the peer: the INVITE of a call, the CANCEL of one that is given up. */
function hasArrived({ world, sent, dialled }: WireScene): boolean {
  const calls = world.sip.lines.flatMap((line) => line.calls)
  const invites = calls.filter(({ reports }) => reports.includes('sent')).length
  const cancels = calls.filter(
    ({ ended, asked, reports }) => !ended && asked.includes('hangup') && !reports.includes('answered'),
  )
  const ringing = calls.every(({ ended, reports }) => ended || reports.includes('sent'))
  return ringing && dialled() === invites && sent('CANCEL') >= cancels.length
}

/** The verbs, each after a first step. */
const behind = (first: () => void, verbs: Verbs): Verbs =>
  Object.fromEntries(
    Object.entries(verbs).map(([type, verb]) => [
      type,
      () => {
        first()
        return verb()
      },
    ]),
  )

/** The machine on a real stack, with a scripted peer at the other end of the wire. */
export async function wireDriver(
  { targets, ...settings }: SpecTerms,
  stack: SipStack,
): Promise<SpecDriver & { leave(): Promise<void> }> {
  /** What the ends of calls found: whatever comes by itself is one. */
  const found: Partial<Expected>[] = []
  const ending = () => void found.push(seen())
  const watch = watchMachine()
  const scene = await wireScene(stack, { ...settings, inspect: watch.inspect, ending })
  const { verbs: own, clock, lingering } = ownVerbs(scene.world, targets, watch)
  const probes = machineProbes(scene.world, lingering)
  const seen = (): Partial<Expected> =>
    Object.fromEntries(Object.entries(probes).map(([name, probe]) => [name, probe()]))
  const verbs = behind(() => void found.splice(0), { ...own, ...wireVerbs(scene, clock.mark) })
  return {
    ...wireBounds,
    verbs: watched(verbs, clock.look),
    probes,
    passed: () => found,
    async settled(holds) {
      // What does not come to hold is the play's to tell.
      const held = await scene.until('what must hold', holds).then(
        () => true,
        () => false,
      )
      if (held) await scene.until('what was asked of the stack to arrive', () => hasArrived(scene))
      await scene.peer.roundTrip()
    },
    leave: scene.leave,
  }
}
