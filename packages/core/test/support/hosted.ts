import type { AnyActorLogic, AnyActorRef, EventObject, InputFrom } from 'xstate'
import { createActor, createMachine, SimulatedClock } from 'xstate'

/** An actor under a parent that keeps what it is told and answers nothing. */
export function hosted<Logic extends AnyActorLogic, Told extends EventObject>(logic: Logic, input: InputFrom<Logic>) {
  const told: Told[] = []
  const clock = new SimulatedClock()
  const parent = createMachine({
    initial: 'up',
    on: { '*': { actions: ({ event }) => void told.push(event as EventObject as Told) } },
    states: { up: { invoke: { src: logic, id: 'child', input }, on: { STOP: 'down' } }, down: {} },
  })
  const actor = createActor(parent, { clock }).start()
  const child: AnyActorRef | undefined = actor.getSnapshot().children['child']
  return {
    told,
    clock,
    child,
    send: (event: EventObject) => child?.send(event),
    /** The parent drops it, as a limit does. */
    stop: () => actor.send({ type: 'STOP' }),
  }
}
