import { canReach, pathTo } from '@patchcord/core/testing'
import { describe, expect, test } from 'vitest'
import { type CallFacts, freshFacts, type OwnHold } from '../src/call/index.ts'
import { liveCalls } from '../src/desk/desk.plan.ts'
import { type DeskView, deskView } from '../src/desk/desk.view.ts'
import { type DeskSnapshot, deskWalk } from './support/desk-model.ts'

const isSlot = (name: string): boolean => name.startsWith('call.')
const liveIds = ({ context }: DeskSnapshot) => liveCalls(context).map(({ caller }) => caller.callId)

const holds: readonly OwnHold[] = ['none', 'holding', 'hold-refused', 'held', 'resuming', 'resume-refused']
const allFacts: readonly CallFacts[] = holds.flatMap((hold) =>
  [false, true].flatMap((farHold) =>
    [false, true].flatMap((blocked) =>
      (['steady', 'recovering'] as const).flatMap((link) =>
        (['flowing', 'stalled'] as const).map((sound) => ({ ...freshFacts, hold, farHold, blocked, link, sound })),
      ),
    ),
  ),
)

const walks = { 'no time after a call': deskWalk(), 'time after a call': deskWalk({ wrapUp: 30_000 }) }

describe.each(Object.entries(walks))('over every state of a desk, %s', (_, walked) => {
  const states = [...walked.states.values()]
  const at = (key: string): DeskSnapshot => walked.states.get(key)?.snapshot as DeskSnapshot
  const way = (key: string) =>
    pathTo(walked, key)
      .map(({ type }) => type)
      .join(' > ')
  /** The shortest path to each state that breaks a law. */
  const broken = (breaks: (snapshot: DeskSnapshot) => boolean) =>
    states.filter(({ snapshot }) => breaks(snapshot)).map(({ key }) => way(key))
  type Step = (typeof walked.steps)[number]
  const brokenSteps = (breaks: (from: DeskSnapshot, to: DeskSnapshot, step: Step) => boolean) =>
    walked.steps
      .filter((step) => breaks(at(step.from), at(step.to), step))
      .map(({ from, event }) => `${way(from)} > ${event.type}`)
  const sends = ({ actions }: Step) =>
    actions.flatMap(({ type, event }) => (type === 'xstate.sendTo' && event ? [event] : []))
  const timers = (goal: (snapshot: DeskSnapshot) => boolean) =>
    canReach(
      walked.steps.filter(({ event }) => event.type.startsWith('xstate.after')),
      states.filter(({ snapshot }) => goal(snapshot)).map(({ key }) => key),
    )

  test('the walk is worth something: every state of a screen is reached', () => {
    const seen = new Set(states.map(({ snapshot }) => deskView(snapshot).state))
    expect(seen.size).toBe(walked === walks['time after a call'] ? 9 : 8)
    expect(states.length).toBeGreaterThan(100)
  })

  test('law 3: what is open is what lives', () => {
    expect(
      broken(
        (snapshot) =>
          (snapshot.children.line !== undefined) !== snapshot.matches({ line: 'on' }) ||
          (snapshot.children.mic !== undefined) !== snapshot.matches({ work: 'engaged' }) ||
          (snapshot.children.ringtone !== undefined) !== snapshot.matches({ work: 'ringing' }) ||
          String(Object.keys(snapshot.children).filter(isSlot).sort()) !==
            String(
              liveCalls(snapshot.context)
                .map(({ slot }) => slot)
                .sort(),
            ),
      ),
    ).toEqual([])
  })

  test('law 3: a free desk holds no call and no caller', () => {
    expect(
      broken(
        (snapshot) =>
          snapshot.matches({ work: 'free' }) &&
          (liveCalls(snapshot.context).length > 0 || snapshot.context.caller !== null),
      ),
    ).toEqual([])
  })

  test('law 2: leaving and signing out close the line in one step, and hang up what is up', () => {
    expect(broken((snapshot) => snapshot.matches({ line: 'on' }) && !snapshot.can({ type: 'agent.left' }))).toEqual([])
    const stays = (from: DeskSnapshot, to: DeskSnapshot, step: Step) =>
      ['agent.left', 'SIGN_OUT'].includes(step.event.type) &&
      from.matches({ line: 'on' }) &&
      (!to.matches({ line: 'out' }) ||
        sends(step).filter((type) => type === 'HANGUP').length < liveCalls(from.context).length)
    expect(brokenSteps(stays)).toEqual([])
  })

  test('law 2: a hang-up leads to a free desk, or to another call that rings, by timers alone, from everywhere', () => {
    const free = timers((snapshot) => snapshot.matches({ work: 'free' }) || snapshot.matches({ work: 'ringing' }))
    expect(
      brokenSteps(
        (from, _to, { event, to }) => event.type === 'HANGUP' && from.matches({ work: 'engaged' }) && !free.has(to),
      ),
    ).toEqual([])
    expect(
      broken(
        (snapshot) =>
          snapshot.matches({ work: 'engaged' }) &&
          !snapshot.can({ type: 'HANGUP' }) &&
          !snapshot.matches({ work: { engaged: 'ending' } }),
      ),
    ).toEqual([])
  })

  test('every wait but a ring and a talk ends by timers alone', () => {
    const free = timers((snapshot) => snapshot.matches({ work: 'free' }) || snapshot.matches({ work: 'ringing' }))
    expect(
      states
        .filter(
          ({ key, snapshot }) =>
            !free.has(key) &&
            !snapshot.matches({ work: 'ringing' }) &&
            !snapshot.matches({ work: { engaged: 'talking' } }),
        )
        .map(({ key }) => way(key)),
    ).toEqual([])
    const signed = timers((snapshot) => !snapshot.matches({ line: { on: 'connecting' } }))
    expect(states.filter(({ key }) => !signed.has(key)).map(({ key }) => way(key))).toEqual([])
  })

  test('law 4: reports of another call change nothing', () => {
    const stale = ({ event }: Step) =>
      ('id' in event && event.id === 'stale') || ('output' in event && event.output.id === 'stale')
    expect(
      brokenSteps((_from, _to, step) => stale(step) && (step.from !== step.to || step.actions.length > 0)),
    ).toEqual([])
  })

  test('one call at a time: what cannot ring is refused in the same step, and changes nothing', () => {
    const canRing = (from: DeskSnapshot) =>
      from.matches({ presence: 'ready' }) &&
      (from.matches({ work: 'free' }) || (from.matches({ work: 'ringing' }) && liveCalls(from.context).length < 3))
    const takes = (from: DeskSnapshot, _to: DeskSnapshot, step: Step) =>
      step.event.type === 'line.incoming' &&
      !canRing(from) &&
      // Without a line there is nobody to answer: such a report is a stale one.
      (step.from !== step.to || sends(step).join() !== (from.matches({ line: 'on' }) ? 'REFUSE' : ''))
    expect(walked.steps.some(({ event }) => event.type === 'line.incoming')).toBe(true)
    expect(brokenSteps(takes)).toEqual([])
  })

  test('a call rings only at a desk that is ready and free, and again where it was kept for one that failed', () => {
    const rings = (from: DeskSnapshot, to: DeskSnapshot) =>
      to.matches({ work: 'ringing' }) && !from.matches({ work: 'ringing' })
    const kept = ({ context }: DeskSnapshot) => context.offers.length > 0
    expect(
      brokenSteps((from, to) => rings(from, to) && !from.matches({ work: 'free', presence: 'ready' }) && !kept(from)),
    ).toEqual([])
  })

  test('a call that rings beside another is kept until the newer one is up, and is shown when that ends', () => {
    expect(states.some(({ snapshot }) => snapshot.context.offers.length === 2)).toBe(true)
    const kept = (from: DeskSnapshot, to: DeskSnapshot, { event }: Step) => {
      const gone = from.context.offers.filter(({ caller: { callId } }) => !liveIds(to).includes(callId))
      const own = 'output' in event ? event.output.id : event.type
      const endsItself = gone.every(({ slot, caller: { callId } }) => own === callId || event.type.endsWith(slot))
      const isUp = to.matches({ work: { engaged: 'talking' } })
      return gone.length > 0 && !endsItself && !isUp
    }
    expect(brokenSteps(kept)).toEqual([])
    expect(
      broken(
        (snapshot) =>
          snapshot.context.offers.length > 0 &&
          (snapshot.context.call === null || snapshot.matches({ work: { engaged: 'talking' } })),
      ),
    ).toEqual([])
  })

  test('law 7: from everywhere an agent can get back to answering calls', () => {
    const talks = states
      .filter(({ snapshot }) => snapshot.matches({ work: { engaged: 'talking' } }))
      .map(({ key }) => key)
    const hopeful = canReach(walked.steps, talks)
    expect(states.filter(({ key }) => !hopeful.has(key)).map(({ key }) => way(key))).toEqual([])
  })

  test('law 1: every screen offers something to do, and offers nothing that does nothing', () => {
    const idle = (snapshot: DeskSnapshot) =>
      deskView(snapshot).can.some((type) => type !== 'DTMF' && !snapshot.can({ type, extension: '' } as never))
    expect(broken((snapshot) => deskView(snapshot).can.length === 0)).toEqual([])
    expect(broken(idle)).toEqual([])
  })

  test('whatever is known of a call, the agent can hang up, and a hold or its end is asked for once', () => {
    const talks = states.filter(({ snapshot }) => snapshot.matches({ work: { engaged: 'talking' } }))
    const views = talks.flatMap(({ snapshot }) =>
      allFacts.map((facts) => {
        const view = deskView(Object.assign(Object.create(snapshot), { context: { ...snapshot.context, facts } }))
        return { facts, ...view }
      }),
    )
    expect(views.length).toBeGreaterThan(100)
    expect(views.filter(({ can }) => !can.includes('HANGUP'))).toEqual([])
    const asks = ({ can }: DeskView) => can.filter((type) => type === 'HOLD' || type === 'RESUME').join()
    const fits = ({ hold, link }: CallFacts) =>
      link === 'recovering' || ['holding', 'resuming'].includes(hold)
        ? ''
        : ['held', 'resume-refused'].includes(hold)
          ? 'RESUME'
          : 'HOLD'
    expect(views.filter(({ facts, ...view }) => asks(view) !== fits(facts))).toEqual([])
    const silent = ({ farHold, hold }: CallFacts) => farHold || hold !== 'none'
    expect(views.filter(({ facts, notice }) => silent(facts) && ['talking', 'no-sound'].includes(notice))).toEqual([])
  })

  test('the view is plain JSON', () => {
    for (const { snapshot } of states) {
      const view = deskView(snapshot)
      expect(JSON.parse(JSON.stringify(view))).toEqual(view)
    }
  })
})
