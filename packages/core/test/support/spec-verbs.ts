import type { SpecEventType, SpecTerms } from '@patchcord/core/testing'
import { specClock } from './spec-clock.ts'
import type { watchMachine } from './spec-machine.ts'
import type { AnyWorld } from './world.ts'

/** What is asked for, by the server and by the page. */
const asking = (w: AnyWorld, targets: SpecTerms['targets']) => ({
  'server asks': () => w.ask({ extension: targets[0] }),
  'server asks outside the policy': () => w.ask({ extension: '1234567' }),
  'server asks with a wrong field': () => w.ask({ extension: {} }),
  'server does not offer': () => w.ask({ success: false }),
  'server rings by itself': () => w.ask({ call_started: true }),
  'bridge fails': () => w.assistant.say({ type: 'transfer-status', message: { success: false, details: 'down' } }),
  'page asks': () => void w.transfer.request({ targets }),
  'page prepares': () => w.transfer.send('PREPARE'),
  'page releases': () => w.transfer.send('RELEASE'),
})

/** What the caller does without a screen. */
const doing = ({ transfer }: AnyWorld) => ({
  'caller cancels': () => transfer.send('CANCEL'),
  'caller hangs up': () => transfer.send('HANGUP'),
  'caller leaves': () => transfer.leave(),
  'caller mutes': () => transfer.send('MUTE'),
  'caller unmutes': () => transfer.send('UNMUTE'),
  'caller unblocks': () => transfer.send('UNBLOCK'),
  'caller tries again': () => transfer.retry(),
  'caller dismisses': () => transfer.send('DISMISS'),
})

const assisting = (w: AnyWorld, { mark }: Clock) => ({
  'sentence begins': () => {
    mark('sentence')
    w.speak('speaking')
  },
  'sentence ends': () => w.speak('spoken'),
  'assistant down': () => w.assistant.say({ type: 'down' }),
  'assistant up': () => w.assistant.say({ type: 'up' }),
})

const browsing = (w: AnyWorld) => ({
  'browser asks for the microphone': w.prompt,
  'microphone granted': w.grant,
  'microphone denied': () => w.deny('mic-denied'),
  'microphone missing': () => w.deny('mic-missing'),
  'microphone busy': () => w.deny('mic-busy'),
  'microphone unplugged': w.unplug,
  'microphone silenced': () => w.media.microphones.at(-1)?.say({ type: 'silenced', on: true }),
  'microphone sounds again': () => w.media.microphones.at(-1)?.say({ type: 'silenced', on: false }),
  'playback blocked': () => w.media.playbacks.at(-1)?.say({ type: 'blocked' }),
  'playback starts': () => w.media.playbacks.at(-1)?.say({ type: 'playing' }),
})

/** What the media port makes of the packets. */
const hearing = ({ media, prove }: AnyWorld) => ({
  'early media falls silent': () => media.watches.at(-1)?.say({ type: 'level', silent: true }),
  'comfort noise agreed': () => media.watches.at(-1)?.say({ type: 'comfort-noise' }),
  'sound proven': prove,
  'sound stops': () => media.watches.at(-1)?.say({ type: 'stalled' }),
  'sound flows': () => media.watches.at(-1)?.say({ type: 'flowing' }),
  'agent silent': () => media.watches.at(-1)?.say({ type: 'level', silent: true }),
  'agent heard': () => media.watches.at(-1)?.say({ type: 'level', silent: false }),
})

/** `linger`: what the far side does not end is let go, and counted apart. */
const waiting = ({ pass, mark }: Clock, linger: () => void) => ({
  'line limit passes': () => pass('line', 'line wanted'),
  'microphone limit passes': () => pass('microphone', 'microphones'),
  'announcement limit passes': () => pass('announcement', 'calls'),
  'speech limit passes': () => pass('speech', 'sentence'),
  'ring limit passes': () => pass('ring', 'calls'),
  'join limit passes': () => {
    pass('join', 'confirmed')
    // An agent who may be quiet is given the same time once more.
    mark('confirmed')
  },
  'link limit passes': () => pass('link', 'line lost'),
  'path limit passes': () => pass('path', 'path lost'),
  'back-off passes': () => pass('backoff', 'trying-again'),
  'warm limit passes': () => pass('warm', 'idle'),
  'hang-up limit passes': () => {
    pass('hangup', 'hangups')
    linger()
  },
})

const breaking = (crash: (child: string) => void, linger: () => void) => ({
  'assistant crashes': () => crash('assistant'),
  'line crashes': () => crash('line'),
  'microphone crashes': () => crash('mic'),
  'tone crashes': () => crash('ringback'),
  'call crashes': () => {
    crash('call')
    linger()
  },
})

type Clock = ReturnType<typeof specClock>

/** The verbs of everything but the line and its calls: they are the same over every stack. */
export function ownVerbs(w: AnyWorld, targets: SpecTerms['targets'], { crash }: ReturnType<typeof watchMachine>) {
  const clock = specClock(w)
  const lingering = new Set<unknown>()
  const linger = () => {
    for (const call of w.calls()) if (call.asked.includes('hangup')) lingering.add(call)
  }
  const verbs = {
    ...asking(w, targets),
    ...doing(w),
    ...assisting(w, clock),
    ...browsing(w),
    ...hearing(w),
    ...waiting(clock, linger),
    ...breaking(crash, linger),
  }
  return { verbs, clock, lingering: lingering as ReadonlySet<unknown> }
}

/** The verbs, each followed by a look. */
export const watched = (verbs: Partial<Record<SpecEventType, () => unknown>>, look: () => void) =>
  Object.fromEntries(
    Object.entries(verbs).map(([type, verb]) => [
      type,
      async () => {
        await verb()
        look()
      },
    ]),
  )
