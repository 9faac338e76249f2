import { transferLimits } from '../../src/transfer/transfer.settings.ts'
import type { Happening } from './any-day.ts'
import { isStale } from './contracts.ts'
import type { LiveDay } from './live-day.ts'
import { isUp } from './raw-ports.ts'

const open = { input: true, output: true }

/** What must not change where nothing may: the view, what is open, what the assistant hears and was told. */
const standing = ({ view, ports, outcomes }: LiveDay): string =>
  JSON.stringify([view(), { ...ports.open(), calls: 0 }, ports.assistant.heard.at(-1) ?? open, outcomes.length])

const liveCall = ({ ports }: LiveDay) => ports.calls.find(isUp)

/** Law 1. */
function heard({ view, ports }: LiveDay): string[] {
  const { state, voice, notice, can, hearing } = view()
  const named = !['ready', 'talking'].includes(notice) && (can.length > 0 || state === 'cleanup')
  const told = ports.assistant.heard.at(-1) ?? open
  return [
    ...(state !== 'idle' && voice === 'nobody' && !named
      ? [`law 1: nobody is heard, and nothing says so: ${notice}`]
      : []),
    ...(JSON.stringify(told) !== JSON.stringify(hearing) ? ['law 1: the assistant was told otherwise'] : []),
  ]
}

/** Laws 2 and 3. */
function held(day: LiveDay): string[] {
  const { state, can } = day.view()
  const { lines, calls, ...sound } = day.ports.open()
  const most = Math.max(lines, calls, ...Object.values(sound))
  const idles = state === 'idle' && (calls > 0 || Object.values(sound).some((count) => count > 0))
  const waited = day.clock.now() - day.since()
  return [
    ...(state === 'cleanup' && waited > 2000 ? ['law 2: cleanup takes longer than its limit'] : []),
    ...(most > 1 ? ['law 3: something is open twice'] : []),
    ...(idles ? ['law 3: idle holds what belongs to a call'] : []),
    ...(state === 'idle' && lines > 0 && !can.includes('RELEASE') ? ['law 3: cold idle holds a line'] : []),
    ...(state === 'connecting' && calls > 0 ? ['law 3: a call is up while connecting'] : []),
  ]
}

/** Law 4, as far as it is seen at rest. */
function counted({ view, outcomes, accepted }: LiveDay): string[] {
  const ended = outcomes.filter(({ result }) => result !== 'refused').map(({ transferId }) => transferId)
  const running = view().state === 'idle' ? [] : accepted().slice(-1)
  const expected = accepted().filter((id) => !running.includes(id))
  return ended.join() === expected.join() ? [] : ['law 4: not one outcome for each accepted request, in its order']
}

/** Law 8, by what the far side told and not by what the machine makes of it. */
function overheard(day: LiveDay): string[] {
  const { hearing } = day.view()
  const answered = liveCall(day)?.told.some(({ type }) => type === 'answered')
  const proven = day.ports.watches.some(({ isOpen, told }) => isOpen() && told.some(({ type }) => type === 'proven'))
  return [
    ...(answered && hearing.input ? ['law 8: the assistant hears the call'] : []),
    ...(answered && proven && hearing.output ? ['law 8: the assistant speaks into the talk'] : []),
  ]
}

const leaving: readonly string[] = ['CANCEL', 'HANGUP']

/** Laws that speak of a step: 2 and 5 of leaving, 4 of what changes nothing. */
function stepped(
  day: LiveDay,
  happening: Happening,
  before: { state: string; standing: string; call: ReturnType<typeof liveCall> },
) {
  const { state } = day.view()
  const ran = before.state !== 'idle'
  const leaves = happening.what === 'leave' || (happening.what === 'intent' && leaving.includes(happening.intent))
  const hungUp = !before.call || !isUp(before.call)
  const asks = happening.what === 'message' || happening.what === 'wish' || happening.what === 'retry'
  const changed = standing(day) !== before.standing
  return [
    ...(ran && leaves && !['cleanup', 'idle'].includes(state) ? ['law 2: the caller left, and it goes on'] : []),
    ...(ran && leaves && !hungUp ? ['law 5: the caller left, and the call was not hung up in the same step'] : []),
    ...(ran && asks && changed ? ['law 4: a request during a transfer changed something'] : []),
  ]
}

/** Lets it happen, and names the laws that it broke. */
export function happens(day: LiveDay, happening: Happening): string[] {
  // One after the other: what is not the newest is over, also where its end was never told.
  const stale = isStale(day.ports, happening) || ('age' in happening && happening.age > 0)
  const before = { state: day.view().state, standing: standing(day), call: liveCall(day) }
  day.happen(happening)
  const stirred = stale && standing(day) !== before.standing ? ['law 4: a stale report changed something'] : []
  return [
    ...stirred,
    ...stepped(day, happening, before),
    ...heard(day),
    ...held(day),
    ...counted(day),
    ...overheard(day),
  ]
}

/** Law 3: nothing is kept past its expiry. */
export const expired = ({ view, ports, clock }: LiveDay): string[] => {
  if (view().state !== 'idle') return []
  clock.increment(transferLimits.warm)
  return ports.open().lines > 0 ? ['law 3: a warm line outlives its limit'] : []
}
