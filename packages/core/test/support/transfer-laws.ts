import { canReach, pathTo, type WalkedStep } from '@patchcord/core/testing'
import { describe, expect, test } from 'vitest'
import { hearingOf, transferView } from '../../src/transfer/transfer.view.ts'
import { type Snapshot, type TransferWalk, top } from './transfer-model.ts'

type Step = WalkedStep<never>

const flags = [false, true]
const allFacts = flags.flatMap((muted) =>
  flags.flatMap((farHold) =>
    flags.flatMap((blocked) =>
      flags.flatMap((silent) =>
        (['steady', 'recovering'] as const).flatMap((link) =>
          (['flowing', 'stalled'] as const).flatMap((sound) =>
            (['steady', 'shaky'] as const).map((path) => ({ muted, farHold, blocked, silent, link, sound, path })),
          ),
        ),
      ),
    ),
  ),
)

/** The laws in every state of a walk, and after every step of it. */
export function lawsOver(name: string, walked: TransferWalk): void {
  describe(`over every state, ${name}`, () => {
    const states = [...walked.states.values()]
    const at = (key: string): Snapshot => walked.states.get(key)?.snapshot as Snapshot
    /** The shortest path to each state that breaks a law. */
    const broken = (breaks: (snapshot: Snapshot) => boolean) =>
      states
        .filter(({ snapshot }) => breaks(snapshot))
        .map(({ key }) =>
          pathTo(walked, key)
            .map(({ type }) => type)
            .join(' > '),
        )
    const brokenSteps = (breaks: (from: Snapshot, to: Snapshot, step: Step) => boolean) =>
      walked.steps
        .filter((step) => breaks(at(step.from), at(step.to), step as never))
        .map(
          (step) =>
            `${pathTo(walked, step.from)
              .map(({ type }) => type)
              .join(' > ')} > ${step.event.type}`,
        )
    const events = (step: Step, type: string) =>
      step.actions.filter((action) => action.type === type).map(({ event }) => event)

    test('the walk is worth something: every top-level state is reached', () => {
      // Cleanup without a call passes at once; the others are seen at rest.
      expect(new Set(states.map(({ snapshot }) => top(snapshot)))).toEqual(
        new Set(['idle', 'connecting', 'calling', 'confirmed', 'failed', 'cleanup']),
      )
      expect(states.length).toBeGreaterThan(100)
    })

    test('nothing ends the machine itself, not even a child that crashes where it was not looked for', () => {
      expect(broken(({ status }) => status !== 'active')).toEqual([])
    })

    test('law 1: somebody is heard, or the screen says what happens and what can be done, whatever the call’s facts', () => {
      const dumb = (snapshot: Snapshot) =>
        top(snapshot) !== 'idle' &&
        [null, ...(top(snapshot) === 'confirmed' ? allFacts : [])].some((facts) => {
          const view = transferView(Object.assign(Object.create(snapshot), { context: { ...snapshot.context, facts } }))
          const named = !['ready', 'talking'].includes(view.notice)
          const canAct = view.can.length > 0 || view.state === 'cleanup'
          return view.voice === 'nobody' && !(named && canAct)
        })
      expect(broken(dumb)).toEqual([])
    }, 30_000)

    test('law 1: idle has the assistant back, unless the conversation is over', () => {
      expect(
        broken((snapshot) => top(snapshot) === 'idle' && !(hearingOf(snapshot).input && hearingOf(snapshot).output)),
      ).toEqual([])
    })

    test('law 2: cancel, hang-up and leaving go to cleanup in one step, from everywhere', () => {
      const leaves = ['CANCEL', 'HANGUP', 'caller.left']
      expect(
        broken(
          (snapshot) =>
            ['connecting', 'calling', 'confirmed', 'failed'].includes(top(snapshot)) &&
            leaves.some((type) => !snapshot.can({ type } as never)),
        ),
      ).toEqual([])
      const stays = (from: Snapshot, to: Snapshot, { event }: Step) =>
        leaves.includes((event as { type: string }).type) &&
        top(from) !== 'idle' &&
        !['cleanup', 'idle'].includes(top(to))
      expect(brokenSteps(stays)).toEqual([])
    })

    test('law 2: cleanup is left for idle alone, and no one restarts its timer', () => {
      expect(brokenSteps((from, to) => top(from) === 'cleanup' && !['cleanup', 'idle'].includes(top(to)))).toEqual([])
      const touches = (from: Snapshot, to: Snapshot, step: Step) =>
        top(from) === 'cleanup' &&
        top(to) === 'cleanup' &&
        step.actions.some(({ type }) => type === 'xstate.raise' || type === 'xstate.cancel')
      expect(brokenSteps(touches)).toEqual([])
    })

    test('law 3: what is open is what lives, and idle holds what it may', () => {
      const differs = ({ context, children }: Snapshot) =>
        (context.line !== 'closed') !== (children.line !== undefined) ||
        (context.mic !== 'none') !== (children.mic !== undefined) ||
        context.call !== (children.call !== undefined)
      expect(broken(differs)).toEqual([])
      const holds = (snapshot: Snapshot) => {
        const kept = Object.keys(snapshot.children).filter((name) => name !== 'assistant')
        return top(snapshot) === 'idle' && kept.some((name) => !(name === 'line' && snapshot.matches({ idle: 'warm' })))
      }
      expect(broken(holds)).toEqual([])
      const rings = (snapshot: Snapshot) =>
        (snapshot.children.ringback !== undefined) !== snapshot.matches({ calling: { leg: { ringing: 'tone' } } })
      expect(broken(rings)).toEqual([])
    })

    test('law 4: one outcome for each accepted request, at its end', () => {
      const miscounts = (from: Snapshot, to: Snapshot, step: Step) =>
        events(step, 'xstate.emit').filter((type) => type === 'ended').length !==
        (top(from) !== 'idle' && top(to) === 'idle' ? 1 : 0)
      expect(brokenSteps(miscounts)).toEqual([])
    })

    test('law 4: a request during a transfer is refused and changes nothing', () => {
      const changes = (from: Snapshot, to: Snapshot, step: Step) =>
        (step.event as { type: string }).type === 'REQUEST' &&
        top(from) !== 'idle' &&
        (step.from !== step.to || events(step, 'xstate.emit').join() !== 'refused' || top(from) !== top(to))
      expect(brokenSteps(changes)).toEqual([])
    })

    test('law 4: stale reports change nothing', () => {
      const stale = ({ event }: Step) => {
        const told = event as { id?: string; output?: { id: string } }
        return told.id === 'OLD.9' || told.output?.id === 'OLD.9'
      }
      expect(
        brokenSteps((_from, _to, step) => stale(step) && (step.from !== step.to || step.actions.length > 0)),
      ).toEqual([])
    })

    test('law 5: leaving hangs up in the same step', () => {
      const forgets = (from: Snapshot, _: Snapshot, step: Step) =>
        (step.event as { type: string }).type === 'caller.left' &&
        from.context.call &&
        ['calling', 'confirmed'].includes(top(from)) &&
        !events(step, 'xstate.sendTo').includes('HANGUP')
      expect(brokenSteps(forgets)).toEqual([])
    })

    test('law 8: from the answer on the assistant does not hear the caller', () => {
      expect(broken((snapshot) => top(snapshot) === 'confirmed' && hearingOf(snapshot).input)).toEqual([])
    })

    test('every wait ends: from each state but a talk and a hold, timers alone lead home', () => {
      const home = states.filter(({ snapshot }) => top(snapshot) === 'idle').map(({ key }) => key)
      const safe = canReach(
        walked.steps.filter(({ event }) => event.type.startsWith('xstate.after')),
        home,
      )
      expect(
        broken(
          (snapshot) =>
            !snapshot.matches({ confirmed: 'talking' }) &&
            !snapshot.matches({ confirmed: { joining: 'onHold' } }) &&
            !safe.has(states.find((state) => state.snapshot === snapshot)?.key ?? ''),
        ),
      ).toEqual([])
    })
  })
}
