import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checks, guides } from '../../packages/core/src/failure/failure.checks.ts'
import { failureCodes, sentences } from '../../packages/core/src/failure/index.ts'
import { generate } from '../docs/generated.ts'

const guideOf = (pbx: string) => readFileSync(new URL(`../../docs/guide/${pbx}.md`, import.meta.url), 'utf8')
const guide = guideOf('fusionpbx')
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

describe.each(['freeswitch', 'kamailio', 'asterisk'] as const)('the guide of %s', (pbx) => {
  test('has a section for every check that a remedy may name, in the checks’ order', () => {
    const marked = [...guideOf(pbx).matchAll(new RegExp(`^<!-- generated check ${pbx} (\\w+)`, 'gm'))]
    expect(marked.map(([, name]) => name)).toEqual(Object.keys(guides[pbx].checks))
    for (const [, name] of marked) expect(guideOf(pbx)).toContain(`\n## ${name}\n`)
  })

  test('says which preset it is for', () => {
    expect(guideOf(pbx)).toContain(`config: { pbx: '${pbx}', domain: 'pbx.example.com'`)
  })
})

test('another PBX’s check has its own command, and the same failures', () => {
  const made = generate('check', ['asterisk', 'Phone']) ?? ''
  expect(made).toContain("## Phone\n\n```sh\nasterisk -rx 'pjsip show aor 2001'\n```\n\nIt must show a contact.")
  expect(made).toContain(sentences.unavailable)
  expect(generate('check', ['kamailio', 'WebSocket', 'timeout'])).toContain(sentences.timeout)
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
      '| `no-answer` | The agent didn’t answer.      |',
    ].join('\n'),
  )
})

test.each([
  ['nothing', []],
  ['section', []],
  ['section', ['Nowhere']],
  ['section', ['Certificate', 'no-code']],
  ['sentences', ['busy', 'no-code']],
  ['check', []],
  ['check', ['asterisk']],
  ['check', ['nobody', 'Phone']],
  ['check', ['kamailio', 'Voicemail']],
  ['check', ['asterisk', 'Phone', 'no-code']],
])('nothing is generated for %s %j', (name, args) => {
  expect(generate(name, args)).toBeUndefined()
})
