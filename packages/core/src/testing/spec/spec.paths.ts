import type { SpecEventType } from './spec.events.ts'
import { fresh } from './spec.rules.ts'
import { spotOf } from './spec.spots.ts'
import type { SpecTerms } from './spec.types.ts'
import {
  type Bounds,
  type Edge,
  type Events,
  type SpecPath,
  specPath,
  specTerms,
  transitionOf,
  type Way,
  waysOf,
} from './spec.ways.ts'

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
    told: [
      '180',
      '183 with sound',
      '183 without sound',
      '200',
      'sentence begins',
      'sentence ends',
      'announcement limit passes',
    ],
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

/** No tour is longer: whoever reads where it failed still has to understand it. */
const longestTour = 40

/**
 * Few paths that together take every transition that is wanted: each goes on, by a shortest way, to one that is still
 * left. For subjects to whom a beginning is dear.
 */
export function specTours(
  settings: readonly SpecTerms[],
  bounds: Bounds,
  wanted: (step: Edge['step']) => boolean,
): SpecPath[] {
  const ways = waysOf(bounds)
  const taken = new Set<string>()
  const isNews = (step: Edge['step']) => wanted(step) && !taken.has(transitionOf(step))
  const onTour = (terms: SpecTerms): SpecPath | undefined => {
    let way: Way = { events: [], facts: fresh(terms) }
    for (;;) {
      const further = ways.nearest(way, isNews)
      if (!further || further.events.length > longestTour) break
      const added = specPath(further.events, terms).steps.slice(way.events.length)
      for (const step of added.filter(wanted)) taken.add(transitionOf(step))
      way = further
    }
    return way.events.length > 0 ? specPath(way.events, terms) : undefined
  }
  const tours = (terms: SpecTerms): SpecPath[] => {
    const tour = onTour(terms)
    return tour ? [tour, ...tours(terms)] : []
  }
  return settings.flatMap(tours)
}

/** Of these paths enough to take every transition that any of them takes; the longest first. */
export function covering(paths: readonly SpecPath[]): SpecPath[] {
  const taken = new Set<string>()
  return [...paths]
    .sort((one, other) => other.steps.length - one.steps.length)
    .filter(({ steps }) => {
      const news = steps.map(transitionOf).filter((name) => !taken.has(name))
      for (const name of news) taken.add(name)
      return news.length > 0
    })
}
