import { codeOfStatus } from '../../failure/index.ts'
import type { CallEnd } from '../../sip/index.ts'
import type { FactStep } from './case.types.ts'
import { compared, isLabel, labelOf } from './labels.ts'
import { matches, shown } from './match.ts'
import { fail, type PlayedCall, type Stage, slack } from './stage.ts'
import { eventually, moments } from './time.ts'

/** By how much a browser's timer may come early. */
const tolerance = 10

const labels = ({ reports }: PlayedCall): string[] => reports.map(labelOf)

/** How a call ended; undefined while it is up. */
function endOf({ reports }: PlayedCall): CallEnd | undefined {
  for (const report of reports) if (report.type === 'ended') return report.end
  return undefined
}

async function ended(stage: Stage, step: Extract<FactStep, { type: 'ended' }>): Promise<void> {
  const played = stage.call(step.call)
  await stage.until('the call did not end', () => endOf(played) !== undefined)
  const took = performance.now() - stage.actedAt
  const end = endOf(played)
  if (!end || !matches(end, step.end)) fail(`the call ended with ${shown(end)} instead of ${shown(step.end)}`)
  const limit = step.within && stage.arena.limits[step.within] + slack
  if (limit && took > limit) fail(`the call ended after ${Math.round(took)} ms, and its limit is ${limit} ms`)
  const text = shown(end)
  if (step.without && end?.[step.without] !== undefined) fail(`the end ${text} has ${step.without}`)
  if (step.says && !text.includes(step.says)) fail(`the end ${text} does not say ${step.says}`)
  const code = end?.response && codeOfStatus(end.response)
  if (step.code && code !== step.code) fail(`core makes ${code} of ${text} instead of ${step.code}`)
}

function soFar(stage: Stage, step: Extract<FactStep, { type: 'so-far' }>): void {
  const told = compared(labels(stage.call(step.call)), step.reports)
  if (!matches(told, step.reports)) fail(`reported were ${shown(told)} instead of ${shown(step.reports)}`)
}

function gathered(stage: Stage, step: Extract<FactStep, { type: 'gathered' }>): void {
  const { limits } = stage.arena
  const sent = stage.call(step.call).reports.find((report) => report.type === 'sent')
  const gathering = sent?.type === 'sent' ? sent.gathering : fail('no INVITE was sent')
  const { candidate, waited } = gathering
  const least = (step.after ? limits[step.after] : (step.from ?? 0)) - tolerance
  const most = step.after === step.limit ? limits[step.limit] + slack : limits[step.limit]
  if (candidate !== step.candidate || waited < least || waited > most)
    fail(`the INVITE waited for ${candidate}, ${waited} ms, instead of ${step.candidate}, ${least} to ${most} ms`)
}

async function lineReported(stage: Stage, step: Extract<FactStep, { type: 'line-reported' }>): Promise<void> {
  const { times = 1, report, within } = step
  const { reports } = stage.line(step.line)
  const enough = () => reports.filter(({ type }) => type === report).length >= times
  await stage.until(`the line did not report ${report}`, enough)
  if (!within) return
  const took = performance.now() - stage.actedAt
  const limit = stage.arena.limits[within]
  if (took < limit - tolerance || took > limit + slack)
    fail(`${report} came after ${Math.round(took)} ms, and the limit is ${limit} ms`)
}

async function becomes(stage: Stage, what: string, read: () => unknown, wanted: unknown): Promise<void> {
  if (!(await eventually(() => matches(read(), wanted), stage.patience)))
    fail(`${what}: ${shown(read())} instead of ${shown(wanted)}`)
}

async function heard(stage: Stage): Promise<void> {
  const { far } = stage.scene
  const answered = () => far.wire.filter(({ from, step }) => from === 'stack' && step.endsWith(' OPTIONS')).length
  const before = answered()
  await far.act({ type: 'request', method: 'OPTIONS' })
  await stage.until('the stack did not answer an OPTIONS', () => answered() > before)
}

/** Waits for a fact, or looks at one. */
export async function look(stage: Stage, step: FactStep): Promise<void> {
  const { scene } = stage
  switch (step.type) {
    case 'reported': {
      const { times = 1, report } = step
      const played = stage.call(step.call)
      const enough = () => labels(played).filter((label) => isLabel(label, report)).length >= times
      return stage.until(`${report} was not reported`, enough)
    }
    case 'line-reported':
      return lineReported(stage, step)
    case 'on-wire': {
      const { times = 1 } = step
      const enough = () => stage.sent().filter((sent) => sent === step.step).length >= times
      return stage.until(`no ${step.step} was sent`, enough)
    }
    case 'ended':
      return ended(stage, step)
    case 'up': {
      const end = endOf(stage.call(step.call))
      if (end) fail(`the call ended: ${shown(end)}`)
      return
    }
    case 'gathered':
      return gathered(stage, step)
    case 'after-limit':
      return moments(Math.max(stage.actedAt + stage.arena.limits[step.limit] + tolerance - performance.now(), 0))
    case 'so-far':
      return soFar(stage, step)
    case 'pinged':
      return stage.until('no ping came', () => scene.far.counts.pings >= step.times)
    case 'sends':
      return becomes(stage, 'the voice is sent', () => scene.sends(), step.voice)
    case 'tones':
      return becomes(stage, 'tones', () => scene.tones(), step.sent)
    case 'connections':
      return becomes(stage, 'open WebSockets', () => scene.far.counts.open, step.open)
    case 'heard':
      return heard(stage)
    case 'connecting-media':
      return stage.until('no connection was made', () => scene.open().connections > 0)
    case 'pass':
      return scene.pass(step.ms)
    case 'hurry':
      return stage.arena.lacks['simulated-time'] ? undefined : scene.pass(step.ms)
    case 'media-fails':
      return scene.failMedia()
  }
}
