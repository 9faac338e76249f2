import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type PromptName, prompt, sentences } from '../src/server/prompts.ts'

const names = Object.keys(sentences) as PromptName[]

/** MPEG 2 layer III, as `make.sh` writes it: bits per second and samples per second by their index in the header. */
const bitrates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160].map((kbit) => kbit * 1_000)
const sampleRates = [22_050, 24_000, 16_000]

/** Walks from frame to frame; a file with anything else in it, or cut short, fails. */
function seconds(mp3: Buffer): number {
  let at = 0
  let total = 0
  while (at < mp3.length) {
    const [sync = 0, version = 0, rates = 0] = mp3.subarray(at, at + 3)
    expect([sync, version & 0xfe], `a frame's header at ${at}`).toEqual([0xff, 0xf2])
    const bits = bitrates[rates >> 4] ?? Number.NaN
    const samples = sampleRates[(rates >> 2) & 3] ?? Number.NaN
    at += Math.floor((72 * bits) / samples) + ((rates >> 1) & 1)
    total += 576 / samples
  }
  expect(at).toBe(mp3.length)
  return total
}

test.each(names)('the prompt %s is heard for as long as its sentence takes', (name) => {
  const { text, audio } = prompt(name)
  const mp3 = Buffer.from(audio, 'base64')
  const length = seconds(mp3)
  expect(length).toBeGreaterThan(0.3)
  // Between 6 and 30 characters a second: a sentence changed without its recording shows here.
  expect(text.length / length).toBeGreaterThan(6)
  expect(text.length / length).toBeLessThan(30)
  expect(mp3.length).toBeLessThan(16_000)
})

test('every recording has a sentence', () => {
  const files = readdirSync(new URL('../prompts/', import.meta.url)).filter((file) => file.endsWith('.mp3'))
  expect(files.sort()).toEqual(names.map((name) => `${name}.mp3`).sort())
})
