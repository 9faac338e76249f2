import { linesOf } from './markdown.ts'

/** A region's marker in a comment: `# region name`, `// region name`, `<!-- region name -->`, and `endregion` likewise. */
const marker = /^\s*(?:#|\/\/|\/\*|<!--|\{#|--|;)\s*#?(region|endregion)\b\s*([\w-]*)\s*(?:\*\/|-->|#\})?\s*$/

interface Region {
  readonly name: string
  readonly from: number
  to: number
}

/** Every region of a file, closed by the nearest `endregion`; regions may stand in one another. */
function regionsOf(lines: readonly string[]): Region[] {
  const regions: Region[] = []
  const open: Region[] = []
  for (const [index, line] of lines.entries()) {
    const [, kind, name = ''] = marker.exec(line) ?? []
    if (kind === 'region') {
      const region = { name, from: index + 1, to: -1 }
      open.push(region)
      regions.push(region)
    } else if (kind === 'endregion') {
      const region = open.pop()
      if (!region || (name && name !== region.name)) throw new Error(`line ${index + 1}: this endregion ends no region`)
      region.to = index
    }
  }
  if (open[0]) throw new Error(`line ${open[0].from}: region ${open[0].name} is never ended`)
  return regions
}

function dedent(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim()).map((line) => /^\s*/.exec(line)?.[0].length ?? 0)
  const shared = Math.min(...indents)
  return lines.map((line) => line.slice(shared).trimEnd())
}

/**
 * The lines of a file or of a region in it: dedented, without the markers, without empty lines at either end.
 *
 * @throws Error that says which region is missing, ambiguous or open
 */
export function snippetOf(text: string, region?: string): string[] {
  const lines = linesOf(text)
  const named = regionsOf(lines).filter(({ name }) => name === region)
  if (region !== undefined && named.length === 0) throw new Error(`no region ${region}`)
  if (named.length > 1) throw new Error(`more than one region ${region}`)
  const { from, to } = named[0] ?? { from: 0, to: lines.length }
  const kept = dedent(lines.slice(from, to).filter((line) => !marker.test(line)))
  const first = kept.findIndex(Boolean)
  if (first < 0) throw new Error('nothing stands there')
  return kept.slice(first, kept.findLastIndex(Boolean) + 1)
}
