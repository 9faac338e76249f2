import { setTimeout as moments } from 'node:timers/promises'
import type { AudioStream } from '@patchcord/core'
import type { WireMessage } from '@patchcord/core/testing'
import { type Peer, StandInConnection, type StandInStream, StandInTrack } from '../../src/index.ts'
import type { TappedCall, TappedLine } from './tapped-stack.ts'

/** How long a fact is waited for, on however busy a machine. */
const patience = 15_000
const originOf = (stream: AudioStream): StandInTrack | undefined => (stream as StandInStream).getTracks()[0]

/** The connections that send a copy of one of these streams. */
function sending(streams: readonly AudioStream[]): StandInConnection[] {
  const origins = streams.map(originOf)
  return StandInConnection.all.filter(({ senders }) =>
    senders.some(({ track }) => track !== null && origins.includes(track.origin)),
  )
}

/** What a stack has opened of the browser for these streams, and not closed. */
export const leftOpen = (streams: readonly AudioStream[]): number =>
  sending(streams).filter(({ closed }) => !closed).length +
  StandInTrack.all.filter(
    (track) => track.origin !== track && streams.map(originOf).includes(track.origin) && track.readyState === 'live',
  ).length

async function until(what: string, fact: () => boolean | Promise<boolean>): Promise<void> {
  const since = performance.now()
  while (!(await fact())) {
    if (performance.now() - since > patience) throw new Error(`nothing came of waiting for ${what}`)
    await moments(1)
  }
}

/** What a scene sees of its stack, its browser and its peer. */
export function wireFacts({ lines }: { readonly lines: readonly TappedLine[] }, { wire }: Peer) {
  const call = (): TappedCall => {
    const newest = lines.flatMap(({ calls }) => calls).at(-1)
    if (!newest) throw new Error('there is no call')
    return newest
  }
  /** How often the stack has sent this. */
  const sent = (step: string, those: (message: WireMessage) => boolean = () => true): number =>
    wire.filter((message) => message.from === 'stack' && message.step === step && those(message)).length
  return {
    /** Waits for a fact. */
    until,
    sent,
    /** How many calls have come to the peer: an offer within one has the peer's tag. */
    dialled: (): number => sent('INVITE', ({ headers }) => !headers['to']?.[0]?.includes(';tag=')),
    /** The newest line, and the newest call of any. */
    line: () => lines.at(-1),
    call,
    /** What the newest call sends the caller's voice by. */
    connection(): StandInConnection {
      const newest = sending([call().stream]).at(-1)
      if (!newest) throw new Error('there is no connection')
      return newest
    },
  }
}
