import { type Bounds, type SpecEventType, type SpecStep, specEvents } from '@patchcord/core/testing'

const unanswered = ['dialing', 'ringing', 'early media']
const answered = ['joining', 'talking']
const ending = ['draining', 'hanging up']

const placeOf = (spot: string): string => spot.replace(/ \(.*/, '')

const gone: readonly SpecEventType[] = ['link limit passes', 'path limit passes']

/** What a stack, or the wire, does by itself. */
function follows(step: SpecStep): SpecEventType | undefined {
  const { from, event, to } = step
  const place = placeOf(from)
  // A call that was not answered ends with its socket, and a hang-up is not answered without one.
  if (event === 'line down' && unanswered.includes(place)) return 'call lost'
  if (event === 'line down' && ending.includes(place)) return 'call ends'
  // A 200 that crosses the CANCEL gets its ACK and BYE.
  if (event === '200' && ending.includes(place)) return 'call ends'
  // Behind a BYE, a call is over.
  if (answered.includes(place) && ending.includes(placeOf(to))) return 'call ends'
  const stalls = event === 'sound stops' && step.expected.notice === 'reconnecting'
  return stalls || gone.includes(event) ? 'call ends' : undefined
}

/** What cannot happen on a wire, by the sentence that says why. */
const impossible: Readonly<Record<string, (step: SpecStep, place: string) => boolean>> = {
  'A call that was not answered ends in the moment in which its socket is lost: it lives to see no line come back, and no path fail without one.':
    ({ event, to }, place) =>
      unanswered.includes(place) && (event === 'line up' || (event === 'path fails' && to.includes('no line'))),
  'A hang-up that waits for the far side’s answer ends in the moment in which its socket is lost: it lives to see no line come back.':
    ({ event }, place) => event === 'line up' && ending.includes(place),
  'An answered call outlives its socket on both stacks: a limit of this side, the path or a BYE ends it.': (
    { event },
    place,
  ) => event === 'call lost' && answered.includes(place),
  'The specification tells one trouble at a time, and a call that is over with its BYE leaves no time for another one.':
    ({ from, to }) => from === 'hanging up (no line, no microphone)' && placeOf(to) === 'handed over',
  'A stack that keeps its contract does not throw.': ({ event }) => specEvents[event] === 'defect',
}

const lacks = (step: SpecStep): string | undefined =>
  Object.entries(impossible).find(([, is]) => is(step, placeOf(step.from)))?.[0]

/** How far a real stack and a scripted peer go along with the specification. */
export const wireBounds: Required<Bounds> = { follows, lacks }
