import process from 'node:process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyDay, anySettings, type Happening } from './support/any-day.ts'
import { mayTell } from './support/contracts.ts'
import { expired, happens } from './support/day-laws.ts'
import { type DaySettings, liveDay } from './support/live-day.ts'
import { rememberedDays } from './support/remembered-days.ts'

/** The same days each time, and few of them; with PATCHCORD_DAYS as many new ones. */
const { PATCHCORD_DAYS: days, PATCHCORD_SEED: seed } = process.env
const runs = days ? { numRuns: Number(days), ...(seed ? { seed: Number(seed) } : {}) } : { numRuns: 150, seed: 3261 }

const nothing = { lines: 0, calls: 0, microphones: 0, playbacks: 0, watches: 0, tones: 0 }

/** What is left to be true at the end of any day: the caller is home in time, and the next transfer is as the first. */
async function evening(day: ReturnType<typeof liveDay>): Promise<string[]> {
  const broken = happens(day, { what: 'leave' })
  day.clock.increment(2000)
  if (day.view().state !== 'idle') broken.push('law 2: not home within the limit')
  broken.push(...expired(day))
  const { outcomes, view } = day
  const before = outcomes.length
  for (let step = 0; step < 6 && view().notice !== 'talking'; step += 1)
    broken.push(...happens(day, { what: 'goes on' }))
  if (view().notice !== 'talking') broken.push(`law 7: no agent can be reached any more: ${view().notice}`)
  day.ports.calls.at(-1)?.mock.end({ by: 'remote' })
  if (
    outcomes
      .slice(before)
      .map(({ result }) => result)
      .join() !== 'handed-over'
  )
    broken.push('law 4: no hand-over was told')
  await day.transfer.dispose()
  await Promise.all(day.asked)
  if (JSON.stringify(day.ports.open()) !== JSON.stringify(nothing)) broken.push('law 3: something is left open')
  if (day.ports.assistant.open) broken.push('law 3: the assistant’s port is left open')
  if (day.leaks() > 0) broken.push('law 6: a secret or a digit was seen')
  return broken
}

/** What the caller was told on all days. */
const notices = new Map<string, number>()

async function lawsBroken(settings: DaySettings, happenings: readonly Happening[], byContract: boolean) {
  const day = liveDay(settings)
  day.transfer.subscribe(({ notice }) => notices.set(notice, (notices.get(notice) ?? 0) + 1))
  const broken: string[] = []
  for (const happening of happenings) {
    if (byContract && 'age' in happening && !mayTell(day.ports, happening)) continue
    broken.push(...happens(day, happening))
  }
  broken.push(...(await evening(day)))
  return broken
}

test.each(rememberedDays)('once it did not: $name', async ({ settings, happenings }) => {
  expect(await lawsBroken(settings, happenings, false)).toEqual([])
})

describe('whatever happens in a day, the laws hold', () => {
  test.each([
    ['where each port keeps its contract', true],
    ['where ports say anything, of what was closed long ago as well', false],
  ])(
    '%s',
    async (_, byContract) => {
      await fc.assert(
        fc.asyncProperty(anySettings, anyDay, async (settings, happenings) => {
          expect(await lawsBroken(settings, happenings, byContract)).toEqual([])
        }),
        runs,
      )
    },
    600_000,
  )
})

test('the days are worth something: callers come to every notice, and often into the talk', () => {
  expect([...notices.keys()].sort()).toEqual(
    [
      ...['ready', 'assistant-gone', 'bridged', 'refused', 'returned', 'abandoned', 'handed-over', 'lost'],
      ...['connecting', 'prompting', 'dialing', 'ringing', 'early-media', 'joining', 'hanging-up', 'trying-again'],
      ...[
        'talking',
        'blocked',
        'reconnecting',
        'on-hold',
        'no-sound',
        'silent',
        'microphone-lost',
        'microphone-silenced',
      ],
    ].sort(),
  )
  expect(notices.get('talking')).toBeGreaterThan(runs.numRuns)
})
