import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { faults } from './index.ts'
import { run } from './run.ts'

process.chdir(fileURLToPath(new URL('../..', import.meta.url)))
const [wanted = ''] = process.argv.slice(2)
const chosen = faults.filter(({ name, file }) => name.includes(wanted) || file.includes(wanted))
let failed = 0
const tell = (bad: boolean, text: string) => {
  failed += bad ? 1 : 0
  console.log(`${bad ? '✗' : '✓'} ${text}`)
}

const tests = chosen.map(({ caughtBy }) => caughtBy)
for (const [index, verdict] of run(tests).entries())
  if (verdict !== 'passed') tell(true, `${tests[index]?.name}: ${verdict} without a fault`)

for (const fault of failed > 0 ? [] : chosen) {
  const [verdict] = run([fault.caughtBy], fault)
  tell(
    verdict !== 'failed',
    `${fault.name}: ${verdict === 'failed' ? 'caught' : `“${fault.caughtBy.name}” ${verdict}`}`,
  )
}
console.log(`\n${chosen.length} faults, ${failed} not caught`)
process.exit(failed > 0 || chosen.length === 0 ? 1 : 0)
