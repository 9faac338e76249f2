import { expect, test } from 'vitest'
import { measure } from '../../e2e/sip-lab/measured.ts'
import type { RowResult } from '../../e2e/sip-lab/report.ts'
import { tableOf } from '../docs/lab-faults.ts'

const result = (stack: string, after: number, phones = 0): RowResult => ({
  stack,
  fault: 'PBX down',
  moment: 'before',
  sights: [
    { state: 'idle', detail: 'server-unreachable', said: 'The phone system …', heard: ['the assistant'], after },
  ],
  code: 'server-unreachable',
  ours: null,
  farSide: { pbx: 0, relay: 0, phones },
  freed: 0,
})

const lines = (measured: readonly RowResult[], played: readonly RowResult[]): string[] =>
  tableOf(measure(measured), played)
    .split('\n')
    .slice(2)
    .map((line) => line.replace(/ +/g, ' '))

test('a row that was played several times has its middle time and its slowest', () => {
  const [row] = measure([result('jssip', 3), result('jssip', 1), result('jssip', 2)])
  expect(row).toMatchObject({ runs: 3, after: [[2, 3]], left: [] })
})

test('the stacks share a line where the same happens to both, with a time for each', () => {
  const [line, ...more] = lines([result('jssip', 2.1), result('sipjs', 2.3)], [])
  expect(more).toEqual([])
  expect(line).toContain('| PBX down | before | `server-unreachable` 2.1 / 2.3 s, hears the assistant |')
  expect(line).toContain('| nothing | is told nothing;')
})

test('other times in the newest run change nothing; another fact does', () => {
  const measured = [result('jssip', 2.1), result('sipjs', 2.3)]
  expect(lines(measured, [result('jssip', 9), result('sipjs', 9)])).toEqual(lines(measured, []))
  const changed = lines(measured, [result('sipjs', 2.3, 1)])
  expect(changed[0]).toContain('| PBX down (JsSIP) |')
  expect(changed[1]).toMatch(/\| PBX down \(SIP\.js\) \|.*\| the phone \|/)
})

test('a row that was only played has no time of its own', () => {
  expect(lines([], [result('jssip', 2)])[0]).toContain('`server-unreachable` not measured')
})
