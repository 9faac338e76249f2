import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import process from 'node:process'
import { Stryker } from '@stryker-mutator/core'
import { type Judged, openTo, type Reason, shortened } from './ledger.ts'
import { type ScopeName, scopes } from './scopes.ts'

type Result = Awaited<ReturnType<Stryker['runMutationTest']>>[number]

const verdicts: Partial<Record<Result['status'], Judged['verdict']>> = {
  Killed: 'killed',
  Timeout: 'timeout',
  Survived: 'survived',
  NoCoverage: 'survived',
  CompileError: 'invalid',
  RuntimeError: 'invalid',
}

/** The text between two places of a file; lines and columns count from 1. */
function textAt(file: string, { start, end }: Result['location']): string {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line)
  const last = lines.length - 1
  lines[last] = lines[last]?.slice(0, end.column - 1) ?? ''
  lines[0] = lines[0]?.slice(start.column - 1) ?? ''
  return lines.join('\n')
}

function judge(result: Result): Judged[] {
  const verdict = verdicts[result.status]
  if (!verdict) return []
  const { fileName, location, mutatorName, replacement } = result
  return [
    {
      file: relative(process.cwd(), fileName).replaceAll('\\', '/'),
      line: location.start.line,
      mutator: mutatorName,
      code: shortened(textAt(fileName, location)),
      becomes: shortened(replacement),
      verdict,
    },
  ]
}

/** A place as Stryker takes it: there columns count from 0. */
const placeOf = ({ fileName, location: { start, end } }: Result): string =>
  `${relative(process.cwd(), fileName)}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`

const identityOf = (result: Result): string => `${placeOf(result)} ${result.mutatorName} ${result.replacement}`

const lives = ({ status }: Result): boolean => verdicts[status] === 'survived'

/** What Stryker keeps of a run, as far as it is read here. */
interface Report {
  readonly files: Readonly<Record<string, { mutants: { readonly status: Result['status'] }[] }>>
}

interface Run {
  readonly name: string
  readonly mutate: string[]
  readonly tests: readonly string[]
  readonly without?: readonly string[]
}

/** Stryker would keep a mutant of a constant alive, whatever tests there are now. */
function keepKilledAlone(incrementalFile: string): void {
  if (!existsSync(incrementalFile)) return
  const report: Report = JSON.parse(readFileSync(incrementalFile, 'utf8'))
  for (const file of Object.values(report.files))
    file.mutants = file.mutants.filter(({ status }) => status === 'Killed')
  writeFileSync(incrementalFile, JSON.stringify(report))
}

/** One run. What the last one killed, and did not change since, is not run again, unless `fresh`. */
function pass({ name, mutate, tests, without = [] }: Run, fresh: boolean): Promise<Result[]> {
  process.env['PATCHCORD_MUTANT_TESTS'] = tests.join()
  process.env['PATCHCORD_MUTANT_TESTS_WITHOUT'] = without.join()
  const [incrementalFile, tempDirName] = [`.stryker/${name}.json`, `.stryker/sandbox-${name}`]
  keepKilledAlone(incrementalFile)
  return new Stryker({ mutate, incrementalFile, tempDirName, force: fresh }).runMutationTest()
}

/** Mutates a folder. A mutant that may live, by its reason, is left out of the walks, unless `fresh`. */
export async function mutate(name: ScopeName, fresh: boolean, reasons: readonly Reason[]): Promise<Judged[]> {
  const { mutate: files, tests, walks = [] } = scopes[name]
  const results = await pass({ name, mutate: [files], tests, without: walks }, fresh)
  const isOpen = openTo(results.flatMap(judge), reasons)
  const left = results.filter((result) => lives(result) && (fresh || judge(result).some(isOpen)))
  if (walks.length === 0 || left.length === 0) return results.flatMap(judge)
  console.log(`${left.length} are left for the walks`)
  const walked = await pass({ name: `${name}-walks`, mutate: left.map(placeOf), tests: walks }, fresh)
  const last = new Map(walked.map((result) => [identityOf(result), result]))
  return results.flatMap((result) => judge((lives(result) && last.get(identityOf(result))) || result))
}
