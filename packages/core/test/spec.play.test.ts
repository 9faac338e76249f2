import {
  covering,
  play,
  playable,
  type SpecDriver,
  specCoverage,
  specEvents,
  specPath,
  specPaths,
  uncovered,
  wireReachable,
} from '@patchcord/core/testing'
import { expect, test } from 'vitest'

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

test('what cannot happen is no path', () => {
  expect(() => specPath(['180'])).toThrow('“180” cannot happen in “idle (cold)”')
})

test('what was not played counts as nothing', () => {
  const spec = specPaths()
  const { spots, transitions, paths, steps } = specCoverage(spec, [path])
  expect({ paths, steps }).toEqual({ paths: 1, steps: 4 })
  expect(Object.keys(transitions)).toEqual(spec.transitions)
  expect(Object.values(transitions).filter((count) => count > 0)).toEqual([1, 1, 1, 1])
  expect(spots).toMatchObject({ 'idle (cold)': 1, 'ringing (sentence spoken)': 1, talking: 0 })
})

test('the paths take every transition, and no one is the beginning of another', () => {
  const { paths, transitions } = specPaths()
  for (const chosen of [paths, covering(paths)]) expect(uncovered(specCoverage(specPaths(), chosen))).toEqual([])
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
