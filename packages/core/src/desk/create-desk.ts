import { createActor, type InspectionEvent } from 'xstate'
import { failure, type RemedyContext } from '../failure/index.ts'
import { listeners } from '../listeners.ts'
import type { Log } from '../log.ts'
import { checkLimits } from '../sip/check-limits.ts'
import { type Account, type LineConfig, SettingError } from '../sip/index.ts'
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

const remedyOf = ({ pbx, domain, servers, profile }: LineConfig): RemedyContext => ({
  pbx,
  domain,
  servers: servers.map(({ url }) => url),
  profile,
})

/**
 * Creates an agent's desk, signed out.
 *
 * @throws SettingError that names a wrong setting
 */
export function createDesk(options: CreateDeskOptions): Desk {
  const remedy = remedyOf(options.line({ user: 'desk' }))
  const handles: DeskHandles = { config: undefined, call: undefined, closing: Promise.resolve() }
  const actor = createActor(provideDesk(options, handles, remedy), {
    input: { remedy, limits: checkLimits(options.limits ?? {}, deskLimits, ['wrapUp']) },
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.inspect ? { inspect: options.inspect } : {}),
  })
  const views = listeners<DeskView>()
  let view = deskView(actor.getSnapshot())
  let key = JSON.stringify(view)
  actor.subscribe((snapshot) => {
    const next = deskView(snapshot)
    const text = JSON.stringify(next)
    if (text === key) return
    if (next.state !== view.state) options.log?.({ level: 'info', message: `desk ${next.state}` })
    view = next
    key = text
    views.tell(next)
  })
  actor.start()
  const refuse = (error: SettingError) => {
    const facts = { code: 'invalid-request', stage: 'line', field: 'extension', detail: error.message } as const
    actor.send({ type: 'line.refused', failure: failure(facts, remedy) })
  }
  const leave = () => actor.send({ type: 'agent.left' })
  return {
    getView: () => view,
    subscribe: views.add,
    signIn({ extension, password }) {
      if (!view.can.includes('SIGN_IN')) return
      try {
        handles.config = options.line({ user: extension.trim(), secret: { kind: 'password', password } })
      } catch (error) {
        if (error instanceof SettingError) return refuse(error)
        throw error
      }
      actor.send({ type: 'SIGN_IN', extension: extension.trim() })
    },
    send: (type) => actor.send({ type }),
    sendDtmf(tones) {
      if (view.can.includes('DTMF')) handles.call?.sendDtmf(tones)
    },
    leave,
    dispose() {
      leave()
      actor.stop()
      handles.config = undefined
      return handles.closing
    },
  }
}
