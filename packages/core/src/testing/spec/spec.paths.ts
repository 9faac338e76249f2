import type { SpecEventType } from './spec.events.ts'
import { expected } from './spec.expected.ts'
import { fresh } from './spec.rules.ts'
import { situationOf, spotOf } from './spec.spots.ts'
import { specTable } from './spec.table.ts'
import type { Expected, Facts, SpecTerms } from './spec.types.ts'

/** One thing that happens, and what must hold after it. */
export interface SpecStep {
  readonly event: SpecEventType
  /** The spots before and after it: a place, and what in it decides what may come next. */
  readonly from: string
  readonly to: string
  readonly expected: Expected
}

/** A story from idle on: data alone, to be played against any subject. */
export interface SpecPath {
  /** Its events, in their order. */
  readonly name: string
  readonly terms: SpecTerms
  /** What must hold before anything happened. */
  readonly start: Expected
  readonly steps: readonly SpecStep[]
}

export const specTerms: SpecTerms = {
  targets: ['2001', '2005'],
  retries: 1,
  inputCut: 'answer',
  afterHandover: 'resume',
  keepWarm: false,
}

const next = (facts: Facts, event: SpecEventType): Facts | undefined => specTable[facts.place][event]?.(facts)

const possible = (facts: Facts): SpecEventType[] =>
  (Object.keys(specTable[facts.place]) as SpecEventType[]).filter((event) => next(facts, event) !== undefined)

/** A path by its events. Throws where one of them cannot happen. */
export function specPath(events: readonly SpecEventType[], terms: SpecTerms = specTerms): SpecPath {
  let facts = fresh(terms)
  const start = expected(facts)
  const steps = events.map((event) => {
    const from = spotOf(facts)
    const after = next(facts, event)
    if (!after) throw new Error(`“${event}” cannot happen in “${from}”`)
    facts = after
    return { event, from, to: spotOf(facts), expected: expected(facts) }
  })
  return { name: events.join(', '), terms, start, steps }
}

/** How far a subject goes along. */
export interface Bounds {
  /** What comes by itself behind a step, before anything else can. */
  readonly follows?: (step: SpecStep) => SpecEventType | undefined
  /** Why a step cannot happen there, in a sentence. */
  readonly lacks?: (step: SpecStep) => string | undefined
}

type Events = readonly SpecEventType[]

/** Facts, and the events that led to them. */
interface Way {
  readonly events: Events
  readonly facts: Facts
  /** What comes next by itself: nothing else can. */
  readonly alone?: SpecEventType | undefined
}

/** Ways through the specification, as far as a subject goes along. */
function waysOf({ follows, lacks }: Bounds) {
  const goes = ({ events, facts, alone }: Way, event: SpecEventType): Way | undefined => {
    const after = !alone || alone === event ? next(facts, event) : undefined
    if (!after) return undefined
    const step = { event, from: spotOf(facts), to: spotOf(after), expected: expected(after) }
    return lacks?.(step) ? undefined : { events: [...events, event], facts: after, alone: follows?.(step) }
  }
  const onward = (way: Way, told: Events = possible(way.facts)): Way[] =>
    (way.alone ? [way.alone] : told).flatMap((event) => goes(way, event) ?? [])
  const keyOf = ({ facts, alone }: Way): string => [situationOf(facts), ...(alone ? [alone] : [])].join(' / ')

  /** A shortest way to every situation that the specification tells apart. */
  const shortest = (start: Way): Way[] => {
    const found = new Map([[keyOf(start), start]])
    // A map's values are iterated with what is added meanwhile.
    for (const way of found.values())
      for (const further of onward(way)) if (!found.has(keyOf(further))) found.set(keyOf(further), further)
    return [...found.values()]
  }
  /** Every way on that comes to no situation twice. */
  const simple = (way: Way, told: Events, been: readonly string[] = []): Way[] => {
    const key = keyOf(way)
    if (been.includes(key)) return []
    return [way, ...onward(way, told).flatMap((further) => simple(further, told, [...been, key]))]
  }
  const along = (events: Events, start: Way): Way => events.reduce((way, event) => goes(way, event) ?? way, start)
  return { onward, shortest, simple, along }
}

