import process from 'node:process'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyDeskSettings, anyShift, type ShiftHappening } from './support/any-shift.ts'
import { mayTell } from './support/contracts.ts'
import { type DeskDaySettings, happensAtDesk, lawsAtRest, liveShift } from './support/live-shift.ts'

/** The same shifts each time, and few of them; with PATCHCORD_DAYS as many new ones. */
const { PATCHCORD_DAYS: days, PATCHCORD_SEED: seed } = process.env
const runs = days ? { numRuns: Number(days), ...(seed ? { seed: Number(seed) } : {}) } : { numRuns: 100, seed: 3515 }

const nothing = { lines: 0, calls: 0, microphones: 0, playbacks: 0, watches: 0, tones: 0 }

/** What is left to be true at the end of any shift: nothing is open in time, and the next call is as the first. */
async function evening(shift: ReturnType<typeof liveShift>): Promise<string[]> {
  const { desk, clock, ports, view } = shift
  const broken = happensAtDesk(shift, { what: 'leave' })
  clock.increment(2000)
  if (JSON.stringify(ports.open()) !== JSON.stringify(nothing)) broken.push('law 3: something is open after the shift')
  clock.increment(30_000)
  for (let step = 0; step < 9 && view().notice !== 'talking'; step += 1) {
    broken.push(...happensAtDesk(shift, { what: 'goes on' }))
    // A line opens once the one before has closed.
    await setImmediate()
  }
  if (view().notice !== 'talking') broken.push(`law 7: no call can be answered any more: ${view().notice}`)
  desk.send('HANGUP')
  clock.increment(2000)
  if (['on-call', 'ringing'].includes(view().state)) broken.push('law 2: the call is not over within its limit')
  await desk.dispose()
  if (JSON.stringify(ports.open()) !== JSON.stringify(nothing)) broken.push('law 3: something is left open')
  if (shift.leaks() > 0) broken.push('law 6: a secret or a digit was seen')
  return broken
}

/** What the agent was told on all shifts. */
const notices = new Map<string, number>()

async function lawsBroken(settings: DeskDaySettings, happenings: readonly ShiftHappening[], byContract: boolean) {
  const shift = liveShift(settings)
  shift.desk.subscribe(({ notice }) => notices.set(notice, (notices.get(notice) ?? 0) + 1))
  const broken: string[] = []
  for (const happening of happenings) {
    if (byContract && 'age' in happening && !mayTell(shift.ports, happening)) continue
    broken.push(...happensAtDesk(shift, happening))
    // The far side's word to a hold comes in a step of its own.
    await setImmediate()
    broken.push(...lawsAtRest(shift))
  }
  return [...broken, ...(await evening(shift))]
}

describe('whatever happens in a shift, the laws hold', () => {
  test.each([
    ['where each port keeps its contract', true],
    ['where ports say anything, of what was closed long ago as well', false],
  ])(
    '%s',
    async (_, byContract) => {
      await fc.assert(
        fc.asyncProperty(anyDeskSettings, anyShift, async (settings, happenings) => {
          expect(await lawsBroken(settings, happenings, byContract)).toEqual([])
        }),
        runs,
      )
    },
    600_000,
  )
})

test('the shifts are worth something: agents come nearly everywhere, and often into a talk', () => {
  expect([...notices.keys()]).toEqual(
    expect.arrayContaining([
      ...['signed-out', 'connecting', 'refused', 'recovering', 'ready', 'not-ready', 'ringing', 'wrap-up'],
      ...[
        'prompting',
        'answering',
        'talking',
        'blocked',
        'reconnecting',
        'no-sound',
        'microphone-lost',
        'microphone-silenced',
        'hanging-up',
      ],
      ...['holding', 'held', 'hold-refused', 'resuming', 'resume-refused', 'on-hold', 'held-by-both'],
    ]),
  )
  expect(notices.get('talking')).toBeGreaterThan(runs.numRuns)
})
