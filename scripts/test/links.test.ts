import { describe, expect, test } from 'vitest'
import { anchorsOf, brokenLinks, linksOf } from '../docs/links.ts'

const files: Record<string, string> = {
  'README.md': '# Patchcord\n',
  'docs/guide/pbx.md': '# The PBX\n\n## 1. Open the port\n\n## NAT & `ext-rtp-ip`\n\n## Twice\n\n## Twice\n',
  'packages/core/README.md': '# Core\n',
  'packages/core/src/index.ts': '',
}
const broken = (text: string, document = 'docs/README.md') =>
  brokenLinks(document, text, {
    exists: (path) => Object.keys(files).some((file) => file === path || file.startsWith(`${path}/`)),
    read: (path) => files[path],
  })

describe('the links of a document', () => {
  test('are those in its text, with titles, brackets and definitions, but not those in code', () => {
    const text =
      '[`core`](a.md) and ![x](<b c.md> "title")\n\n`[no](c.md)`\n\n```md\n[no](d.md)\n```\n\n[ref]: e.md\n[f](f_(1).md)'
    expect(linksOf(text)).toEqual([
      { line: 1, target: 'a.md' },
      { line: 1, target: 'b c.md' },
      { line: 9, target: 'e.md' },
      { line: 10, target: 'f_(1).md' },
    ])
  })
})

test('anchors are made of headings as GitHub makes them, and of ids', () => {
  expect([
    ...anchorsOf(`${files['docs/guide/pbx.md']}\n<a id="here"></a>\n\n\`\`\`sh\n# no heading\n\`\`\`\n`),
  ]).toEqual(['the-pbx', '1-open-the-port', 'nat--ext-rtp-ip', 'twice', 'twice-1', 'here'])
})

describe('a link', () => {
  test.each([
    'guide/pbx.md',
    'guide/pbx.md#1-open-the-port',
    './guide/pbx.md#twice-1',
    '../README.md',
    '../packages/core/src',
    '../packages/core/#core',
    '/packages/core/src/index.ts#L1',
    '#here',
    'https://example.com/nowhere',
    'mailto:a@example.com',
  ])('to %s leads somewhere', (target) => {
    expect(broken(`# Here\n\n[x](${target})`)).toEqual([])
  })

  test.each([
    ['guide/nowhere.md', 'no such file'],
    ['../guide/pbx.md', 'no such file'],
    ['guide/pbx.md#2-close-it', 'no such anchor'],
    ['#there', 'no such anchor'],
    ['../packages/core#there', 'no such anchor'],
  ])('to %s does not: %s', (target, what) => {
    expect(broken(`# Here\n\n[x](${target})`)).toEqual([{ line: 3, message: `link ${target}: ${what}` }])
  })
})
