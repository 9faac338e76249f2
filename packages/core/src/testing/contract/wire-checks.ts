import type { ContractCase, WireCheck } from './case.types.ts'
import type { WireMessage } from './far.types.ts'
import { matches, shown } from './match.ts'

function hasInOrder(sent: readonly string[], wanted: readonly string[]): boolean {
  let from = 0
  return wanted.every((step) => {
    const at = sent.indexOf(step, from)
    from = at + 1
    return at >= 0
  })
}

/** What is wrong with the order of what the stack sent. When it asks whether the server is there is its own business. */
export function problemsOfWire({ wire, wireHas, wireNever = [] }: ContractCase, all: readonly string[]): string[] {
  const problems: string[] = []
  const sent = all.filter((step) => step !== 'OPTIONS')
  if (wire && !matches(sent, wire)) problems.push(`sent were ${shown(sent)} instead of ${shown(wire)}`)
  if (wireHas && !hasInOrder(sent, wireHas)) problems.push(`${shown(sent)} does not contain ${shown(wireHas)}`)
  for (const step of wireNever) if (sent.includes(step)) problems.push(`${step} was sent: ${shown(sent)}`)
  return problems
}

const decoded = (value: string): string => value.replace(/%3b/gi, ';').replace(/%3d/gi, '=').replace(/%40/g, '@')

const headerOf = (message: WireMessage, name: string): string =>
  (message.headers[name.toLowerCase()] ?? []).map(decoded).join('\n')

function problemsOf(check: WireCheck, message: WireMessage): string[] {
  const problems: string[] = []
  const must = (text: string, part: string, where: string) => {
    if (!text.includes(part)) problems.push(`${where} is ${shown(text)}, without ${shown(part)}`)
  }
  if (check.start) must(message.start, check.start, 'the first line')
  for (const [name, part] of Object.entries(check.headers ?? {})) must(headerOf(message, name), part, name)
  const either = Object.entries(check.either ?? {})
  if (either.length > 0 && !either.some(([name, part]) => headerOf(message, name).includes(part)))
    problems.push(`none of ${shown(check.either)} is there`)
  for (const part of check.body ?? []) must(message.body, part, 'the body')
  for (const name of check.noHeaders ?? [])
    if (message.headers[name.toLowerCase()]) problems.push(`${name} is there: ${shown(message.headers)}`)
  for (const part of check.notInBody ?? [])
    if (message.body.includes(part)) problems.push(`the body contains ${shown(part)}`)
  if (check.secret && message.secret !== check.secret)
    problems.push(`the digest fits ${shown(message.secret)} instead of ${shown(check.secret)}`)
  return problems.map((problem) => `${check.step}: ${problem}`)
}

const lineOf = (message: WireMessage | undefined, start: string): string | undefined =>
  message?.body.split('\r\n').find((line) => line.startsWith(start))

/** What is wrong with single messages of the stack. */
export const problemsOfMessages = ({ messages = [] }: ContractCase, sent: readonly WireMessage[]): string[] =>
  messages.flatMap((check) => {
    const found = sent.filter(({ step }) => step === check.step)
    const index = (check.nth ?? found.length) - 1
    const message = found[index]
    if (!message) return [`no ${check.step} was sent`]
    const isSame = (start: string) => lineOf(message, start) === lineOf(found[index - 1], start)
    const { changed, kept, same = [] } = check
    const differing = same.filter((name) => sent[0] && headerOf(message, name) !== headerOf(sent[0], name))
    return [
      ...problemsOf(check, message),
      ...(changed && isSame(changed) ? [`${check.step}: ${changed} did not change`] : []),
      ...(kept && !isSame(kept) ? [`${check.step}: ${kept} changed`] : []),
      ...differing.map((name) => `${check.step}: ${name} is ${shown(headerOf(message, name))}`),
    ]
  })
