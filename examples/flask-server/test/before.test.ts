import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

/** Every line from a mark to its end, and the two empty lines that PEP 8 wants behind it. */
const pythonRegion = /^ *# region patchcord.*\n(?:.*\n)*? *# endregion\n(?:\n\n)?/gm
const htmlRegion = /^ *\{# region .*\n((?:.*\n)*?) *\{# endregion #\}\n/gm

test('without its marked lines, the server is as it was', () => {
  expect(read('server.py').replace(pythonRegion, '')).toBe(read('before/server.py'))
  expect(read('server.py').match(pythonRegion)).toHaveLength(5)
})

test('without its marked lines, the page is as it was', () => {
  expect(read('templates/index.html').replace(htmlRegion, '')).toBe(read('before/index.html'))
})

test('the page takes at most twelve lines', () => {
  const regions = [...read('templates/index.html').matchAll(htmlRegion)].map(([, lines = '']) => lines)
  const count = regions.join('').trimEnd().split('\n').length
  expect(count).toBeGreaterThan(3)
  expect(count).toBeLessThanOrEqual(12)
})

test('the page as it was knows no PIN and nothing of Patchcord', () => {
  for (const path of ['before/index.html', 'before/server.py', 'static/voice.js'])
    expect(read(path)).not.toMatch(/patchcord|1234/i)
})
