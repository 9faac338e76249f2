import type { SpecEventType, SpecTerms } from '@patchcord/core/testing'
import type { InspectionEvent } from 'xstate'
import { specClock } from './spec-clock.ts'
import { transitionOf } from './transfer-model.ts'
import { world } from './world.ts'

/** Notes the transitions that the real machine takes, and lets a test send what no port can. */
function watchMachine() {
  const taken = new Set<string>()
  let root: { send(event: { type: string; error: Error }): void } | undefined
  let value: unknown
  const inspect = (told: InspectionEvent) => {
    if (told.actorRef.sessionId !== told.rootId || told.type !== '@xstate.snapshot') return
    const snapshot = told.snapshot as { value?: unknown }
    if (root) taken.add(transitionOf(value, told.event.type, snapshot.value))
    root = told.actorRef as unknown as NonNullable<typeof root>
    value = snapshot.value
  }
  const crash = (child: string) => root?.send({ type: `xstate.error.actor.${child}`, error: new Error('planned') })
  return { inspect, taken, crash }
}

/** What is asked for, by the server and by the page. */
const asking = (w: World, targets: SpecTerms['targets']) => ({
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
const doing = ({ transfer }: World) => ({
  'caller cancels': () => transfer.send('CANCEL'),
  'caller hangs up': () => transfer.send('HANGUP'),
  'caller leaves': () => transfer.leave(),
  'caller mutes': () => transfer.send('MUTE'),
  'caller unmutes': () => transfer.send('UNMUTE'),
  'caller unblocks': () => transfer.send('UNBLOCK'),
  'caller tries again': () => transfer.retry(),
  'caller dismisses': () => transfer.send('DISMISS'),
})

const assisting = (w: World, { mark }: Clock) => ({
  'sentence begins': () => {
    mark('sentence')
    w.speak('speaking')
  },
  'sentence ends': () => w.speak('spoken'),
  'assistant down': () => w.assistant.say({ type: 'down' }),
  'assistant up': () => w.assistant.say({ type: 'up' }),
})

const browsing = (w: World) => ({
  'browser asks for the microphone': w.prompt,
  'microphone granted': w.grant,
  'microphone denied': () => w.deny('mic-denied'),
  'microphone missing': () => w.deny('mic-missing'),
  'microphone busy': () => w.deny('mic-busy'),
  'microphone unplugged': w.unplug,
  'playback blocked': () => w.media.playbacks.at(-1)?.say({ type: 'blocked' }),
  'playback starts': () => w.media.playbacks.at(-1)?.say({ type: 'playing' }),
})

const signalling = (w: World, { mark }: Clock) => ({
  'line up': w.lineUp,
  'line down': () => {
    mark('line lost')
    mark('line wanted')
    w.lineDown()
  },
  'INVITE sent': w.sent,
  '180': w.ring,
  '183 with sound': w.early,
  '200': w.answer,
  busy: () => w.refuse(486),
  'no such extension': () => w.refuse(404),
  forbidden: () => w.refuse(403),
  'server error': () => w.refuse(500),
  'call lost': w.lose,
  BYE: w.bye,
  'call ends': () => w.sip.call.end(),
  'far side holds': () => w.sip.call.say({ type: 'remote-hold', on: true }),
  'far side resumes': () => w.sip.call.say({ type: 'remote-hold', on: false }),
})

const sounding = ({ media, sip, prove, join }: World, { mark }: Clock) => ({
  'sound proven': prove,
  'sound stops': () => media.watches.at(-1)?.say({ type: 'stalled' }),
  'sound flows': () => media.watches.at(-1)?.say({ type: 'flowing' }),
  'agent silent': () => media.watches.at(-1)?.say({ type: 'level', silent: true }),
  'agent heard': () => media.watches.at(-1)?.say({ type: 'level', silent: false }),
  'path found': join,
  'path shaky': () => {
    mark('path lost')
    sip.call.say({ type: 'media', state: 'disconnected' })
  },
  'path steady': join,
  'path fails': () => sip.call.end({ cause: 'media', by: 'system' }),
})

/** `linger`: what the far side does not end is let go, and counted apart. */
const waiting = ({ pass }: Clock, linger: () => void) => ({
  'line limit passes': () => pass('line', 'line wanted'),
  'microphone limit passes': () => pass('microphone', 'microphones'),
  'announcement limit passes': () => pass('announcement', 'calls'),
  'speech limit passes': () => pass('speech', 'sentence'),
  'ring limit passes': () => pass('ring', 'calls'),
  'join limit passes': () => pass('join', 'confirmed'),
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

type World = ReturnType<typeof world>
type Clock = ReturnType<typeof specClock>

/** The specification's verbs for a transfer over the mocks: a far side that does nothing by itself, a simulated clock. */
export function specVerbs({ targets, ...settings }: SpecTerms, more: Parameters<typeof world>[0] = {}) {
  const { inspect, taken, crash } = watchMachine()
  const w = world({ ...settings, ...more, inspect }, { obeysHangup: false })
  const clock = specClock(w)
  const lingering = new Set<unknown>()
  const linger = () => {
    for (const call of w.calls()) if (call.asked.includes('hangup')) lingering.add(call)
  }
  const verbs: Record<SpecEventType, () => void> = {
    ...asking(w, targets),
    ...doing(w),
    ...assisting(w, clock),
    ...browsing(w),
    ...signalling(w, clock),
    ...sounding(w, clock),
    ...waiting(clock, linger),
    ...breaking(crash, linger),
  }
  return { world: w, verbs, look: clock.look, taken: taken as ReadonlySet<string>, lingering }
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
