import type { WireMessage } from './far.types.ts'
import { labelOf } from './labels.ts'
import { shown } from './match.ts'
import type { PlayedCall, PlayedLine } from './stage.ts'

const counted = (labels: readonly string[], type: string): number =>
  labels.filter((label) => label.split(' ')[0] === type).length

function orderOf(labels: readonly string[], direction: PlayedCall['direction']): string[] {
  const problems: string[] = []
  const types = labels.map((label) => label.split(' ')[0])
  const says = (sentence: string) => problems.push(`${sentence}: ${shown(labels)}`)
  if (counted(labels, 'ended') !== 1) says(`ended was reported ${counted(labels, 'ended')} times`)
  if (types.at(-1) !== 'ended') says('ended was not the last report')
  for (const once of ['sent', 'answered']) if (counted(labels, once) > 1) says(`${once} was reported twice`)
  if (direction === 'in' && (counted(labels, 'sent') || counted(labels, 'progress'))) says('an incoming call was sent')
  const [sent, answered] = [types.indexOf('sent'), types.indexOf('answered')]
  if (direction === 'out') {
    const first = types.findIndex((type) => type === 'progress' || type === 'answered')
    if (first >= 0 && (sent < 0 || sent > first)) says('sent did not come first')
  }
  if (answered >= 0 && types.lastIndexOf('progress') > answered) says('progress came after answered')
  return problems
}

/** What holds for every call, however it went. */
export function lawsOfCall(name: string, played: PlayedCall): string[] {
  const { reports, early, streams } = played
  if (!played.call) return []
  const problems = orderOf(reports.map(labelOf), played.direction)
  if (early > 0) problems.push(`${early} reports came before the method that made the call had returned`)
  if (streams.some((stream) => !stream.untouched())) problems.push("the caller's own stream was stopped or muted")
  const last = reports.at(-1)
  if (last?.type === 'ended') {
    const answered = reports.some(({ type }) => type === 'answered')
    if (last.end.answered !== answered) problems.push('`answered` of the end is not what was reported')
    if ((last.end.cause === 'response') !== (last.end.response !== undefined))
      problems.push('an end has a response exactly where its cause says so')
  }
  return problems.map((problem) => `${name}: ${problem}`)
}

/** What holds for every line. */
export function lawsOfLine(name: string, { reports, setting, closedAt }: PlayedLine): string[] {
  const types = reports.map(({ type }) => type)
  const problems: string[] = []
  if (types.length > 0 && types[0] !== 'connecting') problems.push(`the first report was ${types[0]}`)
  if (closedAt !== undefined && types.length > closedAt) problems.push(`${types[closedAt]} was reported after close()`)
  if (!setting.register && types.some((type) => type.startsWith('regist')))
    problems.push('a registration was reported, and none was asked for')
  return problems.map((problem) => `${name}: ${problem}`)
}

const header = (message: WireMessage, name: string): string => message.headers[name]?.[0] ?? ''
const tagOf = (value: string): string => /;\s*tag=([^;\s]+)/i.exec(value)?.[1] ?? ''
const dialogOf = (message: WireMessage): string =>
  [header(message, 'call-id'), ...['from', 'to'].map((name) => tagOf(header(message, name))).sort()].join(' ')
const sequenceOf = (message: WireMessage): number => Number.parseInt(header(message, 'cseq'), 10)

/**
 * Every message can be read, every final response to an INVITE is acknowledged, and every dialog that was answered is
 * hung up by one side.
 */
export function lawsOfWire(wire: readonly WireMessage[]): string[] {
  const problems = wire.filter(({ step }) => step === 'UNREADABLE').map(({ start }) => `${shown(start)} is no SIP`)
  const finals = wire.filter(({ step, from }) => from === 'far' && /^[2-6]\d\d INVITE$/.test(step))
  for (const final of finals) {
    const accepted = final.step.startsWith('2')
    const sameDialog = (message: WireMessage) => dialogOf(message) === dialogOf(final)
    const acknowledged = wire.some(
      (message) =>
        message.from === 'stack' &&
        message.step === 'ACK' &&
        header(message, 'call-id') === header(final, 'call-id') &&
        sequenceOf(message) === sequenceOf(final) &&
        (!accepted || sameDialog(message)),
    )
    if (!acknowledged) problems.push(`${final.step} was not acknowledged`)
    if (accepted && !wire.some((message) => message.step === 'BYE' && sameDialog(message)))
      problems.push('a call that was answered was not hung up by a BYE')
  }
  const ladder = wire.map(({ from, step }) => (from === 'far' ? `← ${step}` : `→ ${step}`)).join(', ')
  return problems.map((problem) => `${problem}: ${ladder}`)
}
