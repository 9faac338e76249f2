import { setTimeout as moments } from 'node:timers/promises'
import {
  type AudioStream,
  type CreateTransferOptions,
  fusionpbx,
  type SipStack,
  type TransferOptions,
} from '@patchcord/core'
import type { FarAction, FarScript } from '@patchcord/core/testing'
import { worldOn } from '../../../core/test/support/world.ts'
import { liveLine, Peer, StandInConnection, StandInStream, StandInTrack } from '../../src/index.ts'
import { answerTo } from '../../src/sdp.ts'
import { doorkeeper } from './doorkeeper.ts'
import { type TappedCall, tapped } from './tapped-stack.ts'

/** How long a fact is waited for, on however busy a machine. */
const patience = 15_000
/** No limit of the stack's own passes in a play: what may take how long is the simulated clock's matter. */
const never = 60_000

/** A far side that does only what it is told: it takes an INVITE, and is silent to a CANCEL and to a BYE. */
const silent: FarScript = [
  { on: 'INVITE', play: [{ type: 'reply', status: 100 }] },
  { on: 'CANCEL', play: [] },
  { on: 'BYE', play: [] },
]
/** The same, but for a CANCEL, which it obeys. */
export const obliging: FarScript = silent.filter(({ on }) => on === 'INVITE')

const answered = async (offer: string): Promise<string> => `${answerTo(offer)}${liveLine}\r\n`

const lineTo = (url: string) => ({
  ...fusionpbx({ domain: 'pbx.test' }, { limits: { connect: never, hangup: never } }),
  servers: [{ url, priority: 0 }],
})

const originOf = (stream: AudioStream): StandInTrack | undefined => (stream as StandInStream).getTracks()[0]

/** The connections that send a copy of one of these streams. */
function sending(streams: readonly AudioStream[]): StandInConnection[] {
  const origins = streams.map(originOf)
  return StandInConnection.all.filter(({ senders }) =>
    senders.some(({ track }) => track !== null && origins.includes(track.origin)),
  )
}

/** What a stack has opened of the browser for these streams, and not closed. */
const leftOpen = (streams: readonly AudioStream[]): number =>
  sending(streams).filter(({ closed }) => !closed).length +
  StandInTrack.all.filter(
    (track) => track.origin !== track && streams.map(originOf).includes(track.origin) && track.readyState === 'live',
  ).length

interface SceneOptions extends TransferOptions, Pick<CreateTransferOptions, 'inspect'> {
  /** Called behind each report of the stack. */
  readonly told: () => void
}

/** A transfer on a real stack, and the peer at the other end of the wire. */
export async function wireScene(stack: SipStack, { told, ...options }: SceneOptions) {
  const door = doorkeeper()
  const peer = await Peer.start({ admit: door.admit, describe: answered })
  await peer.begin(silent, [])
  const streams: AudioStream[] = []
  const stream = () => {
    const given = new StandInStream([new StandInTrack()])
    streams.push(given)
    return given
  }
  const sip = tapped(stack, told)
  const world = worldOn({ sip, line: lineTo(peer.urls.live), stream }, options)

  const until = async (what: string, fact: () => boolean | Promise<boolean>): Promise<void> => {
    const since = performance.now()
    while (!(await fact())) {
      if (performance.now() - since > patience) throw new Error(`nothing came of waiting for ${what}`)
      await moments(1)
    }
  }
  const sent = (step: string): number =>
    peer.wire.filter((message) => message.from === 'stack' && message.step === step).length
  const call = (): TappedCall => {
    const newest = sip.lines.flatMap(({ calls }) => calls).at(-1)
    if (!newest) throw new Error('there is no call')
    return newest
  }
  const connection = (): StandInConnection => {
    const newest = sending([call().stream]).at(-1)
    if (!newest) throw new Error('there is no connection')
    return newest
  }
  return {
    world,
    peer,
    door,
    until,
    sent,
    call,
    connection,
    act: (action: FarAction) => peer.act(action),
    rules: (rules: FarScript = silent) => peer.act({ type: 'rules', rules }),
    line: () => sip.lines.at(-1),
    /** Ends the transfer and cuts every socket: nothing of the scene may be open then. */
    async leave(): Promise<void> {
      const disposed = world.transfer.dispose()
      await peer.act({ type: 'drop' })
      world.clock.increment(never)
      await disposed
      await until('every socket to be closed', () => peer.counts.open === 0)
      await until('everything to be given back', () => leftOpen(streams) === 0)
      await peer.close()
    },
  }
}

export type WireScene = Awaited<ReturnType<typeof wireScene>>
