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
