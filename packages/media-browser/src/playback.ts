import type { Playback, PlaybackReport } from '@patchcord/core'
import { nameOf, type Reporter, reporter } from './reporter.ts'

/**
 * Plays a remote stream as `MediaPort.play` promises, on an element outside the document: neither a page that replaces
 * its body nor a script that pauses every `<audio>` can silence the agent.
 */
export function startPlayback(
  stream: MediaStream,
  sink: string | undefined,
  on: (report: PlaybackReport) => void,
): Playback {
  const out = reporter(on)
  const tell = changesTo(out)
  const element = audioElement()
  const refused = (error: unknown) => nameOf(error) === 'NotAllowedError' && tell('blocked')
  const play = () => void begin(element, stream).catch(refused)
  element.onplaying = () => tell('playing')
  // A media key, or the system, may pause a call. Like autoplay it takes a gesture to mend.
  element.onpause = () => stream.active && tell('blocked')
  useSink(element, sink)
  play()
  return {
    resume() {
      if (out.open) play()
    },
    stop() {
      out.close()
      silence(element)
    },
  }
}

function changesTo(out: Reporter<PlaybackReport>): (type: PlaybackReport['type']) => void {
  let last: PlaybackReport['type'] | undefined
  return (type) => {
    if (type !== last) out.report({ type })
    last = type
  }
}

function audioElement(): HTMLAudioElement {
  const element = document.createElement('audio')
  element.autoplay = true
  element.setAttribute('playsinline', '')
  return element
}

/**
 * Rejects with `NotAllowedError` where autoplay is refused. Every other rejection means that playback was stopped or
 * the stream has ended meanwhile: there is nothing left to hear.
 */
async function begin(element: HTMLAudioElement, stream: MediaStream): Promise<void> {
  if (element.srcObject !== stream) element.srcObject = stream
  await element.play()
}

/** A loudspeaker that is gone, or not allowed, leaves the system's default: heard at the wrong place is still heard. */
function useSink(element: HTMLAudioElement, sink: string | undefined): void {
  if (sink && 'setSinkId' in element) element.setSinkId(sink).catch(() => undefined)
}

function silence(element: HTMLAudioElement): void {
  element.onplaying = null
  element.onpause = null
  element.pause()
  element.srcObject = null
}
