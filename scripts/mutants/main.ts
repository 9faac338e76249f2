import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { percentOf, scoreOf, unexplained } from './ledger.ts'
import { reasons } from './reasons.ts'
import { mutate } from './run.ts'
import { type ScopeName, scopes } from './scopes.ts'

/** What every folder must reach, in per cent. */
const goal = 90
const scoresFile = fileURLToPath(new URL('scores.json', import.meta.url))

process.chdir(fileURLToPath(new URL('../..', import.meta.url)))
const names = Object.keys(scopes) as ScopeName[]
const args = process.argv.slice(2)
const asked = args.filter((arg) => !arg.startsWith('--'))
const unknown = asked.filter((name) => !names.includes(name as ScopeName))
if (unknown.length > 0) {
  console.error(`No such folder: ${unknown.join(', ')}. There are ${names.join(', ')}.`)
  process.exit(1)
}

let failed = 0
const scores = JSON.parse(readFileSync(scoresFile, 'utf8'))
for (const name of names.filter((each) => asked.length === 0 || asked.includes(each))) {
  console.log(`\n— ${name}`)
  const judged = await mutate(name, args.includes('--fresh'), reasons)
  const score = scoreOf(judged)
  const { survivors, idle } = unexplained(judged, reasons)
  for (const { file, line, mutator, code, becomes } of survivors)
    console.error(`${file}:${line}: survived: ${mutator}\n  - ${code}\n  + ${becomes}`)
  for (const { file, mutator, code, becomes } of idle)
    console.error(`${file}: a reason without a survivor: ${mutator}\n  - ${code}\n  + ${becomes}`)
  const percent = percentOf(score)
  console.log(`${name}: ${percent.toFixed(1)} %`, score)
  if (percent < goal || survivors.length + idle.length > 0) failed += 1
  scores[name] = score
}
writeFileSync(scoresFile, `${JSON.stringify(scores, null, 2)}\n`)
process.exit(failed > 0 ? 1 : 0)
