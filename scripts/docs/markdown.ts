/** Something that a document says wrongly, and where: lines count from 1. */
export interface Finding {
  readonly line: number
  readonly message: string
}

/** A fenced block, by the indices of its first and last line. */
export interface Fence {
  readonly open: number
  /** The number of lines where the block is never closed. */
  readonly close: number
}

const opening = /^\s*(`{3,}|~{3,})[^`]*$/

/** The fenced blocks of a Markdown text. */
export function fencesOf(lines: readonly string[]): Fence[] {
  const fences: Fence[] = []
  for (let open = 0; open < lines.length; open++) {
    const mark = opening.exec(lines[open] ?? '')?.[1]
    if (!mark) continue
    const closing = new RegExp(`^\\s*${mark}${mark[0]}*\\s*$`)
    const found = lines.findIndex((line, index) => index > open && closing.test(line))
    const close = found < 0 ? lines.length : found
    fences.push({ open, close })
    open = close
  }
  return fences
}

/** The lines without what stands in fenced blocks; the rest keeps its place. */
export function withoutFences(lines: readonly string[]): string[] {
  const fences = fencesOf(lines)
  return lines.map((line, index) => (fences.some(({ open, close }) => index >= open && index <= close) ? '' : line))
}

export const linesOf = (text: string): string[] => text.split(/\r?\n/)

/** A table as the formatter writes it: its columns are as wide as their widest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [first = [], ...rest] = cells
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n')
}
