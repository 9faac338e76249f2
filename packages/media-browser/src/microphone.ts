import type { Microphone, MicrophoneRefusal, MicrophoneReport } from '@patchcord/core'
import { answerOf, nameOf, reporter, textOf } from './reporter.ts'

/** Where a microphone comes from. */
export interface MicrophoneSource {
  readonly stream?: () => MediaStream | undefined | null
  readonly constraints?: MediaTrackConstraints
}

/** Where the browser cannot tell whether it asks, not having answered for this long means that it does. */
const ASKING_AFTER = 150

/** Newer and older names alike; any other name means that the device is there and does not work. */
const REFUSALS: Readonly<Record<string, MicrophoneRefusal>> = {
  NotAllowedError: 'mic-denied',
  SecurityError: 'mic-denied',
  PermissionDeniedError: 'mic-denied',
  NotFoundError: 'mic-missing',
  OverconstrainedError: 'mic-missing',
  DevicesNotFoundError: 'mic-missing',
  DevicesNotFound: 'mic-missing',
  NotReadableError: 'mic-busy',
  AbortError: 'mic-busy',
  TrackStartError: 'mic-busy',
  // What was asked for, or when, is wrong: an unknown constraint, or a document that is not the page's own.
  TypeError: 'internal',
  InvalidStateError: 'internal',
}

/** Opens a microphone as `MediaPort.acquire` promises. The granted stream has one track, which is always our own. */
export function openMicrophone(source: MicrophoneSource, on: (report: MicrophoneReport) => void): Microphone {
  const out = reporter(on)
  let ours: MediaStream | undefined
  const ended = () => {
    out.report({ type: 'ended' })
    out.close()
  }
  const granted = (stream: MediaStream) => {
    if (!out.open) return stopTracks(stream)
    ours = stream
    for (const track of stream.getTracks()) track.addEventListener('ended', ended, { once: true })
    out.report({ type: 'granted', stream })
    for (const track of stream.getTracks()) tellSilence(track, (on) => out.report({ type: 'silenced', on }))
  }
  const refused = (error: unknown) => {
    out.report(refusalOf(error))
    out.close()
  }
  void take(source, () => out.report({ type: 'prompting' })).then(granted, refused)
  return {
    release() {
      out.close()
      if (ours) stopTracks(ours)
    },
  }
}

/** `muted` is the system's doing, `enabled` the page's. Each change is told once. */
function tellSilence(track: MediaStreamTrack, tell: (on: boolean) => void): void {
  let silenced = false
  const look = () => {
    if (track.muted === silenced) return
    silenced = track.muted
    tell(silenced)
  }
  track.addEventListener('mute', look)
  track.addEventListener('unmute', look)
  look()
}

/** Clones before it first waits: a page that stops its own microphone right after `acquire` does not stop ours. */
async function take(source: MicrophoneSource, prompting: () => void): Promise<MediaStream> {
  const track = answerOf(() => liveTrack(source.stream?.()))
  return track ? new MediaStream([soundingClone(track)]) : ask(source.constraints, prompting)
}

/** Enabled, since many pages disable their own track while the assistant speaks; a call has a mute of its own. */
function soundingClone(track: MediaStreamTrack): MediaStreamTrack {
  const clone = track.clone()
  clone.enabled = true
  return clone
}

function liveTrack(stream: MediaStream | undefined | null): MediaStreamTrack | undefined {
  return stream?.getAudioTracks().find((track) => track.readyState === 'live')
}

async function ask(constraints: MediaTrackConstraints | undefined, prompting: () => void): Promise<MediaStream> {
  const devices: MediaDevices | undefined = navigator.mediaDevices
  if (!devices) throw new DOMException('a microphone needs a page served over HTTPS', 'SecurityError')
  let asking = true
  void promptIsDue().then((due) => {
    if (due && asking) prompting()
  })
  try {
    return await devices.getUserMedia({ audio: constraints ?? true })
  } finally {
    asking = false
  }
}

async function promptIsDue(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state === 'prompt'
  } catch {
    await new Promise((resolve) => setTimeout(resolve, ASKING_AFTER))
    return true
  }
}

/** An `OverconstrainedError` often says nothing but which constraint it was. */
function refusalOf(error: unknown): MicrophoneReport {
  const name = nameOf(error)
  const said = textOf(error, 'message') || textOf(error, 'constraint')
  const detail = [name, said].filter(Boolean).join(': ') || String(error)
  // Outside HTTPS some browsers call it a type error.
  const code = globalThis.isSecureContext ? (REFUSALS[name] ?? 'mic-busy') : 'mic-denied'
  return { type: 'refused', code, detail }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
