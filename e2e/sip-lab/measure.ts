// Plays every fault so many times, and keeps what the callers saw in measured.json: node e2e/sip-lab/measure.ts [TIMES].
import { readFile, writeFile } from 'node:fs/promises'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { measure } from './measured.ts'
import { play } from './play.ts'
import { type RowResult, reports } from './report.ts'

const ledger = fileURLToPath(new URL('measured.json', import.meta.url))
const [times = '1'] = process.argv.slice(2)

const passed = await play(['faults.spec.ts', `--repeat-each=${times}`])
if (passed) {
  const results = JSON.parse(await readFile(`${reports}/faults.json`, 'utf8')) as RowResult[]
  await writeFile(ledger, `${JSON.stringify(measure(results), undefined, 2)}\n`)
  console.log('What was measured stands in e2e/sip-lab/measured.json. Next: npm run docs')
}
process.exit(passed ? 0 : 1)
