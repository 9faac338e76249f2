import { codeOfStatus } from '../../failure/index.ts'
import type { CallEnd } from '../../sip/index.ts'
import type { FactStep } from './case.types.ts'
import { compared, isLabel, labelOf } from './labels.ts'
import { matches, shown } from './match.ts'
import { fail, type PlayedCall, type Stage, slack } from './stage.ts'
import { eventually } from './time.ts'

type Of<Type extends FactStep['type']> = Extract<FactStep, { type: Type }>

/** By how much a browser's timer may come early. */
const tolerance = 10

const labels = ({ reports }: PlayedCall): string[] => reports.map(labelOf)

/** How a call ended; undefined while it is up. */
function endOf({ reports }: PlayedCall): CallEnd | undefined {
  for (const report of reports) if (report.type === 'ended') return report.end
  return undefined
}

async function ended(stage: Stage, step: Of<'ended'>): Promise<void> {
  const played = stage.call(step.call)
  await stage.until('the call did not end', () => endOf(played) !== undefined)
  const took = performance.now() - stage.actedAt
  const end = endOf(played)
  if (!end || !matches(end, step.end)) fail(`the call ended with ${shown(end)} instead of ${shown(step.end)}`)
  const limit = step.within && stage.arena.limits[step.within] + slack
  if (limit && took > limit) fail(`the call ended after ${Math.round(took)} ms, and its limit is ${limit} ms`)
  const text = shown(end)
  if (step.behind && !played.behind?.includes(step.behind)) fail(`the call ended before the line told ${step.behind}`)
  if (step.without && end?.[step.without] !== undefined) fail(`the end ${text} has ${step.without}`)
  if (step.says && !text.includes(step.says)) fail(`the end ${text} does not say ${step.says}`)
  const rang = played.reports.some(({ type }) => type === 'progress')
  const code = end?.response && codeOfStatus(end.response, rang)
  if (step.code && code !== step.code) fail(`core makes ${code} of ${text} instead of ${step.code}`)
}

function soFar(stage: Stage, step: Of<'so-far'>): void {
  const told = compared(labels(stage.call(step.call)), step.reports)
  if (!matches(told, step.reports)) fail(`reported were ${shown(told)} instead of ${shown(step.reports)}`)
}

function gathered(stage: Stage, step: Of<'gathered'>): void {
  const { limits } = stage.arena
  const sent = stage.call(step.call).reports.find((report) => report.type === 'sent')
  const gathering = sent?.type === 'sent' ? sent.gathering : fail('no INVITE was sent')
  const { candidate, waited } = gathering
  const least = (step.after ? limits[step.after] : (step.from ?? 0)) - tolerance
  const most = step.after === step.limit ? limits[step.limit] + slack : limits[step.limit]
  if (candidate !== step.candidate || waited < least || waited >= most)
    fail(`the INVITE waited for ${candidate}, ${waited} ms, instead of ${step.candidate}, ${least} to ${most} ms`)
}

async function lineReported(stage: Stage, step: Of<'line-reported'>): Promise<void> {
  const { times = 1, report, within, soon } = step
  const since = performance.now()
  const { reports } = stage.line(step.line)
  const enough = () => reports.filter(({ type }) => type === report).length >= times
  await stage.until(`the line did not report ${report}`, enough)
  const waited = performance.now() - since
  if (soon !== undefined && waited > soon + slack / 2) fail(`${report} took ${Math.round(waited)} ms, not ${soon} ms`)
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

function reported(stage: Stage, { call, report, times = 1 }: Of<'reported'>): Promise<void> {
  const played = stage.call(call)
  const enough = () => labels(played).filter((label) => isLabel(label, report)).length >= times
  return stage.until(`${report} was not reported`, enough)
}

function onWire(stage: Stage, { step, times = 1 }: Of<'on-wire'>): Promise<void> {
  const enough = () => stage.sent().filter((sent) => sent === step).length >= times
  return stage.until(`no ${step} was sent`, enough)
}

function up(stage: Stage, { call }: Of<'up'>): void {
  const end = endOf(stage.call(call))
  if (end) fail(`the call ended: ${shown(end)}`)
}

function described(stage: Stage, { has = [], lacks = [] }: Of<'described'>): Promise<void> {
  const begins = (start: string) =>
    stage.scene
      .described()
      .split('\r\n')
      .some((line) => line.startsWith(start))
  const wanted = () => has.every(begins) && !lacks.some(begins) && stage.scene.described() !== ''
  return stage.until(`the browser was not told of ${shown({ has, lacks })}`, wanted)
}

function plays(stage: Stage, { call, kinds }: Of<'plays'>): void {
  const streams = stage.call(call).reports.flatMap((report) => (report.type === 'remote-stream' ? report.stream : []))
  const stream = streams.at(-1)
  const tracks = (stream as { getTracks?(): { readonly kind: string }[] } | undefined)?.getTracks?.() ?? []
  const played = tracks.map(({ kind }) => kind)
  if (!matches(played, kinds)) fail(`the remote stream holds ${shown(played)} instead of ${shown(kinds)}`)
}

const facts: { readonly [Type in FactStep['type']]: (stage: Stage, step: Of<Type>) => Promise<void> | void } = {
  reported,
  ended,
  up,
  gathered,
  heard,
  'line-reported': lineReported,
  'on-wire': onWire,
  'so-far': soFar,
  pinged: (stage, { times }) => stage.until('no ping came', () => stage.scene.far.counts.pings >= times),
  sends: (stage, { voice }) => becomes(stage, 'the voice is sent', () => stage.scene.sends(), voice),
  described,
  plays,
  tones: (stage, { sent }) => becomes(stage, 'tones', () => stage.scene.tones(), sent),
  connections: (stage, { open }) => becomes(stage, 'open WebSockets', () => stage.scene.far.counts.open, open),
  'connecting-media': (stage) => stage.until('no connection was made', () => stage.scene.open().connections > 0),
  pass: ({ scene }, { ms }) => scene.pass(ms),
  hurry: ({ arena, scene }, { ms }) => (arena.lacks['simulated-time'] ? undefined : scene.pass(ms)),
  expire: ({ arena, scene }, { limit }) =>
    arena.lacks['simulated-time'] ? undefined : scene.pass(arena.limits[limit] + tolerance),
  'media-becomes': ({ scene }, { state }) => scene.mediaBecomes(state),
}

/** Waits for a fact, or looks at one. */
export async function look(stage: Stage, step: FactStep): Promise<void> {
  await facts[step.type](stage, step as never)
}
