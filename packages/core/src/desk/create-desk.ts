import { createActor, type InspectionEvent } from 'xstate'
import { type Failure, failure, type RemedyContext } from '../failure/index.ts'
import { guarded } from '../listeners.ts'
import { type Log, warner } from '../log.ts'
import { projection } from '../projection.ts'
import { checkLimits } from '../sip/check-limits.ts'
import { type Account, checkKeys, type LineConfig, remedyContext, SettingError } from '../sip/index.ts'
import { logged } from '../sip/logged.ts'
import { type DeskHandles, type DeskPorts, provideDesk } from './desk.actors.ts'
import type { DeskIntent, DeskLimits } from './desk.types.ts'
import { type DeskView, deskView } from './desk.view.ts'

type Clock = NonNullable<NonNullable<Parameters<typeof createActor>[1]>['clock']>

/** What an agent signs in with. The password stays in the adapter's hands, out of every snapshot and log. */
export interface Credentials {
  readonly extension: string
  readonly password: string
}

/** The ports, the line's settings, and what a test may put in place of the clock. */
export interface CreateDeskOptions extends DeskPorts {
  /** The line for an account: a preset with `register: true`. Called once at start, and at each signing in. */
  readonly line: (account: Account) => LineConfig
  readonly limits?: Partial<DeskLimits>
  readonly log?: Log
  readonly inspect?: (event: InspectionEvent) => void
  readonly clock?: Clock
  /** The time of day in milliseconds since 1970, for missed calls; `Date.now` where absent. */
  readonly now?: () => number
}

/** What a screen asks of a desk. */
export type DeskCommand = Exclude<DeskIntent['type'], 'SIGN_IN'>

/** An agent's line, availability and calls. Methods never throw but for misuse; whatever fails is a state. */
export interface Desk {
  /** What a screen needs now. The same object until something changes. */
  getView(): DeskView
  /** Calls the listener at every change of the view, not at once. Returns how to stop. */
  subscribe(listener: (view: DeskView) => void): () => void
  signIn(credentials: Credentials): void
  send(command: DeskCommand): void
  /** Sends digits to the caller's side. They pass through no snapshot and no log. */
  sendDtmf(tones: string): void
  /** The agent leaves (pagehide): hangs up and signs out in the same step. */
  leave(): void
  /** Ends what runs, and lets everything go. Resolves when nothing is open. */
  dispose(): Promise<void>
}

const deskLimits: DeskLimits = { signIn: 12_000, microphone: 60_000, answer: 10_000, wrapUp: 0, hangup: 1800 }

const optionKeys = ['sip', 'media', 'line', 'limits', 'log', 'inspect', 'clock', 'now']

/** The line for an agent, or why what was typed is none. */
function lineFor(
  line: CreateDeskOptions['line'],
  { extension, password }: Credentials,
  remedy: RemedyContext,
): LineConfig | Failure {
  try {
    return line({ user: extension, secret: { kind: 'password', password } })
  } catch (error) {
    if (!(error instanceof SettingError)) throw error
    return failure({ code: 'invalid-request', stage: 'line', field: 'extension', detail: error.message }, remedy)
  }
}

/**
 * Creates an agent's desk, signed out.
 *
 * @throws SettingError that names a wrong setting
 */
export function createDesk(options: CreateDeskOptions): Desk {
  checkKeys(options, optionKeys)
  const remedy = remedyContext(options.line({ user: 'desk' }))
  const log: Log = guarded(options.log ?? (() => {}))
  const handles: DeskHandles = { config: undefined, calls: new Map(), closing: undefined }
  const sip = logged(options.sip, log)
  const actor = createActor(provideDesk({ ...options, sip }, handles, options.now ?? Date.now, warner(log)), {
    input: { remedy, limits: checkLimits(options.limits ?? {}, deskLimits, ['wrapUp']) },
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.inspect ? { inspect: options.inspect } : {}),
  })
  const { getView, subscribe } = projection(actor, deskView, (next, before) => {
    if (next.state !== before.state) log({ level: 'info', message: `desk ${next.state}` })
    const { failure: why } = next
    if (why && why !== before.failure) log({ level: 'warn', message: `desk: ${why.code}. ${why.remedy}` })
  })
  actor.start()
  const leave = () => {
    if (actor.getSnapshot().status === 'active') actor.send({ type: 'agent.left' })
  }
  return {
    getView,
    subscribe,
    signIn(credentials) {
      if (!getView().can.includes('SIGN_IN')) return
      const extension = credentials.extension.trim()
      const line = lineFor(options.line, { ...credentials, extension }, remedy)
      if ('code' in line) return actor.send({ type: 'line.refused', failure: line })
      handles.config = line
      actor.send({ type: 'SIGN_IN', extension })
    },
    send: (type) => actor.send({ type }),
    sendDtmf(tones) {
      const { can, caller } = getView()
      if (can.includes('DTMF') && caller) handles.calls.get(caller.callId)?.sendDtmf(tones)
    },
    leave,
    async dispose() {
      leave()
      actor.stop()
      handles.config = undefined
      await handles.closing
    },
  }
}
