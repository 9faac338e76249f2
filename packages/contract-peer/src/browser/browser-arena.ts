import type { SipStack } from '@patchcord/core'
import type { Arena, ArenaStream, Scene } from '@patchcord/core/testing'
import { simulateTime } from '../simulated-time.ts'
import { FarMedia } from './far-media.ts'
import { type Probes, placeProbes } from './probes.ts'
import { RemoteFar } from './remote-far.ts'

/** What waits for one of these lets simulated time pass; nothing else comes near them, on however busy a machine. */
const limits = { connect: 2000, hangup: 1000, close: 1500, gathering: 2000, reflexive: 500 }

const isLive = (track: MediaStreamTrack): boolean => track.readyState === 'live'

function callersStream(microphone: MediaStream, own: MediaStream[]): ArenaStream {
  const stream = new MediaStream(microphone.getAudioTracks().map((track) => track.clone()))
  own.push(stream)
  return { stream, untouched: () => stream.getTracks().every((track) => isLive(track) && track.enabled) }
}

function sends({ connections, clones }: Probes, own: readonly MediaStream[]): boolean {
  const callers = new Set(own.flatMap((stream) => stream.getTracks()))
  const tracks =
    connections
      .at(-1)
      ?.getSenders()
      .flatMap(({ track }) => track ?? []) ?? []
  return tracks.some((track) => track.enabled && isLive(track) && clones.has(track) && !callers.has(track))
}

function running({ clones }: Probes, own: readonly MediaStream[]): number {
  const callers = new Set(own.flatMap((stream) => stream.getTracks()))
  return [...clones].filter((track) => isLive(track) && !callers.has(track)).length
}

interface SceneParts {
  readonly stack: SipStack
  readonly microphone: MediaStream
  readonly control: string
  readonly simulatedTime: boolean
}

async function sceneOf({ stack, microphone, control, simulatedTime }: SceneParts): Promise<Scene> {
  const probes = placeProbes()
  const own: MediaStream[] = []
  const media = new FarMedia(probes.connection, microphone)
  const far = await RemoteFar.start(control, media)
  const time = simulatedTime ? simulateTime() : undefined
  return {
    stack,
    far,
    stream: () => callersStream(microphone, own),
    open: () => ({
      connections: probes.connections.filter(({ signalingState }) => signalingState !== 'closed').length,
      tracks: running(probes, own),
      microphones: probes.seen.microphones,
    }),
    sends: () => sends(probes, own),
    tones: () => probes.seen.tones,
    described: () => probes.connections.at(-1)?.remoteDescription?.sdp ?? '',
    mediaBecomes: () => {},
    pass: (ms) => time?.pass(ms) ?? Promise.reject(new Error('this case has real time')),
    async leave() {
      time?.end()
      probes.remove()
      media.close()
      far.close()
      for (const track of own.flatMap((stream) => stream.getTracks())) track.stop()
    },
  }
}

/**
 * Cases in a real browser: its own media, SDP and ICE. The peer stands in another process, at the address of a control
 * (`serveControl`); a far side that sends and receives has a connection in this page.
 */
export function browserArena(name: string, create: () => SipStack, control: string): Arena {
  const { capabilities, lacks = {} } = create()
  let asking: Promise<MediaStream> | undefined
  return {
    name,
    stack: { capabilities, lacks },
    lacks: {
      'scripted-browser': 'a real browser finds the candidates that there are, and its media fails when it will',
    },
    limits,
    setUp: 120,
    async enter({ simulatedTime }) {
      asking ??= navigator.mediaDevices.getUserMedia({ audio: true })
      return sceneOf({ stack: create(), microphone: await asking, control, simulatedTime })
    },
  }
}
