import type { Tone } from '@patchcord/core'
import { type Cadence, renderCycle } from './cadence.ts'

/** Enough for tones below 1 kHz; the browser resamples. */
const SAMPLE_RATE = 16_000

/** The events by which a page gains the right to sound. */
const GESTURES = ['pointerdown', 'pointerup', 'keydown'] as const

/** In no type library yet, and in Firefox (153) and Safari not at all. */
type WithSink = AudioContext & { setSinkId?(id: string): Promise<void> }

/**
 * Sounds a cadence until stopped. Where autoplay is refused it stays silent, and begins at the start of a cycle with the
 * next gesture. Never throws; without a sound device it is silent.
 */
export function startTone(cadence: Cadence, sink: string | undefined): Tone {
  const context = openContext()
  if (!context) return { stop: () => undefined }
  if (sink) context.setSinkId?.(sink).catch(() => undefined)
  const wake = () => void context.resume().catch(() => undefined)
  for (const gesture of GESTURES) addEventListener(gesture, wake, { capture: true })
  loopCycle(context, cadence)
  wake()
  return {
    stop() {
      for (const gesture of GESTURES) removeEventListener(gesture, wake, { capture: true })
      if (context.state !== 'closed') void context.close().catch(() => undefined)
    },
  }
}

/**
 * Connects an endless tone to a context's output. One looped buffer: no timer drifts in a hidden tab, and nothing is
 * scheduled ahead that could pile up while the context is suspended.
 */
export function loopCycle(context: BaseAudioContext, cadence: Cadence): void {
  const cycle = renderCycle(cadence, SAMPLE_RATE)
  const buffer = context.createBuffer(1, cycle.length, SAMPLE_RATE)
  buffer.copyToChannel(cycle, 0)
  const source = context.createBufferSource()
  source.buffer = buffer
  source.loop = true
  source.connect(context.destination)
  source.start()
}

function openContext(): WithSink | undefined {
  try {
    return new AudioContext()
  } catch {
    return undefined
  }
}
