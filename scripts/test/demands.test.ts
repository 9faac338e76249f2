import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contractCases } from '../../packages/core/src/testing/contract/index.ts'
import { demands } from '../demands/demands.ts'
import { type Ran, unheld } from '../demands/ran.ts'

const ids = new Set(contractCases.map(({ id }) => id))
const textOf = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

describe('what FreeSWITCH demands', () => {
  test.each(demands)('is held by cases and tests that there are: $says', ({ cases, tests = [], lab = [] }) => {
    expect(cases.filter((id) => !ids.has(id))).toEqual([])
    for (const { file, name } of [...tests, ...lab]) expect(textOf(file)).toContain(`'${name}`)
    expect(cases.length + tests.length).toBeGreaterThan(0)
  })

  test('is all that the cases in its form check', () => {
    const named = new Set(demands.flatMap(({ cases }) => cases))
    const own = contractCases.filter(({ form }) => form === 'freeswitch').map(({ id }) => id)
    expect(own.filter((id) => !named.has(id))).toEqual([])
  })
})

const demand = { says: 'a', cases: ['a'], tests: [{ file: 'test/a.test.ts', name: 'does a' }] }
const played = (stack: string, result = 'passed'): Ran => ({
  file: 'x.ts',
  name: 'a: does a',
  passed: true,
  contract: { id: 'a', result, stack },
})
const everywhere = ['JsSIP 3.13.8, Node', 'SIP.js 0.21.2, Node', 'JsSIP 3.13.8, Chromium', 'SIP.js 0.21.2, Chromium']
const ran = { file: '/home/test/a.test.ts', name: 'does a, and b', passed: true }
const all = [...everywhere.map((stack) => played(stack)), ran]

describe('a demand', () => {
  test('is held where its cases were played on every stack, and its tests passed', () => {
    expect(unheld([demand], all)).toEqual([])
  })

  test.each(everywhere)('is not held where its case was not played on %s', (stack) => {
    expect(
      unheld(
        [demand],
        all.filter(({ contract }: Ran) => contract?.stack !== stack),
      ),
    ).toHaveLength(1)
  })

  test.each([
    ['JsSIP 3.13.8, Node', 1],
    ['JsSIP 3.13.8, Chromium', 0],
  ])('may be lacking in a browser alone: %s', (stack, problems) => {
    const others = all.filter(({ contract }: Ran) => contract?.stack !== stack)
    expect(unheld([demand], [...others, played(stack, 'lacking')])).toHaveLength(problems)
  })

  test('is not held where one of two versions failed its case', () => {
    expect(unheld([demand], [...all, played('JsSIP 3.10.1, Node', 'failed')])).toEqual([
      'a: failed on JsSIP 3.10.1, Node',
    ])
  })

  test.each([
    ['did not run', []],
    ['failed', [{ ...ran, passed: false }]],
  ])('is not held where its test %s', (_, rest) => {
    expect(unheld([demand], [...all.filter((test) => test !== ran), ...rest])).toHaveLength(1)
  })
})
