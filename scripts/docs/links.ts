import { posix } from 'node:path'
import { type Finding, linesOf, withoutFences } from './markdown.ts'

/** The files that links may lead to, by their paths from the root. */
export interface Files {
  exists(path: string): boolean
  read(path: string): string | undefined
}

interface Link {
  readonly line: number
  readonly target: string
}

const inline = /\]\(\s*(?:<([^>]*)>|((?:[^\s()]|\([^\s()]*\))+))(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/g
const reference = /^\s*\[[^\]]+\]:\s+<?([^\s>]+)>?/
const codeSpan = /(`+)(?!`).*?(?<!`)\1(?!`)/g

/** The targets of a document's links and images; what stands in code is none. */
export function linksOf(text: string): Link[] {
  return withoutFences(linesOf(text)).flatMap((raw, index) => {
    const line = raw.replace(codeSpan, '')
    const targets = [...line.matchAll(inline)].map(([, angled, bare]) => angled ?? bare ?? '')
    const defined = reference.exec(line)?.[1]
    return [...targets, ...(defined ? [defined] : [])].map((target) => ({ line: index + 1, target }))
  })
}

/** A heading's anchor, as GitHub makes it. */
const slugOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')

/** Every anchor of a document: its headings, numbered where they repeat, and the ids of its elements. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>()
  for (const line of withoutFences(linesOf(text))) {
    for (const [, id = ''] of line.matchAll(/<a\s[^>]*\b(?:id|name)="([^"]+)"/g)) anchors.add(id)
    const heading = /^#{1,6}\s+(.*?)(?:\s+#+)?\s*$/.exec(line)?.[1]
    if (heading === undefined) continue
    const slug = slugOf(heading)
    let unique = slug
    for (let count = 1; anchors.has(unique); count++) unique = `${slug}-${count}`
    anchors.add(unique)
  }
  return anchors
}

/** Links of a document that lead nowhere. Addresses on the net are not asked. */
export function brokenLinks(document: string, text: string, files: Files): Finding[] {
  return linksOf(text).flatMap(({ line, target }) => {
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(target)) return []
    const [path = '', anchor] = decodeURIComponent(target).split('#')
    const from = path.startsWith('/') ? '.' : posix.dirname(document)
    const file = path ? posix.join(from, path).replace(/\/$/, '') : document
    if (file !== document && !files.exists(file)) return [{ line, message: `link ${target}: no such file` }]
    const page = file.endsWith('.md') ? file : posix.join(file, 'README.md')
    if (!anchor || !(page === document || files.exists(page))) return []
    const there = page === document ? text : (files.read(page) ?? '')
    return anchorsOf(there).has(anchor) ? [] : [{ line, message: `link ${target}: no such anchor` }]
  })
}
