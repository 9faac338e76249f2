import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checks } from '../../packages/core/src/failure/failure.checks.ts'
import { failureCodes, sentences } from '../../packages/core/src/failure/index.ts'
import { generate } from '../docs/generated.ts'

const guide = readFileSync(new URL('../../docs/guide/fusionpbx.md', import.meta.url), 'utf8')
const sections = Object.keys(checks)

describe('the FusionPBX guide', () => {
  test('has a section for every check, in the checks’ order', () => {
    expect([...guide.matchAll(/^<!-- generated section (\w+)/gm)].map(([, name]) => name)).toEqual(sections)
    expect([...guide.matchAll(/^## \d+\. (\w+)/gm)].map(([, name]) => name)).toEqual(sections)
  })

  test('says something of its own in each section', () => {
    for (const text of guide.split(/^<!-- generated section /m).slice(1))
      expect(text.split('<!-- /generated -->')[1]).toMatch(/^1\. \S/m)
  })
})

describe('a generated section', () => {
  const made = generate('section', ['Extension'])

  test('begins with its command, filled in, and what that must show', () => {
    expect(made).toContain("```sh\nfs_cli -x 'user_exists id 2001 pbx.example.com'\n```\n\nIt must show true.")
  })

  test('shows the failures whose remedies name it, with the caller’s sentences', () => {
    expect(made).toMatch(new RegExp(`\\| \`not-found\` +\\| ${sentences['not-found']} \\|`))
    expect(made).not.toContain('busy')
  })

  test('shows further failures that its marker names', () => {
    expect(generate('section', ['Certificate'])).not.toContain('|')
    expect(generate('section', ['Certificate', 'server-unreachable'])).toContain(sentences['server-unreachable'])
  })

  test('tells apart the ways in which one code comes', () => {
    expect(generate('section', ['Candidates'])).toContain('`codec-mismatch` (private addresses alone)')
    expect(generate('section', ['Codecs'])).toContain('`codec-mismatch` (otherwise)')
  })
})

test('the table of failures holds every code with its sentence, and links to sections', () => {
  const made = generate('failures', []) ?? ''
  for (const code of failureCodes)
    expect(made).toMatch(new RegExp(`\\| \`${code}\`.* \\| ${sentences[code].replaceAll('.', '\\.')} +\\|`))
  expect(made).toContain('[8. Phone](#8-phone)')
})

test('a table of sentences holds the codes that were named, in their order', () => {
  expect(generate('sentences', ['busy', 'no-answer'])).toBe(
    [
      '| code        | the caller reads              |',
      '| ----------- | ----------------------------- |',
      '| `busy`      | The agent is on another call. |',
      '| `no-answer` | The agent did not answer.     |',
    ].join('\n'),
  )
})

test.each([
  ['nothing', []],
  ['section', []],
  ['section', ['Nowhere']],
  ['section', ['Certificate', 'no-code']],
  ['sentences', ['busy', 'no-code']],
])('nothing is generated for %s %j', (name, args) => {
  expect(generate(name, args)).toBeUndefined()
})
