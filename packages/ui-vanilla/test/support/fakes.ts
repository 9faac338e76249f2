import type { Desk, DeskView, Failure, Outcome, Transfer, TransferView } from '@patchcord/core'
import { listeners } from '@patchcord/core'

/** A transfer at rest. */
export const restingTransfer: TransferView = {
  state: 'idle',
  notice: 'ready',
  voice: 'assistant',
  hearing: { input: true, output: true },
  can: ['PREPARE'],
  muted: false,
  extension: null,
  department: null,
  failure: null,
  ringsCaller: false,
  afterwards: 'assistant',
  last: null,
}

/** A desk without an agent. */
export const restingDesk: DeskView = {
  state: 'signed-out',
  notice: 'signed-out',
  extension: null,
  can: ['SIGN_IN'],
  muted: false,
  hold: 'none',
  caller: null,
  alsoRinging: 0,
  failure: null,
  missed: [],
}

/** A failure as core makes it. */
export const busy: Failure = {
  code: 'busy',
  stage: 'ringing',
  sipStatus: 486,
  q850: 17,
  retryable: false,
  signalled: true,
  sentence: 'The agent is on another call.',
  remedy: "The extension is busy. Check: `fs_cli -x 'sofia status profile internal reg 2001'`",
}

/** What a fake was asked, in order, in one word each. Digits are counted only. */
interface Recorded {
  readonly asked: string[]
  digits: number
  /** How many listeners are on it. */
  readonly watched: number
}

function recorded<View extends object>(first: View) {
  const views = listeners<View>()
  const asked: string[] = []
  let view = first
  let watched = 0
  const counted = (stop: () => void) => {
    watched += 1
    return () => {
      watched -= 1
      stop()
    }
  }
  return {
    asked,
    counted,
    digits: 0,
    get watched() {
      return watched
    },
    getView: () => view,
    subscribe: (listener: (next: View) => void) => counted(views.add(listener)),
    become(change: Partial<View>) {
      view = { ...view, ...change }
      views.tell(view)
    },
    sendDtmf(tones: string) {
      this.digits += tones.length
    },
    send: (command: string) => void asked.push(command),
    leave: () => void asked.push('leave'),
    dispose: async () => {},
  }
}

/** A transfer that a test plays by hand. */
export interface FakeTransfer extends Transfer, Recorded {
  become(change: Partial<TransferView>): void
  end(outcome: Outcome): void
}

export function fakeTransfer(view: Partial<TransferView> = {}): FakeTransfer {
  const outcomes = listeners<Outcome>()
  const base = recorded<TransferView>({ ...restingTransfer, ...view })
  return Object.defineProperties({} as FakeTransfer, {
    ...Object.getOwnPropertyDescriptors(base),
    ...Object.getOwnPropertyDescriptors({
      onOutcome: (listener: (outcome: Outcome) => void) => base.counted(outcomes.add(listener)),
      request: () => new Promise<Outcome>(() => {}),
      retry: () => void base.asked.push('RETRY'),
      end: outcomes.tell,
    }),
  })
}

/** A desk that a test plays by hand. */
export interface FakeDesk extends Desk, Recorded {
  become(change: Partial<DeskView>): void
  /** The extensions that signed in; a password is only said to have come. */
  readonly signedIn: { readonly extension: string; readonly withPassword: boolean }[]
}

export function fakeDesk(view: Partial<DeskView> = {}): FakeDesk {
  const base = recorded<DeskView>({ ...restingDesk, ...view })
  const signedIn: { extension: string; withPassword: boolean }[] = []
  return Object.defineProperties({} as FakeDesk, {
    ...Object.getOwnPropertyDescriptors(base),
    ...Object.getOwnPropertyDescriptors({
      signedIn,
      signIn: ({ extension, password }: { extension: string; password: string }) =>
        void signedIn.push({ extension, withPassword: password !== '' }),
    }),
  })
}
