import type { SpecEventType } from './spec.events.ts'
import {
  agentEnds,
  becomes,
  callerRetries,
  clears,
  drained,
  either,
  fails,
  givesUp,
  has,
  losesAgent,
  nothing,
  pageAsks,
  type Rule,
  refuses,
  released,
  serverAsks,
  set,
  shows,
  stops,
  to,
  triesAgain,
  troubles,
  unless,
  when,
} from './spec.rules.ts'
import type { Facts, Place } from './spec.types.ts'

type Rules = Partial<Record<SpecEventType, Rule>>

const line =
  (...states: readonly Facts['line'][]) =>
  ({ line: now }: Facts): boolean =>
    states.includes(now)
const microphone =
  (...states: readonly Facts['microphone'][]) =>
  (facts: Facts) =>
    states.includes(facts.microphone)
const sentence =
  (...states: readonly Facts['sentence'][]) =>
  (facts: Facts) =>
    states.includes(facts.sentence)

const isOpen = line('opening', 'up', 'down', 'crashed')
const crashes = when(line('opening', 'up', 'down'), set({ line: 'crashed' }))

/** The loss of the assistant's server ends nothing. */
const everywhere: Rules = {
  'assistant crashes': when(({ assistant }) => assistant === 'here', set({ assistant: 'gone' })),
  'line crashes': crashes,
  'assistant down': when(({ assistant }) => assistant === 'here', set({ assistant: 'gone' })),
  'assistant up': when(({ assistant }) => assistant === 'gone', set({ assistant: 'here' })),
}

const cools = when(isOpen, set({ line: 'closed', prepared: false }))

const idle: Rules = {
  ...everywhere,
  'server asks': serverAsks,
  'page asks': pageAsks,
  'server asks outside the policy': refuses('policy-refused'),
  'server asks with a wrong field': refuses('invalid-request'),
  'server does not offer': refuses('not-offered'),
  'server rings by itself': (facts) => shows(facts, 'bridged'),
  'page prepares': when(line('closed'), set({ line: 'opening', prepared: true })),
  'page releases': cools,
  'caller leaves': cools,
  'warm limit passes': cools,
  'line up': when(line('opening'), set({ line: 'up' })),
  // No transfer needs it now: the next one opens a new one.
  'line down': when(line('opening', 'up'), cools),
}

/** Idle, with what the last request came to. */
const shown: Rules = { ...idle, 'caller dismisses': (facts) => shows(facts, 'idle') }

const afterFailure: Rules = { ...shown, 'caller tries again': callerRetries }

/** Told in a talk alone, and remembered until then. */
const silenced: Rules = {
  'microphone silenced': when((facts) => microphone('live')(facts) && !facts.silenced, set({ silenced: true })),
  'microphone sounds again': when((facts) => microphone('live')(facts) && facts.silenced, set({ silenced: false })),
}

/** A transfer runs: the caller may end it, and a second request changes nothing. */
const running: Rules = {
  ...everywhere,
  ...silenced,
  'caller cancels': stops,
  'caller hangs up': stops,
  'caller leaves': stops,
  'server asks': nothing,
  'page asks': nothing,
  // It speaks of the server's own bridge, not of the call here.
  'bridge fails': nothing,
  'microphone crashes': unless(microphone('released'), set({ microphone: 'released' })),
}

/** The line comes and goes by itself, and no attempt depends on it now. */
const reconnecting: Rules = {
  'line up': when(line('opening', 'down'), set({ line: 'up' })),
  'line down': when(line('up'), set({ line: 'down' })),
}

/** The sentence that announces the transfer. */
const announced: Rules = {
  'sentence begins': when(sentence('expected'), set({ sentence: 'speaking' })),
  'sentence ends': when(sentence('expected', 'speaking'), set({ sentence: 'spoken' })),
}

const unanswered = microphone('asked', 'prompting')

/** The browser asks the caller once; the answer counts, whatever became of the line meanwhile. */
const asked: Rules = {
  'browser asks for the microphone': when(microphone('asked'), set({ microphone: 'prompting' })),
  'microphone denied': when(unanswered, fails('mic-denied')),
  'microphone missing': when(unanswered, fails('mic-missing')),
  'microphone busy': when(unanswered, fails('mic-busy')),
}

const connecting: Rules = {
  ...running,
  ...announced,
  ...asked,
  'line up': when(line('opening', 'down'), has({ line: 'up' })),
  'line down': either(
    when(line('up'), set({ line: 'down' })),
    when(line('opening', 'down'), fails('server-unreachable')),
  ),
  'line limit passes': when(line('opening', 'down'), fails('server-unreachable')),
  'microphone granted': when(unanswered, has({ microphone: 'live' })),
  'microphone unplugged': when(microphone('live'), fails('mic-missing')),
  // The line's limit would have passed long before, and the sentence is over by then.
  'microphone limit passes': when(
    (facts) => line('up')(facts) && unanswered(facts) && !sentence('speaking')(facts),
    fails('mic-denied'),
  ),
  'line crashes': fails('internal', { line: 'crashed' }),
  'microphone crashes': fails('internal', { microphone: 'released' }),
}

/** What comes over the line, while it is up. */
const said = (rule: Rule): Rule => when(line('up'), rule)

