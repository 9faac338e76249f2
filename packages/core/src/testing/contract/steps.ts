import type { FailureCode } from '../../failure/index.ts'
import type { CallEnd, LineConfig, LineLimits, LineReport, ReferResult } from '../../sip/index.ts'
import type { CallerStep, FactStep, FarStep, LineSetting, Pattern, Step } from './case.types.ts'
import type { FarAction, FarRule, FarScript, MessageParts } from './far.types.ts'

/** How steps are written in the cases; each makes plain data. */

export const open = (line?: string, setting?: LineSetting): CallerStep => ({
  type: 'open',
  ...(line ? { line } : {}),
  ...(setting ? { setting } : {}),
})
export const misuse = (config: Partial<LineConfig>): CallerStep => ({ type: 'misuse', config })
type Dial = Omit<Extract<CallerStep, { type: 'dial' }>, 'type'>
export const dial = (how: Dial = {}): CallerStep => ({ type: 'dial', ...how })
export const take = (): CallerStep => ({ type: 'take' })
export const answer = (): CallerStep => ({ type: 'answer' })
export const reject = (status: number): CallerStep => ({ type: 'reject', status })
export const hangUp = (): CallerStep => ({ type: 'hang-up' })
export const hangUpAt = (moment: number): CallerStep => ({ type: 'hang-up-at', moment })
export const mute = (muted: boolean): CallerStep => ({ type: 'mute', muted })
export const dtmf = (tones: string): CallerStep => ({ type: 'dtmf', tones })
export const hold = (held: boolean, gives: boolean, ...during: Step[]): CallerStep => ({
  type: 'hold',
  held,
  gives,
  during,
})
export const restartIce = (gives: boolean, ...during: Step[]): CallerStep => ({ type: 'restart-ice', gives, during })
export const refresh = (gives: boolean, ...during: Step[]): CallerStep => ({ type: 'refresh', gives, during })
export const refer = (to: string, gives: Pattern<ReferResult>, ...during: Step[]): CallerStep => ({
  type: 'refer',
  to,
  gives,
  during,
})
export const close = (...during: Step[]): CallerStep => ({ type: 'close', during })
export const closeLingering = (...during: Step[]): CallerStep => ({ type: 'close', lingers: true, during })

export const reported = (report: string, times = 1): FactStep => ({ type: 'reported', report, times })
export const lineReported = (report: LineReport['type'], times = 1, line = 'line'): FactStep => ({
  type: 'line-reported',
  report,
  times,
  line,
})
type Ended = Omit<Extract<FactStep, { type: 'ended' }>, 'type' | 'end'> & { readonly code?: FailureCode }
export const ended = (end: Pattern<CallEnd>, how: Ended = {}): FactStep => ({ type: 'ended', end, ...how })
export const onWire = (step: string, times = 1): FactStep => ({ type: 'on-wire', step, times })
export const pinged = (times: number): FactStep => ({ type: 'pinged', times })
export const up = (): FactStep => ({ type: 'up' })
export const soFar = (...reports: string[]): FactStep => ({ type: 'so-far', reports })
export const sends = (voice: boolean): FactStep => ({ type: 'sends', voice })
export const tones = (sent: string): FactStep => ({ type: 'tones', sent })
export const connections = (amount: number): FactStep => ({ type: 'connections', open: amount })
/** The stack has read all that was sent to it so far. */
export const heard = (): FactStep => ({ type: 'heard' })
type Described = Omit<Extract<FactStep, { type: 'described' }>, 'type'>
/** The browser has taken a description of the far side with these lines, and without those. */
export const described = (lines: Described): FactStep => ({ type: 'described', ...lines })
export const plays = (...kinds: string[]): FactStep => ({ type: 'plays', kinds })
export const pass = (ms: number): FactStep => ({ type: 'pass', ms })
/** A limit is over, where time can be simulated; elsewhere what follows is waited for. */
export const expire = (limit: keyof LineLimits): FactStep => ({ type: 'expire', limit })
/** The line is connected, or registered, again after a loss; how long that takes is the adapter's to say. */
export const again = (report: 'connected' | 'registered', times: number): readonly FactStep[] => [
  { type: 'hurry', ms: 1000 },
  lineReported(report, times),
]
export const mediaBecomes = (state: 'disconnected' | 'failed'): FactStep => ({ type: 'media-becomes', state })

/** The same step, for another call than the plain one. */
export const of = <Kind extends Step>(call: string, step: Kind): Kind => ({ ...step, call })

export const far = (action: FarAction): FarStep => ({ type: 'far', action })
export const on = (method: string, ...play: FarAction[]): FarRule => ({ on: method, play })
export const reply = (status: number, parts: MessageParts & { readonly method?: string } = {}): FarAction => ({
  type: 'reply',
  status,
  ...parts,
})
export const request = (method: string, parts: MessageParts = {}): FarAction => ({ type: 'request', method, ...parts })
export const challenge = (realm?: string): FarAction => ({ type: 'challenge', ...(realm ? { realm } : {}) })
type Challenge = Extract<FarAction, { type: 'challenge' }>
export const challenges = (...instead: NonNullable<Challenge['instead']>): FarAction => ({ type: 'challenge', instead })
export const challengeBy = (status: 401 | 407, realm: string): FarAction => ({ type: 'challenge', status, realm })
export const wait = (ms: number): FarAction => ({ type: 'wait', ms })
export const invite = (parts: MessageParts = {}): FarAction => ({ type: 'invite', sdp: 'good', ...parts })
export const tell = (method: string, parts: MessageParts = {}): FarAction => ({ type: 'tell', method, ...parts })
export const rules = (...script: FarScript): FarStep => far({ type: 'rules', rules: script })
export const drop: FarAction = { type: 'drop' }
export const stop: FarAction = { type: 'stop' }
export const start: FarAction = { type: 'start' }
export const ping: FarAction = { type: 'ping' }
export const pong: FarAction = { type: 'pong' }
export const busy = reply(486)

/** A far side that rings, and answers nothing more by itself. */
export const rings = on('INVITE', reply(100), reply(180))
/** A far side that answers at once. */
export const answers = on('INVITE', reply(200, { sdp: 'good' }))
/** A far side that takes a CANCEL; the INVITE's own response cannot come, since its connection is gone. */
export const cancels = on('CANCEL', reply(200))
/** A far side that takes requests of this method without a word. */
export const silentTo = (method: string): FarRule => on(method)

export const hungUp = { cause: 'hangup', by: 'local' } as const
export const lost = { cause: 'transport', by: 'system' } as const
