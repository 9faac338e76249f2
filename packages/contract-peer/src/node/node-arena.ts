import type { SipStack } from '@patchcord/core'
import type { Arena, ArenaStream, Scene } from '@patchcord/core/testing'
import { Peer } from '../peer.ts'
import { answerTo, freshOffer } from '../sdp.ts'
import { simulateTime } from '../simulated-time.ts'
import { installBrowser, lastConnection, microphonesAsked } from './stand-in-browser.ts'
import { liveLine, StandInConnection } from './stand-in-connection.ts'
import { StandInStream, StandInTrack } from './stand-in-stream.ts'

/** What waits for one of these lets simulated time pass; nothing else comes near them, on however busy a machine. */
const limits = { connect: 2000, hangup: 1000, close: 1500, gathering: 1500, reflexive: 500 }

function callersStream(own: Set<StandInTrack>): ArenaStream {
  const track = new StandInTrack()
  own.add(track)
  return {
    stream: new StandInStream([track]),
    untouched: () => track.enabled && track.readyState === 'live',
  }
}

const running = (own: ReadonlySet<StandInTrack>): number =>
  StandInTrack.all.filter((track) => !own.has(track) && track.readyState === 'live').length

function sends(own: ReadonlySet<StandInTrack>): boolean {
  const tracks = lastConnection().senders.flatMap(({ track }) => track ?? [])
  return tracks.some((track) => track.enabled && track.readyState === 'live' && !own.has(track))
}

/**
 * Cases in Node: the unmodified library and a real WebSocket, over stand-ins for the browser's media. `create` makes a
 * stack, anew for each case.
 */
export function nodeArena(name: string, create: () => SipStack): Arena {
  const { capabilities, lacks = {} } = create()
  return {
    name,
    stack: { capabilities, lacks },
    lacks: {},
    limits,
    setUp: 24,
    async enter({ simulatedTime, browser }): Promise<Scene> {
      installBrowser(browser)
      const own = new Set<StandInTrack>()
      const peer = await Peer.start({
        describe: async (offer) => `${offer === undefined ? freshOffer : answerTo(offer)}${liveLine}\r\n`,
      })
      const time = simulatedTime ? simulateTime() : undefined
      return {
        stack: create(),
        far: peer,
        stream: () => callersStream(own),
        open: () => ({
          connections: StandInConnection.all.filter((connection) => !connection.closed).length,
          tracks: running(own),
          microphones: microphonesAsked(),
        }),
        sends: () => sends(own),
        tones: () =>
          lastConnection()
            .senders.map(({ dtmf }) => dtmf.sent)
            .join(''),
        described: () => lastConnection().remoteDescription?.sdp ?? '',
        mediaBecomes: (state) => lastConnection().becomes(state),
        pass: (ms) => time?.pass(ms) ?? Promise.reject(new Error('this case has real time')),
        async leave() {
          time?.end()
          await peer.close()
        },
      }
    },
  }
}
