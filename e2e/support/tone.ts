/** A 16-bit mono WAV of one steady tone. */
export function toneWav(hz: number, seconds: number, rate = 48_000): Buffer {
  const samples = rate * seconds
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(rate, 24)
  wav.writeUInt32LE(rate * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  for (let i = 0; i < samples; i++)
    wav.writeInt16LE(Math.round(16_000 * Math.sin((2 * Math.PI * hz * i) / rate)), 44 + i * 2)
  return wav
}

/** How much of one frequency is in the samples (Goertzel's algorithm). */
function power(samples: Float64Array, rate: number, hz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / rate)
  let [before, last] = [0, 0]
  for (const sample of samples) [before, last] = [last, sample + coefficient * last - before]
  return (before * before + last * last - coefficient * before * last) / samples.length
}

/** The strongest frequency from 100 to 1600 Hz, in steps of 5. 0: silence, below -60 dBFS. */
export function strongest(samples: Float64Array, rate: number): number {
  const loud = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
  if (!(loud > 1e-6)) return 0
  const candidates = Array.from({ length: 301 }, (_, step) => 100 + step * 5)
  const powers = candidates.map((hz) => power(samples, rate, hz))
  return candidates[powers.indexOf(Math.max(...powers))] ?? 0
}
