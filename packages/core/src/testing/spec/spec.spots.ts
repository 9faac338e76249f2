import type { Facts, Place } from './spec.types.ts'

const idle: readonly Place[] = ['idle', 'bridged', 'refused', 'returned', 'abandoned', 'handed over', 'lost']
const calling: readonly Place[] = ['dialing', 'ringing', 'early media']

/** Where in a place it stands, as far as what may happen next depends on it. */
export function spotOf({ place, line, microphone, sentence, trouble, quiet }: Facts): string {
  if (idle.includes(place)) return `${place} (${line === 'closed' ? 'cold' : 'warm'})`
  if (calling.includes(place)) return `${place} (sentence ${sentence})`
  const has = `${line === 'up' ? '' : 'no '}line, ${microphone === 'live' ? '' : 'no '}microphone`
  if (['connecting', 'draining', 'hanging up'].includes(place)) return `${place} (${has})`
  if (place === 'joining' && trouble === 'on hold') return `${place} (on hold)`
  if (place === 'joining' && quiet === 'given time') return `${place} (given time)`
  if (place !== 'waiting') return place
  return line === 'up' && microphone === 'live' ? `${place} (sentence ${sentence})` : `${place} (${has})`
}

/** Whether the same target would be tried again, and whether there is another one. */
const chances = ({ terms, targets, target, tries }: Facts): string =>
  `${tries < terms.retries ? 'again' : 'once'}, ${target + 1 < targets.length ? 'more' : 'last'}`

/** What else tells two situations of a spot apart. The rest follows its path, and is checked along it all the same. */
const distinguishing: Record<Place, (facts: Facts) => readonly unknown[]> = {
  idle: ({ line, assistant }) => [line, assistant],
  bridged: () => [],
  refused: ({ failure }) => [failure],
  returned: ({ failure }) => [failure],
  abandoned: () => [],
  'handed over': () => [],
  lost: ({ failure }) => [failure],
  connecting: (facts) => [facts.line, facts.microphone, facts.sentence, chances(facts)],
  dialing: (facts) => [facts.line, chances(facts)],
  ringing: (facts) => [facts.line, chances(facts)],
  'early media': (facts) => (facts.trouble === 'none' ? [facts.line, chances(facts), facts.joined] : [facts.trouble]),
  joining: (facts) =>
    facts.trouble === 'none' && !facts.muted
      ? [chances(facts), facts.joined, facts.quiet]
      : [facts.muted, facts.trouble],
  talking: ({ muted, trouble, silenced }) => [muted, trouble, silenced],
  draining: (facts) => [facts.failure, chances(facts)],
  waiting: (facts) => [facts.line, facts.microphone, chances(facts)],
  'hanging up': ({ committed }) => [committed],
}

/** What the specification tells apart. */
export const situationOf = (facts: Facts): string => [spotOf(facts), ...distinguishing[facts.place](facts)].join(' / ')
