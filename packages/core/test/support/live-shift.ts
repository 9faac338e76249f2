import { createDesk, fusionpbx, type LogEntry } from '@patchcord/core'
import { mockStream } from '@patchcord/core/mock'
import { SimulatedClock } from 'xstate'
import type { ShiftHappening } from './any-shift.ts'
import { isStale, sourceOf } from './contracts.ts'
import { isUp, type RawPorts, rawPorts } from './raw-ports.ts'
import { finderOf } from './secrets.ts'
import { secret } from './transfer-model.ts'

const digits = '*31#4711*'
const server = 'wss://pbx.test:7443'
const connection = { getStats: () => Promise.resolve(new Map()) }

export interface DeskDaySettings {
  readonly obeysHangup: boolean
  readonly wrapUp: number
  readonly holds: readonly boolean[]
}

/** What comes next at a desk, by what it waits for. */
function onward({
  ports,
  desk,
  clock,
  ring,
}: {
  ports: RawPorts
  desk: ReturnType<typeof createDesk>
  clock: SimulatedClock
  ring: () => void
}) {
  const signIn = () => desk.signIn({ extension: '2001', password: secret })
  const register = () => {
    const line = ports.lines.at(-1)
    line?.tell(line.told.at(-1)?.type === 'connected' ? { type: 'registered' } : { type: 'connected', server })
  }
  const join = () => {
    const call = ports.calls.at(-1)
    if (desk.getView().notice !== 'answering') return
    if (ports.open().microphones > 0 && !call?.mock.asked.includes('answer'))
      return ports.microphones.at(-1)?.tell({ type: 'granted', stream: mockStream('mic') })
    call?.tell({ type: 'remote-stream', stream: mockStream('far'), connection })
    call?.tell({ type: 'answered' })
  }
  return {
    'signed-out': signIn,
    refused: signIn,
    connecting: register,
    recovering: register,
    ready: ring,
    'not-ready': () => desk.send('GO_READY'),
    ringing: () => desk.send('ANSWER'),
    'on-call': join,
    'wrap-up': () => void clock.increment(1000),
  }
}

/** A desk over ports that may be broken, and all that a law may want to know of it. */
export function liveShift({ obeysHangup, wrapUp, holds }: DeskDaySettings) {
  const answers = [...holds]
  const answersHold = () => answers.shift() ?? new Promise<boolean>(() => {})
  const ports = rawPorts(obeysHangup, answersHold)
  const clock = new SimulatedClock()
  const log: LogEntry[] = []
  const [holdsSecret, holdsDigits] = [finderOf(secret), finderOf(digits)]
  let leaks = 0
  const look = (value: unknown) => {
    if (holdsSecret(value) || holdsDigits(value)) leaks += 1
  }
  const desk = createDesk({
    ...{ sip: ports.sip, media: ports.media, clock, inspect: look, limits: { wrapUp } },
    line: (account) => fusionpbx({ domain: 'pbx.test' }, { account, register: true }),
    log: (entry) => void log.push(entry),
  })
  desk.subscribe(look)
  const ring = () => {
    const line = ports.stack.lines.at(-1)
    if (line && !line.closed) line.ring({ user: 'transfer', displayName: 'Ada' })
  }
  const goOn = onward({ ports, desk, clock, ring })
  const simple = {
    'goes on': () => goOn[desk.getView().state](),
    'sign in': goOn['signed-out'],
    leave: desk.leave,
    digits: () => desk.sendDtmf(digits),
    rings: ring,
    holds: () => {
      const asked = desk.getView().can.find((type) => type === 'HOLD' || type === 'RESUME')
      if (asked) desk.send(asked)
    },
  }
  const happen = (happening: ShiftHappening): void => {
    if ('age' in happening) sourceOf(ports, happening)?.tell(happening.report as never)
    else if (happening.what === 'intent') desk.send(happening.intent)
    else if (happening.what === 'time') clock.increment(happening.ms)
    else simple[happening.what]()
  }
  return {
    ...{ ports, clock, desk, happen },
    view: desk.getView,
    leaks: () => {
      for (const entry of log) look(entry)
      return leaks
    },
  }
}

type LiveShift = ReturnType<typeof liveShift>

/** What must not change where nothing may. */
const standing = ({ view, ports }: LiveShift): string => JSON.stringify([view(), { ...ports.open(), calls: 0 }])

const onHold: readonly string[] = ['holding', 'held', 'resuming', 'resume-refused', 'held-by-both', 'on-hold']

/** Laws 1 and 3, at rest. */
export function lawsAtRest({ view, ports }: LiveShift): string[] {
  const { state, notice, can, hold } = view()
  const open = ports.open()
  const { lines, tones } = open
  // Only while it rings, or an answer is on its way, may there be more than one.
  const resting = !['ringing', 'prompting', 'answering', 'hanging-up'].includes(notice)
  return [
    ...(can.length === 0 ? [`law 1: nothing can be done: ${state}`] : []),
    ...(Math.max(...Object.values({ ...open, calls: 0 })) > 1 ? ['law 3: something is open twice'] : []),
    ...(open.calls > (resting ? 1 : 3) ? [`law 3: too many calls are open: ${state}`] : []),
    ...(tones > 0 !== (state === 'ringing') ? ['law 3: the ringtone is not what rings'] : []),
    ...(['signed-out', 'refused'].includes(state) && lines > 0 ? ['law 3: a line is open that nobody signed in'] : []),
    ...(onHold.includes(notice) && open.watches > 0 ? ['a call on hold is watched for its sound'] : []),
    ...(can.includes('HOLD') && can.includes('RESUME') ? ['a hold and its end are offered at once'] : []),
    ...(state !== 'on-call' && hold !== 'none' ? [`something is on hold: ${state}`] : []),
  ]
}

/** Lets it happen, and names the laws that it broke. */
export function happensAtDesk(shift: LiveShift, happening: ShiftHappening): string[] {
  const stale = isStale(shift.ports, happening)
  const call = shift.ports.calls.find(isUp)
  const before = standing(shift)
  shift.happen(happening)
  const leaves = happening.what === 'leave' || (happening.what === 'intent' && happening.intent === 'SIGN_OUT')
  return [
    ...(stale && standing(shift) !== before ? ['law 4: a stale report changed something'] : []),
    ...(leaves && shift.ports.open().lines > 0 ? ['law 2: the agent left, and the line is open'] : []),
    ...(leaves && call && isUp(call) ? ['law 5: the agent left, and the call was not hung up in the same step'] : []),
    ...lawsAtRest(shift),
  ]
}
