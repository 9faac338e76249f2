import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { namedStatuses } from '../src/failure/failure.wire.ts'
import { clauses, contractCases, everyMillisecond } from '../src/testing/index.ts'

/** A source's text without the marks and breaks of its comments. */
const proseOf = (file: string) =>
  readFileSync(fileURLToPath(new URL(`../src/sip/${file}`, import.meta.url)), 'utf8').replace(
    /\s*\n\s*(\/?\*+\/?)?\s*/g,
    ' ',
  )

const port = ['sip.port.ts', 'line-config.ts'].map(proseOf).join(' ')

describe('the contract', () => {
  it.each(Object.entries(clauses))('quotes the port word for word: %s', (_, clause) => {
    expect(port).toContain(clause)
  })

  it('has a case for every clause', () => {
    const checked = new Set(contractCases.map(({ clause }) => clause))
    expect(Object.keys(clauses).filter((clause) => !checked.has(clause as never))).toEqual([])
  })

  it('has a case for every status that has a code of its own', () => {
    const ids = new Set(contractCases.map(({ id }) => id))
    expect([...namedStatuses].filter(([status]) => !ids.has(`status-${status}`))).toEqual([])
  })

  it('names each case once', () => {
    const ids = [...contractCases, ...everyMillisecond(24)].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is data alone', () => {
    expect(JSON.parse(JSON.stringify(contractCases))).toEqual(contractCases)
  })
})
