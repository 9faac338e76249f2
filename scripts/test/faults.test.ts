import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { plant } from '../faults/fault.ts'
import { faults } from '../faults/index.ts'

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const fault = {
  name: 'a fault',
  file: 'a.ts',
  code: 'guard()',
  becomes: '',
  caughtBy: { file: 'a.test.ts', name: 'a' },
}

describe('planting', () => {
  test('replaces the code where it stands once', () => {
    expect(plant('before\nguard()\nafter', fault)).toBe('before\n\nafter')
  })

  test.each(['nothing', 'guard() guard()'])('refuses %j', (source) => {
    expect(() => plant(source, fault)).toThrow('a.ts does not hold once: guard()')
  })
})

describe('the planted faults', () => {
  test('are all different', () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
  })

  test.each(faults)('$name: can be planted, and changes something', (planted) => {
    const source = read(planted.file)
    expect(plant(source, planted)).not.toBe(source)
  })

  test.each(faults)('$name: the file of its test is there', ({ caughtBy }) => {
    expect(read(caughtBy.file)).not.toBe('')
  })
})
