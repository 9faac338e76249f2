import {
  type AudioStream,
  type CreateTransferOptions,
  fusionpbx,
  type SipStack,
  type TransferOptions,
} from '@patchcord/core'
import type { FarAction, FarScript } from '@patchcord/core/testing'
import { worldOn } from '../../../core/test/support/world.ts'
import { liveLine, Peer, StandInStream, StandInTrack } from '../../src/index.ts'
import { answerTo } from '../../src/sdp.ts'
import { doorkeeper } from './doorkeeper.ts'
import { tapped } from './tapped-stack.ts'
import { leftOpen, wireFacts } from './wire-facts.ts'

/** No limit of the stack's own passes in a play: what may take how long is the simulated clock's matter. */
const never = 60_000

/** A far side that does only what it is told: it takes an INVITE, agrees again, and is silent to a CANCEL and to a BYE. */
const silent: FarScript = [
  { on: 're-INVITE', play: [{ type: 'reply', status: 200, sdp: 'good' }] },
  { on: 'INVITE', play: [{ type: 'reply', status: 100 }] },
  { on: 'CANCEL', play: [] },
  { on: 'BYE', play: [] },
]
/** The same, but for a CANCEL, which it obeys. */
export const obliging: FarScript = silent.filter(({ on }) => on.endsWith('INVITE'))

const answered = async (offer = ''): Promise<string> => `${answerTo(offer)}${liveLine}\r\n`

const lineTo = (url: string) => ({
  ...fusionpbx({ domain: 'pbx.test' }, { limits: { connect: never, hangup: never } }),
  servers: [{ url, priority: 0 }],
})

interface SceneOptions extends TransferOptions, Pick<CreateTransferOptions, 'inspect'> {
  /** Called before the end of a call is heard. */
  readonly ending: () => void
}

/** A transfer on a real stack, and the peer at the other end of the wire. */
export async function wireScene(stack: SipStack, { ending, ...options }: SceneOptions) {
  const door = doorkeeper()
  const peer = await Peer.start({ admit: door.admit, describe: answered })
  await peer.begin(silent, [])
  const streams: AudioStream[] = []
  const stream = () => {
    const given = new StandInStream([new StandInTrack()])
    streams.push(given)
    return given
  }
  const sip = tapped(stack, ending)
  const world = worldOn({ sip, line: lineTo(peer.urls.live), stream }, options)

  const facts = wireFacts(sip, peer)
  return {
    world,
    peer,
    door,
    ...facts,
    act: (action: FarAction) => peer.act(action),
    rules: (rules: FarScript = silent) => peer.act({ type: 'rules', rules }),
    /** Ends the transfer and cuts every socket: nothing of the scene may be open then. */
    async leave(): Promise<void> {
      await peer.act({ type: 'rules', rules: obliging })
      const disposed = world.transfer.dispose()
      await peer.act({ type: 'drop' })
      world.clock.increment(never)
      // What the far side has not heard yet it hears over the next socket.
      await door.answers(true, () => disposed)
      door.shuts()
      await peer.act({ type: 'drop' })
      await facts.until('every socket to be closed', () => peer.counts.open === 0)
      await facts.until('everything to be given back', () => leftOpen(streams) === 0)
      await peer.close()
    },
  }
}

export type WireScene = Awaited<ReturnType<typeof wireScene>>
