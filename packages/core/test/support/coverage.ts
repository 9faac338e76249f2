import { mkdirSync, writeFileSync } from 'node:fs'

const folder = new URL('../../../../reports/', import.meta.url)

/** Leaves what a suite covered in `reports`, for `docs/coverage.md`. */
export function saveCoverage(name: string, covered: object): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL(`coverage.${name}.json`, folder), `${JSON.stringify(covered, null, 2)}\n`)
}
