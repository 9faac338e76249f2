import type { InspectionEvent } from 'xstate'
import { transitionOf } from './transfer-model.ts'

/** Notes the transitions that the real machine takes, and lets a test send what no port can. */
export function watchMachine() {
  const taken = new Set<string>()
  let root: { send(event: { type: string; error: Error }): void } | undefined
  let value: unknown
  const inspect = (told: InspectionEvent) => {
    if (told.actorRef.sessionId !== told.rootId || told.type !== '@xstate.snapshot') return
    const snapshot = told.snapshot as { value?: unknown }
    if (root) taken.add(transitionOf(value, told.event.type, snapshot.value))
    root = told.actorRef as unknown as NonNullable<typeof root>
    value = snapshot.value
  }
  const crash = (child: string) => root?.send({ type: `xstate.error.actor.${child}`, error: new Error('planned') })
  return { inspect, taken, crash }
}
