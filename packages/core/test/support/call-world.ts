import { type AnyMachineSnapshot, fromCallback } from 'xstate'
import type { LegCommand, LegReport } from '../../src/call/call.types.ts'
import { type CallCommand, type CallInput, type CallNews, type CallOutput, callMachine } from '../../src/call/index.ts'
import type { CallEnd } from '../../src/sip/index.ts'
import { hosted } from './hosted.ts'

type Told = CallNews | { type: 'xstate.done.actor.child'; output: CallOutput }

export const end = (over: Partial<CallEnd> = {}): CallEnd => ({
  cause: 'hangup',
  by: 'remote',
  answered: true,
  signalled: true,
  detail: 'BYE',
  ...over,
})

/** One call over a leg that does nothing but what a test makes it say. */
export function callWorld(direction: CallInput['direction'] = 'out') {
  const commands: LegCommand[] = []
  let report: (report: LegReport) => void = () => {}
  let open = 0
  const leg = fromCallback<LegCommand, CallInput>(({ sendBack, receive }) => {
    open += 1
    report = sendBack
    receive((command) => void commands.push(command))
    return () => {
      open -= 1
    }
  })
  const input: CallInput = { id: 'call-1', direction, target: 'sip:2001@pbx.test', headers: [] }
  const host = hosted<typeof callMachine, Told>(callMachine.provide({ actors: { leg } }), input)
  const snapshot = (): AnyMachineSnapshot => host.child?.getSnapshot()
  const done = () => host.told.flatMap((event) => (event.type === 'xstate.done.actor.child' ? [event.output] : []))
  const world = {
    ...host,
    commands,
    leg: (said: LegReport) => report(said),
    send: (command: CallCommand) => host.send(command),
    /** What the parent was told, without the end. */
    news: () => host.told.filter((event): event is CallNews => event.type !== 'xstate.done.actor.child'),
    facts: () => world.news().flatMap((event) => (event.type === 'call.facts' ? [event.facts] : [])),
    asked: () => commands.map(({ type }) => type),
    value: () => JSON.stringify(snapshot().value).replaceAll('"', ''),
    done,
    /** How it ended; undefined while it lives. */
    end: () => done()[0]?.end,
    legOpen: () => open,
    ring: (media = false) => report({ type: 'leg.progress', status: media ? 183 : 180, media }),
    up() {
      if (direction === 'in') host.send({ type: 'ANSWER' })
      report({ type: 'leg.answered' })
      return world
    },
  }
  return world
}
