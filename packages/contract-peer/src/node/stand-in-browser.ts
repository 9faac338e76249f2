import type { ScriptedBrowser } from '@patchcord/core/testing'
import { WebSocket } from 'ws'
import { StandInConnection } from './stand-in-connection.ts'
import { StandInStream, StandInTrack } from './stand-in-stream.ts'

/** Microphones that were asked for; an adapter never asks. */
let asked = 0

const mediaDevices = {
  getUserMedia: () => {
    asked += 1
    return Promise.reject(new Error('an adapter never asks for the microphone'))
  },
}

class SessionDescription {
  readonly type!: string
  readonly sdp!: string

  constructor(init: { type: string; sdp: string }) {
    Object.assign(this, init)
  }
}

const globals = {
  window: globalThis,
  WebSocket,
  RTCPeerConnection: StandInConnection,
  RTCSessionDescription: SessionDescription,
  MediaStream: StandInStream,
  MediaStreamTrack: StandInTrack,
  RTCRtpReceiver: { getCapabilities: () => ({ codecs: [{ mimeType: 'audio/PCMU' }, { mimeType: 'audio/CN' }] }) },
}

/**
 * Puts stand-ins where a SIP library looks for a browser, and forgets what earlier cases opened. They stay: a library
 * may keep what it found when it was loaded.
 */
export function installBrowser(script: ScriptedBrowser = {}): void {
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  Object.defineProperty(globalThis.navigator, 'mediaDevices', { value: mediaDevices, configurable: true })
  StandInConnection.all = []
  StandInConnection.script = script
  StandInTrack.all = []
  asked = 0
}

export const microphonesAsked = (): number => asked

/** The newest connection; throws where none was made. */
export function lastConnection(): StandInConnection {
  const connection = StandInConnection.all.at(-1)
  if (!connection) throw new Error('there is no connection')
  return connection
}
