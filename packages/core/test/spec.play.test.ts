import {
  covering,
  play,
  playable,
  type SpecDriver,
  type SpecPath,
  specCoverage,
  specEvents,
  specPath,
  specPaths,
  specTerms,
  specTours,
  transitionOf,
  uncovered,
  wireReachable,
} from '@patchcord/core/testing'
import { expect, test } from 'vitest'

const whole = specPaths()
const path = specPath(['page asks', 'line up', 'microphone granted', '180'])

/** A subject that does what the path tells, but for what a test changes. */
function obedient(changed: Partial<SpecDriver> = {}): SpecDriver & { readonly done: string[] } {
  const done: string[] = []
  const now = () => path.steps[done.length - 1]?.expected ?? path.start
  const verb = (name: string) => () => void done.push(name)
  return {
    done,
    verbs: Object.fromEntries(Object.keys(specEvents).map((name) => [name, verb(name)])),
    probes: { notice: () => now().notice, hearing: () => now().hearing, open: async () => ({ ...now().open }) },
    ...changed,
  }
}

test('a play does what the path tells, in its order', async () => {
  const driver = obedient()
  await play(path, driver)
  expect(driver.done.join(', ')).toBe(path.name)
})

test('a difference is told by what happened before it, what must hold and what was seen', async () => {
  const driver = obedient({ probes: { notice: () => 'ready' } })
  await expect(play(path, driver)).rejects.toThrow('after “page asks”\n  notice: expected "connecting", seen "ready"')
})

test('whatever can be seen is compared whole', async () => {
  const open = { line: false, microphone: false, call: false }
  await expect(play(path, obedient({ probes: { open: () => open as never } }))).rejects.toThrow('after “nothing”')
})

test('a subject that takes its time is waited for', async () => {
  let looks = 0
  const probes = { notice: () => (looks > 3 ? ('ready' as const) : ('talking' as const)) }
  const settled = async (holds: () => Promise<boolean>) => {
    while (!(await holds())) looks += 1
  }
  await play(specPath([]), { verbs: {}, probes, settled })
  expect(looks).toBe(4)
})

test('what a subject has no verb for is not played there', async () => {
  const driver = obedient({ verbs: { 'page asks': () => {} }, probes: {} })
  expect(playable(path, driver)).toBe(false)
  expect(playable(specPath(['page asks']), driver)).toBe(true)
  await expect(play(path, driver)).rejects.toThrow('no verb for “line up”')
})

/** It hangs up by itself when it rings; and it never hears a 183. */
const hasty: Partial<SpecDriver> = {
  follows: ({ event }) => (event === '180' ? 'call lost' : undefined),
  lacks: ({ event }) => (event.startsWith('183') ? 'it is deaf' : undefined),
}
const hung = specPath(['page asks', 'line up', 'microphone granted', '180', 'call lost'])
const inPassing = (passed: SpecDriver['passed']): SpecDriver => ({
  verbs: { 'page asks': () => {}, 'line up': () => {}, 'microphone granted': () => {}, '180': () => {} },
  probes: {},
  ...hasty,
  ...(passed ? { passed } : {}),
})

test('what comes by itself needs no verb, and the place before it is seen in passing', async () => {
  const seen = [{ notice: 'dialing' as const }, { notice: 'ringing' as const }]
  await play(
    hung,
    inPassing(() => seen),
  )
  await expect(
    play(
      hung,
      inPassing(() => seen.slice(0, 1)),
    ),
  ).rejects.toThrow('180”\n  notice: expected "ringing", seen "dialing"')
  await expect(play(hung, inPassing(undefined))).rejects.toThrow('nothing was seen in passing')
})

test('nothing else can be done where something comes by itself', async () => {
  const other = specPath(['page asks', 'line up', 'microphone granted', '180', '200'])
  const driver = inPassing(() => [{}])
  expect([hung, other].map((one) => playable(one, driver))).toEqual([true, false])
  await expect(play(other, driver)).rejects.toThrow('“call lost” comes by itself, before “200” can')
})

test('what cannot happen to a subject is not played there', () => {
  const early = specPath(['page asks', 'line up', 'microphone granted', '183 with sound'])
  expect(playable(early, obedient())).toBe(true)
  expect(playable(early, obedient(hasty))).toBe(false)
})

const bounded = specPaths(undefined, hasty)

test('a subject’s own paths are those that it can go, and no others', () => {
  const { paths, transitions } = bounded
  expect(paths.filter((one) => !playable(one, obedient(hasty))).map(({ name }) => name)).toEqual([])
  expect(uncovered(specCoverage({ ...whole, transitions, spots: [] }, paths))).toEqual([])
  expect(transitions.filter((name) => name.startsWith('early media'))).toEqual([])
  expect(transitions.filter((name) => name.startsWith('ringing') && !name.includes('call lost'))).toEqual([])
})

test('tours take all that is wanted and can be gone, in few paths that still can be read', () => {
  const isWanted = ({ event }: { event: string }) => ['180', 'busy', 'BYE'].includes(event)
  const tours = specTours([specTerms], hasty, isWanted)
  const wanted = (paths: readonly SpecPath[]) =>
    [...new Set(paths.flatMap(({ steps }) => steps.filter(isWanted).map(transitionOf)))].sort()
  expect(wanted(tours)).toEqual(wanted(bounded.paths))
  expect(tours.every((one) => playable(one, obedient(hasty)))).toBe(true)
  expect(tours.length).toBeLessThan(wanted(tours).length / 2)
  expect(Math.max(...tours.map(({ steps }) => steps.length))).toBeLessThanOrEqual(40)
})

test('what cannot happen is no path', () => {
  expect(() => specPath(['180'])).toThrow('“180” cannot happen in “idle (cold)”')
})

test('what was not played counts as nothing', () => {
  const { spots, transitions, paths, steps } = specCoverage(whole, [path])
  expect({ paths, steps }).toEqual({ paths: 1, steps: 4 })
  expect(Object.keys(transitions)).toEqual(whole.transitions)
  expect(Object.values(transitions).filter((count) => count > 0)).toEqual([1, 1, 1, 1])
  expect(spots).toMatchObject({ 'idle (cold)': 1, 'ringing (sentence spoken)': 1, talking: 0 })
})

test('the paths take every transition, and no one is the beginning of another', () => {
  const { paths, transitions } = whole
  for (const chosen of [paths, covering(paths)]) expect(uncovered(specCoverage(whole, chosen))).toEqual([])
  expect(covering(paths).length).toBeLessThan(paths.length)
  expect(transitions.length).toBeGreaterThan(500)
  const names = new Set(paths.map(({ name }) => name))
  const begun = paths.filter(({ steps }) =>
    names.has(
      steps
        .slice(0, -1)
        .map(({ event }) => event)
        .join(', '),
    ),
  )
  expect(begun.map(({ name }) => name)).toEqual([])
})

test('what comes over the wire is what a scripted peer can do', () => {
  expect(wireReachable('180')).toBe(true)
  expect(wireReachable('sound proven')).toBe(true)
  expect(wireReachable('caller cancels')).toBe(false)
  expect(wireReachable('call crashes')).toBe(false)
})
