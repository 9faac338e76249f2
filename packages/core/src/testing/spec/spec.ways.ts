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

export type Events = readonly SpecEventType[]

/** Facts, and the events that led to them. */
export interface Way {
  readonly events: Events
  readonly facts: Facts
  /** What comes next by itself: nothing else can. */
  readonly alone?: SpecEventType | undefined
}

/** A step out of a situation, and a way that ends with it. */
export interface Edge {
  readonly step: Pick<SpecStep, 'from' | 'event' | 'to'>
  readonly key: string
  readonly further: Way
}

/** Ways through the specification, as far as a subject goes along. */
export function waysOf({ follows, lacks }: Bounds) {
  const goes = ({ events, facts, alone }: Way, event: SpecEventType): Way | undefined => {
    const after = !alone || alone === event ? next(facts, event) : undefined
    if (!after) return undefined
    const step = {
      event,
      from: spotOf(facts),
      to: spotOf(after),
      // Asked for seldom, and dear.
      get expected() {
        return expected(after)
      },
    }
    return lacks?.(step) ? undefined : { events: [...events, event], facts: after, alone: follows?.(step) }
  }
  const onward = (way: Way, told: Events = possible(way.facts)): Way[] =>
    (way.alone ? [way.alone] : told).flatMap((event) => goes(way, event) ?? [])
  const along = (events: Events, start: Way): Way => events.reduce((way, event) => goes(way, event) ?? way, start)
  const keyOf = ({ facts, alone }: Way): string => [situationOf(facts), ...(alone ? [alone] : [])].join(' / ')

  /** A shortest way to every situation that the specification tells apart. */
  const shortest = (start: Way): Way[] => {
    const found = new Map([[keyOf(start), start]])
    // A map's values are iterated with what is added meanwhile.
    for (const way of found.values())
      for (const further of onward(way)) if (!found.has(keyOf(further))) found.set(keyOf(further), further)
    return [...found.values()]
  }
  const known = new Map<string, Edge[]>()
  /** What may come next, worked out once for all that differs only in what was told before. */
  const edgesOf = (way: Way): Edge[] => {
    const { attempts: _, outcome: __, ...deciding } = way.facts
    const key = JSON.stringify([deciding, way.alone])
    const edges =
      known.get(key) ??
      onward(way).map((further) => {
        const event = further.events.at(-1) as SpecEventType
        const step = { event, from: spotOf(way.facts), to: spotOf(further.facts) }
        return { step, key: keyOf(further), further }
      })
    known.set(key, edges)
    return edges
  }
  /** The nearest way on whose last step is news. */
  const nearest = (start: Way, isNews: (step: Edge['step']) => boolean): Way | undefined => {
    const found = new Map<string, Pick<Way, 'events'> & { way: Way }>([[keyOf(start), { events: [], way: start }]])
    for (const { events, way } of found.values())
      for (const { step, key, further } of edgesOf(way)) {
        const told = [...events, step.event]
        if (isNews(step)) return along(told, start)
        if (!found.has(key)) found.set(key, { events: told, way: further })
      }
    return undefined
  }
  /** Every way on that comes to no situation twice. */
  const simple = (way: Way, told: Events, been: readonly string[] = []): Way[] => {
    const key = keyOf(way)
    if (been.includes(key)) return []
    return [way, ...onward(way, told).flatMap((further) => simple(further, told, [...been, key]))]
  }
  return { onward, shortest, nearest, simple, along }
}

/** A transition of the specification: an event, where it happens, and where it leads. */
export const transitionOf = ({ from, event, to }: Pick<SpecStep, 'from' | 'event' | 'to'>): string =>
  `${from} — ${event} → ${to}`