/** What leads into a part of the story, and which events are told there in every order. */
interface Region {
  readonly before: Events
  readonly told: Events
}

const regions: readonly Region[] = [
  {
    before: ['server asks'],
    told: ['line up', 'browser asks for the microphone', 'microphone granted', 'sentence begins', 'sentence ends'],
  },
  {
    before: ['server asks', 'line up', 'microphone granted'],
    told: ['180', '183 with sound', '200', 'sentence begins', 'sentence ends', 'announcement limit passes'],
  },
  {
    before: ['page asks', 'line up', 'microphone granted'],
    told: ['180', 'busy', 'call lost', 'back-off passes', 'ring limit passes', 'call ends'],
  },
  {
    before: ['page asks', 'line up', 'microphone granted', '180', '200'],
    told: ['sound proven', 'caller mutes', 'line down', 'far side holds', 'playback blocked', 'caller hangs up', 'BYE'],
  },
]

/** A transition of the specification: an event, where it happens, and where it leads. */
export const transitionOf = ({ from, event, to }: Pick<SpecStep, 'from' | 'event' | 'to'>): string =>
  `${from} — ${event} → ${to}`

/** Each transition by a shortest way to it. */
function transitions(ways: readonly Way[], { onward }: ReturnType<typeof waysOf>): Map<string, Way> {
  const found = new Map<string, Way>()
  for (const way of ways)
    for (const further of onward(way)) {
      const event = further.events.at(-1) as SpecEventType
      const name = transitionOf({ from: spotOf(way.facts), event, to: spotOf(further.facts) })
      if (!found.has(name)) found.set(name, further)
    }
  return found
}

/** Without those that another one begins with. */
function longest(ways: readonly Events[]): Events[] {
  const begun = new Set(ways.flatMap((way) => way.map((_, index) => way.slice(0, index).join())))
  return [...new Map(ways.map((way) => [way.join(), way]))].filter(([name]) => !begun.has(name)).map(([, way]) => way)
}

/** All that the specification has, and the paths that lead through all of it. */
export interface SpecPaths {
  readonly spots: readonly string[]
  readonly situations: number
  readonly transitions: readonly string[]
  readonly paths: readonly SpecPath[]
}

/**
 * Shortest paths to every situation, all simple paths within a region, and every transition at least once, as far as a
 * subject goes along.
 */
export function specPaths(terms: SpecTerms = specTerms, bounds: Bounds = {}): SpecPaths {
  const ways = waysOf(bounds)
  const start: Way = { events: [], facts: fresh(terms) }
  const reached = ways.shortest(start)
  const every = transitions(reached, ways)
  const within = regions.flatMap(({ before, told }) => ways.simple(ways.along(before, start), told))
  const taken = new Set(
    [...reached, ...within].flatMap(({ events }) => specPath(events, terms).steps.map(transitionOf)),
  )
  const rest = [...every].filter(([name]) => !taken.has(name)).map(([, way]) => way)
  const chosen = longest([...reached, ...within, ...rest].map(({ events }) => events))
  return {
    spots: [...new Set(reached.map(({ facts }) => spotOf(facts)))].sort(),
    situations: reached.length,
    transitions: [...every.keys()].sort(),
    paths: chosen.map((events) => specPath(events, terms)),
  }
}

/** Of these paths enough to take every transition, or every wanted one, that any of them takes; the longest first. */
export function covering(paths: readonly SpecPath[], wanted: (step: SpecStep) => boolean = () => true): SpecPath[] {
  const taken = new Set<string>()
  return [...paths]
    .sort((one, other) => other.steps.length - one.steps.length)
    .filter(({ steps }) => {
      const news = steps
        .filter(wanted)
        .map(transitionOf)
        .filter((name) => !taken.has(name))
      for (const name of news) taken.add(name)
      return news.length > 0
    })
}
