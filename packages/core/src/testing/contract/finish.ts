import type { LineReport, SipHeader } from '../../sip/index.ts'
import type { FarSide } from './far.types.ts'
import { lawsOfFreeSwitch } from './freeswitch.laws.ts'
import { compared, labelOf } from './labels.ts'
import { lawsOfCall, lawsOfLine, lawsOfWire } from './laws.ts'
import { matches, shown } from './match.ts'
import { isSimulated, type Stage, slack } from './stage.ts'
import { eventually, moments } from './time.ts'
import { problemsOfMessages, problemsOfWire } from './wire-checks.ts'

/** 64 × T1, and a little. */
const longest = 34_000

async function closeLines(stage: Stage): Promise<void> {
  for (const [name, played] of stage.lines) {
    if (played.closed) continue
    const closing = stage.close(name)
    const limit = hasOpenInvite(stage) ? await outlived(stage) : await hurried(stage, closing)
    await stage.settled(`close() of ${name}`, closing, limit)
  }
}

/** Whether an INVITE was left without a final response: it may keep the socket of a closed line (RFC 3261 §9.1). */
function hasOpenInvite({ scene }: Stage): boolean {
  const invites = scene.far.wire.filter(({ from, step }) => from === 'stack' && step === 'INVITE').length
  return invites > scene.far.wire.filter(({ step }) => /^[2-6]\d\d INVITE$/.test(step)).length
}

/** Its transaction ends by itself; where time can be simulated, at once. */
async function outlived({ test, arena, scene }: Stage): Promise<number> {
  if (!isSimulated(test, arena)) return longest
  await scene.pass(longest)
  return arena.limits.close + slack
}

/** What closes takes moments, or the whole limit: where time can be simulated, that passes at once. Gives what is left. */
async function hurried({ test, arena, scene }: Stage, closing: Promise<void>): Promise<number> {
  const { close } = arena.limits
  if (!isSimulated(test, arena)) return close + slack
  const over = () => true
  const soon = await Promise.race([closing.then(over, over), moments(30)])
  if (soon) return close + slack
  await scene.pass(close)
  return slack
}

async function nothingIsOpen(stage: Stage): Promise<string[]> {
  const { far } = stage.scene
  const open = () => ({ ...stage.scene.open(), sockets: far.counts.open })
  const nothing = () => Object.values(open()).every((amount) => amount === 0)
  return (await eventually(nothing, 1500)) ? [] : [`left open: ${shown(open())}`]
}

/** A line's report as cases write it: servers by their names, header names in lower case. */
function plain(report: LineReport, urls: FarSide['urls']): object {
  if (report.type === 'incoming') {
    const { id, from, headers } = report.call
    return { type: report.type, call: { id, from, headers: headers.map(inLowerCase) } }
  }
  if (!('server' in report)) return report
  const server = Object.entries(urls).find(([, url]) => bare(url) === bare(report.server))?.[0] ?? report.server
  return { ...report, server }
}

/** A query comes behind a path, and a path may be the root. */
const bare = (url: string): string => url.replace(/\/$/, '')

const inLowerCase = ({ name, value }: SipHeader): SipHeader => ({ name: name.toLowerCase(), value })

function problemsOfReports(stage: Stage): string[] {
  const { reports = {}, lineReports, unsaid } = stage.test
  const problems = Object.entries(reports).flatMap(([name, expected]) => {
    const told = compared(stage.call(name).reports.map(labelOf), expected)
    return matches(told, expected) ? [] : [`${name} reported ${shown(told)} instead of ${shown(expected)}`]
  })
  const line = (stage.lines.values().next().value?.reports ?? []).map((report) => plain(report, stage.scene.far.urls))
  if (lineReports && !matches(line, lineReports))
    problems.push(`the line reported ${shown(line)} instead of ${shown(lineReports)}`)
  if (unsaid && stage.told().includes(unsaid)) problems.push(`a report contains ${unsaid}`)
  return problems
}

/** Whether a case cuts connections, so that what was sent need not have arrived. Cases are data: their text tells. */
const cuts = (stage: Stage): boolean => /"type":"(drop|stop)"/.test(shown([stage.test.far, stage.test.steps]))

/** Ends a case: closes what is open, and looks at what holds in the end. */
export async function finish(stage: Stage): Promise<void> {
  await closeLines(stage)
  stage.problems.push(...(await nothingIsOpen(stage)))
  const { wire } = stage.scene.far
  stage.problems.push(
    ...[...stage.calls].flatMap(([name, call]) => lawsOfCall(name, call)),
    ...[...stage.lines].flatMap(([name, line]) => lawsOfLine(name, line)),
    ...(cuts(stage) ? [] : lawsOfWire(wire)),
    ...(stage.test.form === 'freeswitch' ? lawsOfFreeSwitch(wire) : []),
    ...problemsOfReports(stage),
    ...problemsOfWire(stage.test, stage.sent()),
    ...problemsOfMessages(
      stage.test,
      wire.filter(({ from }) => from === 'stack'),
    ),
  )
}
