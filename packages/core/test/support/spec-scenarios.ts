import type { TransferOptions } from '@patchcord/core'
import type { Expected, SpecEventType, SpecTerms } from '@patchcord/core/testing'

/** A play by name, where the specification's own paths do not lead: other limits, several losses at once, broken ports. */
export interface Scenario {
  readonly name: string
  readonly terms?: Partial<SpecTerms>
  readonly limits?: TransferOptions['limits']
  /** Events of the specification, and milliseconds that pass. */
  readonly steps: readonly (SpecEventType | number)[]
  readonly seen: Partial<Expected>
}

type Steps = Scenario['steps']

const reached: Steps = ['line up', 'microphone granted']
const nothing = { line: false, microphone: false, call: false, tone: false }

const sentences: readonly Steps[] = [[], ['sentence begins']]
const progress: readonly Steps[] = [[], ['180'], ['183 with sound']]

/** A page may let a call ring for less time than the assistant's sentence is waited for. */
const shortRing = sentences.flatMap((sentence) =>
  progress.map(
    (rings): Scenario => ({
      name: `the ring limit passes before the sentence’s: ${[...sentence, ...rings].join(', ') || 'nothing came'}`,
      limits: { ring: 1000 },
      steps: ['server asks', ...reached, ...sentence, ...rings, 1000],
      seen: { state: 'failed', notice: 'hanging-up', failure: rings.length > 0 ? 'no-answer' : 'timeout' },
    }),
  ),
)

const lost: Readonly<Record<string, Steps>> = {
  nothing: [],
  'the line': ['line down'],
  'the microphone': ['microphone unplugged'],
  both: ['line down', 'microphone unplugged'],
}

/** A page may wait for less time than a call needs to be hung up. The call lingers, and the next one does not wait. */
const shortDrain = Object.entries(lost).map(
  ([what, losses]): Scenario => ({
    name: `draining is cut short for the next target, with ${what} lost meanwhile`,
    limits: { drain: 1000 },
    steps: ['page asks', ...reached, '180', 'ring limit passes', ...losses, 1000],
    seen: { state: losses.length > 0 ? 'connecting' : 'calling', failure: null, outcome: null },
  }),
)

const kept = [false, true].flatMap((keepWarm): Scenario[] => [
  {
    name: `draining is cut short, and nobody else is to be called, ${keepWarm ? 'warm' : 'cold'}`,
    terms: { keepWarm },
    limits: { drain: 1000 },
    steps: ['server asks', ...reached, 'sentence ends', '180', 'ring limit passes', 1000],
    seen: { state: 'idle', notice: 'returned', failure: 'no-answer', hearing: { input: true, output: true } },
  },
  {
    name: `cleanup is cut short, ${keepWarm ? 'warm' : 'cold'}`,
    terms: { keepWarm },
    limits: { cleanup: 1000 },
    steps: ['server asks', ...reached, 'caller cancels', 1000],
    seen: { state: 'idle', notice: 'abandoned', failure: null, hearing: { input: true, output: true } },
  },
  {
    name: `the microphone’s limit passes before the line’s, ${keepWarm ? 'warm' : 'cold'}`,
    terms: { keepWarm },
    limits: { microphone: 1000 },
    steps: ['page asks', 1000],
    seen: { state: 'idle', notice: 'returned', failure: 'mic-denied', open: { ...nothing, line: keepWarm } },
  },
  ...[[], ['line up'] as const].map(
    (line): Scenario => ({
      name: `a microphone is lost that was never granted, ${[...line, keepWarm ? 'warm' : 'cold'].join(', ')}`,
      terms: { keepWarm },
      steps: ['page asks', ...line, 'microphone unplugged'],
      seen: { state: 'idle', notice: 'returned', failure: 'mic-missing', open: { ...nothing, line: keepWarm } },
    }),
  ),
])

const joined: Steps = ['page asks', ...reached, '180', '200']
const quiet: Steps = ['path found', 'comfort noise agreed', 'join limit passes']

const several: readonly Scenario[] = [
  ...Object.entries(lost).flatMap(([what, losses]) =>
    (
      [
        ['', []],
        [' on hold', ['far side holds']],
        [' with an agent who may be quiet', quiet],
      ] as const
    ).map(
      ([how, before]): Scenario => ({
        name: `the path fails while joining${how}, with ${what} lost before: the next target needs it again`,
        steps: [...joined, ...before, ...losses, 'path fails'],
        seen: { state: losses.length > 0 ? 'connecting' : 'calling', failure: null, outcome: null },
      }),
    ),
  ),
  {
    name: 'what is lost while joining on hold comes back, and an hour passes',
    steps: [
      ...([...joined, 'far side holds', 'line down', 'line up', 'microphone unplugged'] as const),
      ...(['microphone granted', 'caller unblocks', 3_600_000] as const),
    ],
    seen: { state: 'confirmed', notice: 'on-hold', failure: null },
  },
  ...(
    [
      ['joining', [], { state: 'confirmed', notice: 'joining' }],
      ['joining an agent who may be quiet', quiet, { state: 'confirmed', notice: 'joining' }],
      ['talking', ['sound proven'], { state: 'confirmed', notice: 'talking' }],
      ['hanging up', ['sound proven', 'caller hangs up'], { state: 'cleanup', notice: 'hanging-up' }],
      ['draining', ['join limit passes'], { state: 'failed', notice: 'hanging-up' }],
    ] as const
  ).map(
    ([where, more, seen]): Scenario => ({
      name: `a microphone that was lost is granted again: ${where}`,
      steps: [...joined, ...more, 'microphone unplugged', 'microphone granted'],
      seen,
    }),
  ),
]

const unblocking = progress.flatMap((rings) =>
  [[], ['sentence begins'] as const, ['sentence ends'] as const].map(
    (sentence): Scenario => ({
      name: `nothing is blocked, and is unblocked: ${['dialing', ...rings, ...sentence].join(', ')}`,
      steps: ['server asks', ...reached, ...rings, ...sentence, 'caller unblocks'],
      seen: { state: 'calling', failure: null, hearing: { input: true, output: true } },
    }),
  ),
)

export const scenarios: readonly Scenario[] = [
  ...shortRing,
  ...shortDrain,
  ...kept,
  ...several,
  ...unblocking,
  {
    name: 'a line crashes that nobody opened',
    steps: ['line crashes'],
    seen: { state: 'idle', notice: 'ready', open: nothing },
  },
]
