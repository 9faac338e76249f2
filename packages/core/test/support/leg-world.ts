import { type MockStackOptions, mockMedia, mockStack, mockStream } from '@patchcord/core/mock'
import type { CallInput, LegReport } from '../../src/call/call.types.ts'
import { type LegPorts, legActor } from '../../src/call/index.ts'
import { fusionpbx, type SipCall } from '../../src/sip/index.ts'
import { hosted } from './hosted.ts'

export const newConnection = () => ({ getStats: () => Promise.resolve(new Map()) })
const usual = newConnection()
const input: CallInput = { id: 'call-1', direction: 'out', target: 'sip:2001@pbx.test', headers: [] }

interface LegWorldOptions extends Pick<MockStackOptions, 'answersHold'> {
  /** False: the far side stays silent after our hang-up. */
  readonly obeys?: boolean
  readonly dials?: boolean
  readonly stream?: boolean
  readonly ports?: Partial<LegPorts>
}

/** A leg over the mocks. */
export function legWorld({ obeys = true, dials = true, stream = true, ports = {}, ...stack }: LegWorldOptions = {}) {
  const sip = mockStack({ obeysHangup: obeys, ...stack })
  const media = mockMedia()
  const line = sip.open(fusionpbx({ domain: 'pbx.test' }), () => {})
  const live: (SipCall | undefined)[] = []
  const mic = mockStream('mic')
  const leg = legActor({
    media,
    stalledAfter: 5000,
    stream: () => (stream ? mic : undefined),
    start: ({ target, headers }, on) => (dials ? line.dial({ target, headers, stream: mic }, on) : undefined),
    live: (call) => void live.push(call),
    ...ports,
  })
  const host = hosted<typeof leg, LegReport>(leg, input)
  return {
    ...host,
    sip,
    media,
    live,
    remote: (id = 'far', connection = usual) =>
      sip.call.say({ type: 'remote-stream', stream: mockStream(id), connection }),
    answered: () => sip.call.say({ type: 'answered' }),
    playing: () => media.playbacks.map(({ open }) => open),
    watching: () => media.watches.map(({ open }) => open),
  }
}
