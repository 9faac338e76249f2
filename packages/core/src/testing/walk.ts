import {
  type ActorScope,
  type AnyActor,
  type AnyStateMachine,
  createActor,
  type EventFromLogic,
  getNextTransitions,
  type InputFrom,
  initialTransition,
  type SnapshotFrom,
} from 'xstate'

/** A state that the walk reached, and the event that led to it first. */
export interface WalkedState<Machine extends AnyStateMachine> {
  readonly key: string
  readonly snapshot: SnapshotFrom<Machine>
  readonly from?: { readonly key: string; readonly event: EventFromLogic<Machine> }
}

/** One step of the walk: an event in a state, what it led to, and what it would have done. */
export interface WalkedStep<Machine extends AnyStateMachine> {
  readonly from: string
  readonly to: string
  readonly event: EventFromLogic<Machine>
  readonly actions: readonly WalkedAction[]
}

/** What a step would have done, without the handles: an action's type, and the event that it sends or emits. */
interface WalkedAction {
  readonly type: string
  readonly event?: string
}

/** Every state and every step. */
export interface Walk<Machine extends AnyStateMachine> {
  readonly states: ReadonlyMap<string, WalkedState<Machine>>
  readonly steps: readonly WalkedStep<Machine>[]
}

/** How a machine is walked. */
export interface WalkOptions<Machine extends AnyStateMachine> {
  readonly input: InputFrom<Machine>
  /** The events of a type that may come in a state; none leaves the type out there. */
  readonly cases: (snapshot: SnapshotFrom<Machine>, type: string) => readonly EventFromLogic<Machine>[]
  /** What tells states apart. What it leaves out must not decide anything. */
  readonly key: (snapshot: SnapshotFrom<Machine>) => string
  /** A machine with more states is not bounded: the walk throws. */
  readonly limit: number
}

interface Executable {
  readonly type: string
  readonly params?: unknown
}

function walkedAction({ type, params }: Executable): WalkedAction {
  const event = (params as { event?: { type?: unknown } } | undefined)?.event?.type
  return typeof event === 'string' ? { type, event } : { type }
}

const typesOf = (snapshot: SnapshotFrom<AnyStateMachine>): string[] => [
  ...new Set(
    getNextTransitions(snapshot)
      .map(({ eventType }) => eventType)
      .filter((type) => type !== '' && !type.startsWith('xstate.done.state')),
  ),
]

/**
 * The pure step of XState's `transition()`, with one scope for the whole walk: a new one for each step costs half the
 * time and most of the memory.
 */
function stepper<Machine extends AnyStateMachine>(machine: Machine, input: InputFrom<Machine>) {
  const self: AnyActor = createActor(machine, { input } as never)
  let actions: WalkedAction[] = []
  const scope = {
    self,
    id: '',
    sessionId: '',
    logger() {},
    defer() {},
    emit() {},
    stopChild() {},
    system: self.system,
    actionExecutor: (action: Executable) => void actions.push(walkedAction(action)),
  } as unknown as ActorScope<never, never>
  return (snapshot: SnapshotFrom<Machine>, event: EventFromLogic<Machine>) => {
    actions = []
    const next = machine.transition(snapshot, event, scope as never) as SnapshotFrom<Machine>
    return { next, actions }
  }
}

/**
 * Walks a real machine breadth first, with its own guards and without starting an actor: each state by its shortest
 * path, each (state, event) pair once. (`createTestModel` refuses machines with `invoke` and `after`.)
 *
 * @throws where there are more states than the limit
 */
export function walk<Machine extends AnyStateMachine>(machine: Machine, options: WalkOptions<Machine>): Walk<Machine> {
  const step = stepper(machine, options.input)
  const [first] = initialTransition(machine, options.input)
  const start = { key: options.key(first), snapshot: first }
  const states = new Map<string, WalkedState<Machine>>([[start.key, start]])
  const steps: WalkedStep<Machine>[] = []
  const queue: WalkedState<Machine>[] = [start]
  for (const { key, snapshot } of queue) {
    if ((snapshot as { status: string }).status !== 'active') continue
    for (const event of typesOf(snapshot).flatMap((type) => options.cases(snapshot, type))) {
      const { next, actions } = step(snapshot, event)
      const to = options.key(next)
      steps.push({ from: key, to, event, actions })
      if (states.has(to)) continue
      const state = { key: to, snapshot: next, from: { key, event } }
      states.set(to, state)
      queue.push(state)
    }
    if (states.size > options.limit)
      throw new Error(`[patchcord] more than ${options.limit} states: the key or the machine is not bounded`)
  }
  return { states, steps }
}

/** The events from the start to a state, by its shortest path. */
export function pathTo<Machine extends AnyStateMachine>(walked: Walk<Machine>, key: string): EventFromLogic<Machine>[] {
  const path: EventFromLogic<Machine>[] = []
  for (let at = walked.states.get(key); at?.from; at = walked.states.get(at.from.key)) path.unshift(at.from.event)
  return path
}

/** The states from which one of the goals can be reached by the given steps. */
export function canReach<Machine extends AnyStateMachine>(
  steps: readonly WalkedStep<Machine>[],
  goals: Iterable<string>,
): ReadonlySet<string> {
  const back = new Map<string, string[]>()
  for (const { from, to } of steps) back.set(to, [...(back.get(to) ?? []), from])
  const found = new Set(goals)
  for (const key of found) for (const from of back.get(key) ?? []) found.add(from)
  return found
}
