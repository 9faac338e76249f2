import { rm } from 'node:fs/promises'
import { buildPages } from '../../examples/start/src/pages.ts'
import { testPackages, whatIsMissing } from './packages.ts'
import { resultsFile } from './report.ts'

/** Once for each run: the pages are built, and nothing is kept of the run before. */
export default async function setUp(): Promise<void> {
  const missing = whatIsMissing(testPackages)
  if (missing) throw new Error(missing)
  await rm(resultsFile, { force: true })
  await buildPages()
}
