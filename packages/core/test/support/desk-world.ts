import { type CreateDeskOptions, createDesk, fusionpbx, type LogEntry, type SipHeader } from '@patchcord/core'
import { type MockCall, type MockStackOptions, mockMedia, mockStack, mockStream } from '@patchcord/core/mock'
import { SimulatedClock } from 'xstate'

export const password = 'correct-horse-battery'
const connection = { getStats: () => Promise.resolve(new Map()) }

type WorldOptions = Partial<Pick<CreateDeskOptions, 'limits' | 'inspect' | 'log' | 'line'>>

/** A desk over mocks and a simulated clock, with the verbs of an agent's day. */
export function deskWorld(options: WorldOptions = {}, stackOptions: MockStackOptions = {}) {
  const sip = mockStack(stackOptions)
  const media = mockMedia()
  const clock = new SimulatedClock()
  const log: LogEntry[] = []
  const desk = createDesk({
    sip,
    media,
    clock,
    now: () => clock.now(),
    line: (account) => fusionpbx({ domain: 'pbx.test' }, { account, register: true }),
    log: (entry) => log.push(entry),
    ...options,
  })
  const verbs = {
    signIn: (extension = '2001') => desk.signIn({ extension, password }),
    registered: () => {
      sip.line.say({ type: 'connected', server: 'wss://pbx.test:7443' })
      sip.line.say({ type: 'registered' })
    },
    lineDown: () => sip.line.say({ type: 'disconnected', server: 'wss://pbx.test:7443', detail: 'closed 1006' }),
    lineUp: () => sip.line.say({ type: 'connected', server: 'wss://pbx.test:7443' }),
    refuse: (status: number, credentials: 'none' | 'first' | 'accepted' = 'first') =>
      sip.line.say({
        type: 'registration-failed',
        detail: 'Rejected',
        response: { status, reasonPhrase: '', reasons: [], credentials },
      }),
    /** A call comes in. */
    call: (user = 'transfer', headers: readonly SipHeader[] = []): MockCall =>
      sip.line.ring({ user, displayName: 'Ada' }, headers),
    prompt: () => media.microphones.at(-1)?.say({ type: 'prompting' }),
    grant: () => media.microphones.at(-1)?.say({ type: 'granted', stream: mockStream('mic') }),
    deny: (code: 'mic-denied' | 'mic-missing' | 'mic-busy' = 'mic-denied') =>
      media.microphones.at(-1)?.say({ type: 'refused', code, detail: 'NotAllowedError' }),
    unplug: () => media.microphones.at(-1)?.say({ type: 'ended' }),
    /** The caller's ACK arrives, and its sound. */
    joined: () => {
      sip.call.say({ type: 'remote-stream', stream: mockStream('far'), connection })
      sip.call.say({ type: 'answered' })
    },
    bye: () => sip.call.end({ by: 'remote' }),
    view: () => desk.getView(),
    now: () => `${desk.getView().state}:${desk.getView().notice}`,
    tones: () => media.tones.map(({ kind, open }) => `${kind}${open ? '' : ' over'}`),
    open: () => ({
      lines: sip.lines.filter((opened) => !opened.closed).length,
      calls: sip.lines.flatMap((opened) => opened.calls).filter((call) => !call.ended).length,
      microphones: media.microphones.filter((opened) => opened.open).length,
      playbacks: media.playbacks.filter((opened) => opened.open).length,
      watches: media.watches.filter((opened) => opened.open).length,
      tones: media.tones.filter((opened) => opened.open).length,
    }),
  }
  return { sip, media, clock, log, desk, ...verbs }
}

export type DeskWorld = ReturnType<typeof deskWorld>

interface DeskStation {
  /** `state:notice` there. */
  readonly now: string
  readonly go: (w: DeskWorld) => void
}

/** Places that a desk comes by, each with its way from signed out. */
export const deskStations = {
  connecting: { now: 'connecting:connecting', go: (w) => w.signIn() },
  refused: {
    now: 'refused:refused',
    go: (w) => {
      w.signIn()
      w.refuse(403)
    },
  },
  recovering: {
    now: 'recovering:recovering',
    go: (w) => {
      deskStations.ready.go(w)
      w.lineDown()
    },
  },
  ready: {
    now: 'ready:ready',
    go: (w) => {
      w.signIn()
      w.registered()
    },
  },
  away: {
    now: 'not-ready:not-ready',
    go: (w) => {
      deskStations.ready.go(w)
      w.desk.send('GO_NOT_READY')
    },
  },
  ringing: {
    now: 'ringing:ringing',
    go: (w) => {
      deskStations.ready.go(w)
      w.call()
    },
  },
  asking: {
    now: 'on-call:prompting',
    go: (w) => {
      deskStations.ringing.go(w)
      w.desk.send('ANSWER')
      w.prompt()
    },
  },
  answering: {
    now: 'on-call:answering',
    go: (w) => {
      deskStations.asking.go(w)
      w.grant()
    },
  },
  talking: {
    now: 'on-call:talking',
    go: (w) => {
      deskStations.answering.go(w)
      w.joined()
    },
  },
  wrapUp: {
    now: 'wrap-up:wrap-up',
    go: (w) => {
      deskStations.talking.go(w)
      w.bye()
    },
  },
} as const satisfies Record<string, DeskStation>

export type DeskStationName = keyof typeof deskStations
export const deskStationNames = Object.keys(deskStations) as DeskStationName[]

/** A desk that has come to a station; for `wrapUp` it has a time of 30 s. */
export function deskAt(
  name: DeskStationName,
  options: WorldOptions = {},
  stackOptions: MockStackOptions = {},
): DeskWorld {
  const limits = { ...(name === 'wrapUp' ? { wrapUp: 30_000 } : {}), ...options.limits }
  const w = deskWorld({ ...options, limits }, stackOptions)
  deskStations[name].go(w)
  return w
}
