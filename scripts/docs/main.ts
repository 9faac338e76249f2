import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { fill } from './fill.ts'
import { generate } from './generated.ts'
import { brokenLinks } from './links.ts'
import type { Finding } from './markdown.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const checking = process.argv.includes('--check')
const exists = (path: string) => existsSync(`${root}/${path}`)
const read = (path: string) => (exists(path) ? readFileSync(`${root}/${path}`, 'utf8') : undefined)
const documents = globSync(['*.md', '{docs,packages,examples,bench,e2e}/**/*.md'], {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**'],
})

let failed = 0
const tell = (document: string, findings: readonly Finding[]) => {
  failed += findings.length
  for (const { line, message } of findings) console.error(`${document}:${line}: ${message}`)
}

for (const document of documents.map((path) => path.replaceAll('\\', '/')).sort()) {
  const before = read(document) ?? ''
  const { text, errors, stale } = fill(before, { read, generate })
  tell(document, errors)
  if (checking) tell(document, stale)
  else if (stale.length > 0) {
    writeFileSync(`${root}/${document}`, text)
    console.log(`${document}: ${stale.length} filled`)
  }
  tell(document, brokenLinks(document, checking ? before : text, { exists, read }))
}
if (failed > 0 && checking) console.error('\nWhat stands otherwise than in its file is put right by: npm run docs')
process.exit(failed > 0 ? 1 : 0)
