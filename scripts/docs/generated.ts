import { existsSync, readFileSync } from 'node:fs'
import {
  type Check,
  checks,
  commandOf,
  guides,
  type Pbx,
  type Section,
} from '../../packages/core/src/failure/failure.checks.ts'
import { remedyFor } from '../../packages/core/src/failure/failure.remedy.ts'
import type { RemedyFacts } from '../../packages/core/src/failure/failure.texts.ts'
import { type FailureCode, failureCodes, sentences } from '../../packages/core/src/failure/index.ts'
import { clauses, contractCases } from '../../packages/core/src/testing/contract/index.ts'
import { demandCases, demandsTable } from '../demands/document.ts'
import { plantedFaults } from '../faults/document.ts'
import { scores, survivors } from '../mutants/document.ts'
import { coverage } from './coverage.ts'
import { labFaults } from './lab-faults.ts'
import { table } from './markdown.ts'

/** The PBX that the documents speak of. */
const example: RemedyFacts = {
  pbx: 'fusionpbx',
  domain: 'pbx.example.com',
  servers: ['wss://pbx.example.com:7443'],
  profile: 'internal',
  extension: '2001',
  stage: 'dialing',
}

/** One way in which a failure comes, and its remedy. */
interface Way {
  readonly code: FailureCode
  /** What sets this way apart from the code's others. */
  readonly when?: string
  readonly facts: RemedyFacts
}

const apart: Partial<Record<FailureCode, readonly Omit<Way, 'code'>[]>> = {
  'codec-mismatch': [
    { when: 'private addresses alone', facts: { ...example, candidates: 'private' } },
    { when: 'after ringing', facts: { ...example, stage: 'ringing', sipStatus: 488 } },
    { when: 'otherwise', facts: example },
  ],
  internal: [
    { when: 'a setting of the page', facts: { ...example, field: 'SETTING', detail: 'what was expected.' } },
    { when: 'otherwise', facts: example },
  ],
  'ice-failed': [
    { when: 'before the call was sent', facts: { ...example, candidates: 'hidden' } },
    { when: 'during the call', facts: example },
  ],
}

const ways: readonly Way[] = failureCodes.flatMap((code) =>
  (apart[code] ?? [{ facts: example }]).map((way) => ({ code, ...way })),
)

const nameOf = ({ code, when }: Way): string => (when ? `\`${code}\` (${when})` : `\`${code}\``)
const remedyOf = ({ code, facts }: Way) => {
  const [text, ...sections] = remedyFor(code, facts)
  return { text, sections }
}

const names = Object.keys(checks) as Section[]
const isSection = (name: string): name is Section => names.includes(name as Section)
const headingOf = (name: Section): string => `${names.indexOf(name) + 1}. ${name}`
const linkTo = (name: Section): string => `[${headingOf(name)}](#${names.indexOf(name) + 1}-${name.toLowerCase()})`

const symptoms = (given: readonly Way[]): string =>
  table(
    ['when it is wrong', 'the caller reads'],
    given.map((way) => [nameOf(way), sentences[way.code]]),
  )

/** A section's heading, its command, what that must show, and what the caller sees when it does not. */
function section(name: string | undefined, ...also: readonly string[]): string | undefined {
  if (!name || !isSection(name) || !also.every(isCode)) return undefined
  const check: Check = checks[name]
  const told = ways.filter((way) => remedyOf(way).sections.includes(name) || also.includes(way.code))
  return [
    `## ${headingOf(name)}`,
    `\`\`\`sh\n${commandOf(check, example)}\n\`\`\``,
    `It must show ${check[1]}.`,
    ...(told.length > 0 ? [symptoms(told)] : []),
  ].join('\n\n')
}

const isPbx = (name: string): name is Pbx => Object.hasOwn(guides, name)

/** What the other guides' commands ask for. */
const others = { account: '1900', profile: 'web', context: 'web' }

/** The same for the guide of another PBX, whose sections have no numbers. */
function check(pbx = '', name = '', ...also: readonly string[]): string | undefined {
  const found = isPbx(pbx) && isSection(name) ? guides[pbx].checks[name] : undefined
  if (!found || !isPbx(pbx) || !isSection(name) || !also.every(isCode)) return undefined
  const told = ways.filter((way) => remedyOf(way).sections.includes(name) || also.includes(way.code))
  return [
    `## ${name}`,
    `\`\`\`sh\n${commandOf(found, { ...example, ...others, pbx })}\n\`\`\``,
    `It must show ${found[1]}.`,
    ...(told.length > 0 ? [symptoms(told)] : []),
  ].join('\n\n')
}

/** Every failure with its remedy and the sections that tell more. */
const failures = (): string =>
  table(
    ['code', 'the caller reads', 'what to do', 'section'],
    ways.map((way) => {
      const { text, sections } = remedyOf(way)
      return [nameOf(way), sentences[way.code], text, sections.map(linkTo).join(', ')]
    }),
  )

/** The port's duties: each sentence that cases check, and those cases. */
const duties = (): string =>
  table(
    ['the port says', 'cases'],
    Object.entries(clauses).map(([name, sentence]) => {
      const ids = contractCases.filter(({ clause }) => clause === name).map(({ id }) => `\`${id}\``)
      const shown = ids.length > 4 ? [...ids.slice(0, 3), `and ${ids.length - 3} more`] : ids
      return [sentence.replace(/\{@link (\w+)\}/g, '`$1`'), shown.join(', ')]
    }),
  )

/** What the tests of a file are called. */
function tests(file: string | undefined): string | undefined {
  const url = new URL(`../../${file}`, import.meta.url)
  if (!file || !existsSync(url)) return undefined
  return [...readFileSync(url, 'utf8').matchAll(/^ *test\('(.+?)',/gm)].map(([, name]) => `- ${name}`).join('\n')
}

const isCode = (name: string): name is FailureCode => (failureCodes as readonly string[]).includes(name)

const generators: Readonly<Record<string, (...args: readonly string[]) => string | null | undefined>> = {
  coverage,
  section,
  check,
  failures,
  'mutant-scores': scores,
  'mutant-survivors': survivors,
  'planted-faults': plantedFaults,
  'lab-faults': labFaults,
  demands: demandsTable,
  'demand-cases': demandCases,
  duties,
  tests,
  sentences: (...codes) =>
    codes.every(isCode)
      ? table(
          ['code', 'the caller reads'],
          codes.map((code) => [`\`${code}\``, sentences[code]]),
        )
      : undefined,
}

/** The text of a generated part; null where it cannot be told now; undefined where nothing has this name. */
export const generate = (name: string, args: readonly string[]): string | null | undefined =>
  generators[name]?.(...args)
