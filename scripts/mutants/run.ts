import { readFileSync } from 'node:fs'
import process from 'node:process'
import { Stryker } from '@stryker-mutator/core'
import { type Judged, shortened } from './ledger.ts'
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
      file: fileName.slice(process.cwd().length + 1).replaceAll('\\', '/'),
      line: location.start.line,
      mutator: mutatorName,
      code: shortened(textAt(fileName, location)),
      becomes: shortened(replacement),
      verdict,
    },
  ]
}

/** Mutates a folder. What did not change since the last run is taken from there, unless `fresh`. */
export async function mutate(name: ScopeName, fresh: boolean): Promise<Judged[]> {
  const scope = scopes[name]
  process.env['PATCHCORD_MUTANT_TESTS'] = scope.tests.join()
  const stryker = new Stryker({
    mutate: [scope.mutate],
    incrementalFile: `.stryker/${name}.json`,
    tempDirName: `.stryker/sandbox-${name}`,
    force: fresh,
  })
  return (await stryker.runMutationTest()).flatMap(judge)
}
