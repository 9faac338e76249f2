import { table } from '../docs/markdown.ts'
import { percentOf, type Score } from './ledger.ts'
import { reasons } from './reasons.ts'
import recorded from './scores.json' with { type: 'json' }

const quoted = (code: string): string => (code.includes('`') ? `\`\` ${code} \`\`` : `\`${code}\``)

/** What the last run of each folder came to. */
export function scores(): string {
  const rows = Object.entries<Score>(recorded).map(([folder, score]) => [
    `\`packages/core/src/${folder}\``,
    ...[score.killed, score.timeout, score.survived].map(String),
    `${percentOf(score).toFixed(1)} %`,
  ])
  return table(['folder', 'killed', 'timed out', 'survived', 'score'], rows)
}

/** Every mutant that may survive, with its reason, file by file. */
export function survivors(): string {
  const files = [...new Set(reasons.map(({ file }) => file))].sort()
  return files
    .map((file) => {
      const rows = reasons
        .filter((reason) => reason.file === file)
        .map(({ mutator, code, becomes, times = 1, why }) => [
          `${quoted(code)} → ${quoted(becomes)}${times > 1 ? ` (${times} times)` : ''}`,
          mutator,
          why,
        ])
      return `### ${file}\n\n${table(['mutant', 'mutator', 'why it may survive'], rows)}`
    })
    .join('\n\n')
}