/** The INVITE is out. */
const calling: Rules = {
  ...running,
  ...announced,
  'announcement limit passes': when(sentence('expected'), set({ sentence: 'spoken' })),
  'speech limit passes': when(sentence('speaking'), set({ sentence: 'spoken' })),
  'line down': when(line('up'), set({ line: 'down' })),
  'line up': when(line('down'), set({ line: 'up' })),
  'microphone unplugged': when(microphone('live'), givesUp('mic-missing', { microphone: 'released' })),
  '200': said(set({ place: 'joining', answered: true, sentence: 'spoken' })),
  busy: said(fails('busy')),
  'no such extension': said(fails('not-found')),
  forbidden: said(fails('forbidden')),
  'server error': said(fails('server-error')),
  'call lost': fails('connection-lost'),
  'path fails': fails('ice-failed'),
  'call crashes': fails('internal'),
  // The sentence's limits are shorter, and pass first.
  'ring limit passes': when(sentence('spoken'), givesUp('no-answer')),
}

/** The browser may want a gesture before it plays what the far side sends. */
const played: Rules = {
  'playback blocked': troubles('blocked'),
  'caller unblocks': when(({ trouble }) => trouble === 'blocked', nothing),
  'playback starts': clears('blocked'),
}

const finds = unless(({ joined }) => joined, set({ joined: true }))

const isUp = ({ trouble }: Facts): boolean => !['line gone', 'path gone'].includes(trouble)

const isHeld = ({ trouble }: Facts): boolean => trouble === 'on hold'

/** The far side answered, and what may disturb that. */
const answered: Rules = {
  ...running,
  ...played,
  'caller mutes': when((facts) => isUp(facts) && !facts.muted, set({ muted: true })),
  'caller unmutes': when((facts) => isUp(facts) && facts.muted, set({ muted: false })),
  'line down': troubles('line lost', { line: 'down' }),
  'line up': clears('line lost', { line: 'up' }),
  'microphone unplugged': troubles('microphone lost', { microphone: 'unplugged' }),
  'far side holds': troubles('on hold'),
  'far side resumes': clears('on hold'),
  'path shaky': when(({ joined }) => joined, troubles('path shaky')),
  'path steady': clears('path shaky'),
}

/** What each event of the outside world makes of each place; what is not named cannot happen there. */
export const specTable: Record<Place, Rules> = {
  idle,
  bridged: { ...shown, 'bridge fails': refuses('not-offered') },
  refused: shown,
  returned: afterFailure,
  abandoned: shown,
  'handed over': shown,
  lost: afterFailure,
  connecting,
  dialing: {
    ...calling,
    'INVITE sent': said(nothing),
    '180': said(to('ringing')),
    '183 without sound': said(to('ringing')),
    '183 with sound': said(to('early media')),
    'ring limit passes': when(sentence('spoken'), givesUp('timeout')),
  },
  ringing: {
    ...calling,
    'tone crashes': when(sentence('spoken'), nothing),
    '183 with sound': said(to('early media')),
    '183 without sound': said(nothing),
  },
  'early media': {
    ...calling,
    ...played,
    'path found': finds,
    '180': said(nothing),
    'early media falls silent': when(({ trouble }) => trouble === 'none', to('ringing')),
  },
  joining: {
    ...answered,
    'path found': finds,
    // Nothing is to arrive from an agent who holds the call, and nobody gives them up for it.
    'far side resumes': (facts) => clears('on hold', facts.quiet === 'never' ? {} : { quiet: 'agreed' })(facts),
    'sound proven': unless(isHeld, set({ place: 'talking', committed: true, joined: true })),
    'comfort noise agreed': when(
      ({ quiet, trouble }) => quiet === 'never' && trouble === 'none',
      set({ quiet: 'agreed' }),
    ),
    // The agent answered, and heard nobody: because of the network between, or of the phone. One who may be quiet is
    // listened for once more.
    'join limit passes': unless(
      isHeld,
      either(
        unless(({ joined }) => joined, givesUp('ice-failed')),
        when(({ quiet }) => quiet === 'agreed', set({ quiet: 'given time' })),
        givesUp('no-audio'),
      ),
    ),
    BYE: said(fails('declined')),
    'call lost': fails('connection-lost'),
    'path fails': fails('ice-failed'),
    'call crashes': fails('internal'),
  },
  talking: {
    ...answered,
    'sound stops': either(troubles('no sound'), becomes('line lost', 'line gone')),
    'sound flows': clears('no sound'),
    'link limit passes': becomes('line lost', 'line gone'),
    'path limit passes': becomes('path shaky', 'path gone'),
    'call ends': unless(isUp, losesAgent('connection-lost')),
    'hang-up limit passes': unless(isUp, losesAgent('connection-lost')),
    'agent silent': troubles('silent'),
    'agent heard': clears('silent'),
    BYE: said(agentEnds),
    'call lost': losesAgent('connection-lost'),
    'path fails': losesAgent('connection-lost'),
    'call crashes': losesAgent('internal'),
  },
  draining: {
    ...running,
    ...reconnecting,
    'microphone unplugged': when(microphone('live'), set({ microphone: 'unplugged' })),
    '200': said(nothing),
    'call crashes': drained,
    'call ends': drained,
    'hang-up limit passes': drained,
  },
  waiting: {
    ...running,
    ...reconnecting,
    ...announced,
    ...asked,
    'microphone granted': when(unanswered, set({ microphone: 'live' })),
    'microphone unplugged': when(microphone('live'), set({ microphone: 'unplugged' })),
    'back-off passes': triesAgain,
  },
  'hanging up': {
    ...everywhere,
    ...silenced,
    ...reconnecting,
    'microphone unplugged': when(microphone('live'), set({ microphone: 'unplugged' })),
    'microphone crashes': unless(microphone('released'), set({ microphone: 'released' })),
    'server asks': nothing,
    'page asks': nothing,
    'caller cancels': nothing,
    'caller hangs up': nothing,
    'caller leaves': nothing,
    '200': said(nothing),
    'call crashes': released,
    'call ends': released,
    'hang-up limit passes': released,
  },
}
