import { describe, expect, test } from 'vitest'
import { type Judged, openTo, percentOf, type Reason, scoreOf, shortened, unexplained } from '../mutants/ledger.ts'

const mutant = (over: Partial<Judged> = {}): Judged => ({
  file: 'a.ts',
  line: 1,
  mutator: 'BooleanLiteral',
  code: 'true',
  becomes: 'false',
  verdict: 'survived',
  ...over,
})
const reason = (over: Partial<Reason> = {}): Reason => ({
  file: 'a.ts',
  mutator: 'BooleanLiteral',
  code: 'true',
  becomes: 'false',
  why: 'nobody reads it',
  ...over,
})

describe('a survivor', () => {
  test('without a reason is unexplained', () => {
    const survivor = mutant()
    expect(unexplained([survivor, mutant({ verdict: 'killed' })], [])).toEqual({ survivors: [survivor], idle: [] })
  })

  test('is explained wherever its line has gone', () => {
    expect(unexplained([mutant({ line: 99 })], [reason()])).toEqual({ survivors: [], idle: [] })
  })

  test.each([{ file: 'b.ts' }, { mutator: 'BlockStatement' }, { code: 'yes' }, { becomes: 'no' }])(
    'is not explained by a reason for another mutant: %j',
    (other) => {
      expect(unexplained([mutant(other), mutant({ verdict: 'killed' })], [reason()]).survivors).toHaveLength(1)
    },
  )

  test('that comes more often than its reason says is unexplained', () => {
    expect(unexplained([mutant({ line: 1 }), mutant({ line: 2 })], [reason()]).survivors).toHaveLength(1)
    expect(unexplained([mutant({ line: 1 }), mutant({ line: 2 })], [reason({ times: 2 })]).survivors).toEqual([])
  })
})

describe('a survivor is looked at further', () => {
  test('where no reason names it', () => {
    expect(openTo([mutant()], [])(mutant())).toBe(true)
    expect(openTo([mutant()], [reason()])(mutant())).toBe(false)
  })

  test('with all that are the same, where the reason is for fewer', () => {
    const same = [mutant({ line: 1 }), mutant({ line: 2 })]
    expect(same.map(openTo(same, [reason()]))).toEqual([true, true])
    expect(same.map(openTo(same, [reason({ times: 2 })]))).toEqual([false, false])
  })
})

describe('a reason', () => {
  test('without its survivor is idle', () => {
    const { idle } = unexplained([mutant({ verdict: 'killed' })], [reason()])
    expect(idle).toEqual([reason()])
  })

  test('for a file that was not mutated waits', () => {
    expect(unexplained([mutant({ file: 'b.ts', verdict: 'killed' })], [reason()]).idle).toEqual([])
  })
})

test('the score is what was killed or timed out, over what could be run', () => {
  const verdicts = ['killed', 'killed', 'timeout', 'survived', 'invalid'] as const
  const score = scoreOf(verdicts.map((verdict) => mutant({ verdict })))
  expect(score).toEqual({ killed: 2, timeout: 1, survived: 1, invalid: 1 })
  expect(percentOf(score)).toBe(75)
})

test('long code is one line, cut', () => {
  expect(shortened('{\n  a()\n  b()\n}')).toBe('{ a() b() }')
  expect(shortened('x'.repeat(200))).toHaveLength(90)
})
