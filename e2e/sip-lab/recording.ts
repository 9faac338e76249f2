import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { strongest } from '../support/tone.ts'

const received = (file: string): boolean => file.endsWith('-dec.wav')

export async function forgetRecordings(folder: string): Promise<void> {
  for (const file of await readdir(folder)) await rm(join(folder, file))
}

/** A 16-bit mono WAV, finished or not: while it is written its header knows no length. */
function samplesOf(wav: Buffer): { rate: number; samples: Float64Array } {
  const start = wav.indexOf('data', 12, 'latin1') + 8
  const rate = wav.length > 28 ? wav.readUInt32LE(24) : 8000
  const count = start < 8 ? 0 : Math.floor((wav.length - start) / 2)
  return { rate, samples: Float64Array.from({ length: count }, (_, at) => wav.readInt16LE(start + at * 2) / 32_768) }
}

/** What a desk phone hears. */
export class Recording {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Waits until the phone has heard a tone within 12 Hz, or silence (0), for the last half second. */
  async hears(hz: number): Promise<void> {
    await expect
      .poll(async () => Math.abs((await this.#heard()) - hz), { message: `the phone: ${hz} Hz` })
      .toBeLessThan(12)
  }

  /** Waits until no packet has come for so long. */
  async hearsNothingFor(ms: number): Promise<void> {
    const quiet = async () => Date.now() - (await stat(await this.#newest())).mtimeMs
    await expect.poll(quiet, { timeout: ms + 10_000, message: `the phone: nothing for ${ms} ms` }).toBeGreaterThan(ms)
  }

  /** Its file; empty before anything is recorded. */
  async #newest(): Promise<string> {
    const files = (await readdir(this.#folder)).filter(received).sort()
    const newest = files.at(-1)
    return newest ? join(this.#folder, newest) : ''
  }

  /** The strongest frequency, in Hz. Before anything is recorded: not a number, which is no silence. */
  async #heard(): Promise<number> {
    const path = await this.#newest()
    if (!path) return Number.NaN
    // Nothing is written where no packet comes.
    if (Date.now() - (await stat(path)).mtimeMs > 500) return 0
    const { rate, samples } = samplesOf(await readFile(path))
    return samples.length < rate / 2 ? Number.NaN : strongest(samples.subarray(-rate / 2), rate)
  }
}
