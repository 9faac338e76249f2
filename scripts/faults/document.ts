import { basename } from 'node:path'
import { table } from '../docs/markdown.ts'
import { faults } from './index.ts'

/** Every planted fault, and the test that must notice it. */
export const plantedFaults = (): string =>
  table(
    ['fault', 'planted in', 'caught by', 'in'],
    faults.map(({ name, file, caughtBy }) => [
      name,
      `[${file.replace(/^packages\/|src\//g, '')}](../${file})`,
      caughtBy.name.replace(/^(\S+):$/, '`$1`'),
      `[${basename(caughtBy.file)}](../${caughtBy.file})`,
    ]),
  )
