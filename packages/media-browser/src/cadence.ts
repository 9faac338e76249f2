/** A tone's sound: frequencies in Hz that sound together, and seconds on, off, on, off … of one cycle. */
export interface Cadence {
  readonly hz: readonly number[]
  readonly seconds: readonly number[]
  /** The sum's peak, 0 to 1. */
  readonly peak: number
}

/** Whose national ringing tone. */
export type RingbackRegion = 'eu' | 'us' | 'uk'

/** Ringing tones by ITU-T E.180 Supplement 2. */
export const RINGBACK: Readonly<Record<RingbackRegion, Cadence>> = {
  eu: { hz: [425], seconds: [1, 4], peak: 0.12 },
  us: { hz: [440, 480], seconds: [2, 4], peak: 0.12 },
  uk: { hz: [400, 450], seconds: [0.4, 0.2, 0.4, 2], peak: 0.12 },
}

/** An incoming call at a desk: louder and higher than any ringing tone, so that the two are not confused. */
export const RINGTONE: Cadence = { hz: [660, 880], seconds: [0.4, 0.2, 0.4, 2], peak: 0.4 }

/** A burst that begins or ends within this many seconds does not click. */
const RAMP = 0.008

/** The samples of one cycle. It begins and ends in silence, so that it can be looped without a seam. Pure. */
export function renderCycle(cadence: Cadence, sampleRate: number): Float32Array<ArrayBuffer> {
  const total = cadence.seconds.reduce((sum, seconds) => sum + seconds, 0)
  const samples = new Float32Array(Math.round(total * sampleRate))
  let start = 0
  cadence.seconds.forEach((seconds, index) => {
    if (index % 2 === 0) addBurst(samples, cadence, { start, seconds, sampleRate })
    start += seconds
  })
  return samples
}

interface Burst {
  readonly start: number
  readonly seconds: number
  readonly sampleRate: number
}

function addBurst(samples: Float32Array, { hz, peak }: Cadence, { start, seconds, sampleRate }: Burst): void {
  const first = Math.round(start * sampleRate)
  const length = Math.round(seconds * sampleRate)
  for (let i = 0; i < length; i++) {
    const t = i / sampleRate
    const envelope = Math.min(1, t / RAMP, (seconds - t) / RAMP)
    const sum = hz.reduce((value, f) => value + Math.sin(2 * Math.PI * f * t), 0)
    samples[first + i] = (peak * envelope * sum) / hz.length
  }
}
