import { tones } from '../support/fixtures.ts'
import type { Fault } from './faults.ts'
import type { CallerOptions } from './fixtures.ts'
import { lab, phoneTone, wssUrl } from './lab.config.ts'
import type { Calls } from './lab.ts'
import {
  agentHangsUp,
  answerCrossesCancel,
  asks,
  crashes,
  endsUnheard,
  fails,
  hangsUp,
  hears,
  inflict,
  isAnswered,
  isHeard,
  leaves,
  olderIsCancelled,
  presses,
  reloads,
  type Step,
  sees,
  unplugs,
} from './scene.ts'

/** Where in the call it happens: before it is asked for, while 2010 rings, or while the caller talks with 2001. */
export type Moment = 'before' | 'ringing' | 'talking'

/** One fault at one moment. */
export interface Row {
  readonly fault: string
  readonly moment: Moment
  readonly steps: readonly Step[]
  /** What nobody on our side could end, so that the PBX has to. */
  readonly left?: Partial<Calls>
  /** What is so before the moment. */
  readonly given?: readonly Fault[]
  readonly page?: CallerOptions
}

const before = (fault: string, steps: readonly Step[], rest: Partial<Row> = {}): Row => ({
  fault,
  moment: 'before',
  steps,
  ...rest,
})
const ringing = (fault: string, steps: readonly Step[], rest: Partial<Row> = {}): Row => ({
  ...before(fault, steps, rest),
  moment: 'ringing',
})
const talking = (fault: string, steps: readonly Step[], rest: Partial<Row> = {}): Row => ({
  ...before(fault, steps, rest),
  moment: 'talking',
})

/** A page whose calls ring for so many milliseconds. */
const ring = (limit: number): Partial<Row> => ({
  page: { settings: (settings) => ({ ...settings, limits: { ring: limit } }) },
})

const by = (browser: CallerOptions['browser'] & string): Partial<Row> => ({ page: { browser } })
const farAway: Partial<Row> = { given: ['detour'], page: { pbx: wssUrl(lab.delayed.wss) } }

const stillTalking = [hears(phoneTone), isHeard(tones.caller), hangsUp]
const recovers = [sees('confirmed', 'reconnecting'), hears(phoneTone), sees('confirmed', 'talking')]
const phoneAndRelay = { relay: 1, phones: 1 }
const everything = { pbx: 1, relay: 1, phones: 1 }

const webSocket: readonly Row[] = [
  before('untrusted certificate', [asks('2001'), fails('server-unreachable')], by('trusts signed certificates alone')),
  before('WSS refused', [inflict('wss-refuse'), asks('2001'), fails('server-unreachable')]),
  ringing('WSS dropped and refused', [inflict('wss-refuse', 'wss-drop'), fails('server-unreachable', 30)], {
    left: everything,
  }),
  talking(
    'WSS dropped and refused',
    [
      inflict('wss-refuse', 'wss-drop'),
      sees('confirmed', 'reconnecting'),
      hears(phoneTone),
      fails('connection-lost', 20),
    ],
    { left: everything },
  ),
  // The first call is cancelled over the next connection, before the second one rings.
  ringing('WSS dropped and back', [
    inflict('wss-drop'),
    sees('failed', 'trying-again'),
    sees('calling', 'ringing'),
    olderIsCancelled,
    presses('Cancel'),
    sees('idle', 'abandoned'),
  ]),
  ringing('WSS dropped and refused, until the caller asks again', [
    inflict('wss-refuse', 'wss-drop'),
    fails('server-unreachable', 30),
    inflict('wss-accept'),
    asks('2001'),
    sees('confirmed', 'talking'),
    olderIsCancelled,
    hangsUp,
  ]),
  talking('WSS dropped and back', [inflict('wss-drop'), ...recovers, ...stillTalking]),
  talking('WSS dropped, and the phone hangs up meanwhile', [
    inflict('wss-refuse', 'wss-drop', 'phone-hangs-up', 'wss-accept'),
    endsUnheard,
  ]),
  talking('WSS dropped and back, then the phone hangs up', [
    inflict('wss-drop'),
    ...recovers,
    inflict('phone-hangs-up'),
    agentHangsUp,
  ]),
  talking('WSS dropped and back, and the caller hangs up meanwhile', [
    inflict('wss-refuse', 'wss-drop'),
    sees('confirmed', 'reconnecting'),
    inflict('wss-accept'),
    hangsUp,
  ]),
  before('WSS hangs', [inflict('wss-hang'), asks('2001'), fails('server-unreachable', 8)]),
  ringing('WSS hangs', [inflict('wss-hang'), fails('no-answer'), inflict('unblock')], ring(6000)),
  talking('WSS hangs, and the phone hangs up meanwhile', [
    inflict('wss-hang', 'phone-hangs-up'),
    sees('confirmed', 'no-sound'),
    hears(0),
    fails('connection-lost', 30),
    inflict('unblock'),
  ]),
  talking('WSS hangs', [inflict('wss-hang'), hears(phoneTone), hangsUp, inflict('unblock')]),
]

const pbx: readonly Row[] = [
  before('PBX down', [inflict('pbx-kill'), asks('2001'), fails('server-unreachable')]),
  ringing('PBX down', [inflict('pbx-kill'), fails('server-unreachable', 30)], { left: phoneAndRelay }),
  talking(
    'PBX down',
    [inflict('pbx-kill'), sees('confirmed', 'reconnecting'), hears(phoneTone), fails('connection-lost', 20)],
    { left: phoneAndRelay },
  ),
  before('PBX frozen', [inflict('pbx-freeze'), asks('2001'), fails('server-unreachable', 8), inflict('pbx-thaw')]),
  ringing('PBX frozen', [inflict('pbx-freeze'), fails('no-answer'), inflict('pbx-thaw')], ring(6000)),
  talking('PBX frozen', [inflict('pbx-freeze'), hears(phoneTone), hangsUp, inflict('pbx-thaw')]),
  before('PBX restarted', [inflict('pbx-restart'), asks('2001'), sees('confirmed', 'talking'), ...stillTalking]),
  before('registration expired', [inflict('registration-expires'), asks('2010'), fails('unavailable')]),
  talking('PBX restarted', [inflict('pbx-restart'), ...recovers, ...stillTalking]),
]

const media: readonly Row[] = [
  before('media relay down', [inflict('relay-kill'), asks('2001'), fails('server-error'), inflict('relay-start')]),
  talking('media relay down', [
    inflict('relay-kill'),
    sees('confirmed', 'no-sound'),
    hears(0),
    fails('connection-lost', 25),
    inflict('relay-start'),
  ]),
  ringing('media relay down', [
    inflict('relay-kill', 'phone-answers'),
    fails('codec-mismatch'),
    inflict('relay-start'),
  ]),
  // Thawed, the relay reads an offer that nobody waits for any more.
  before('media relay frozen', [inflict('relay-freeze'), asks('2001'), fails('server-error'), inflict('relay-thaw')], {
    left: { relay: 1 },
  }),
  talking('media relay frozen', [
    inflict('relay-freeze'),
    sees('confirmed', 'no-sound'),
    hears(0),
    fails('connection-lost', 25),
    inflict('relay-thaw'),
  ]),
  talking('media relay frozen and thawed', [
    // What is sent to it meanwhile is lost: a socket on which 250 packets wait, five seconds, rtpengine gives up for good.
    inflict('relay-freeze', 'media-block'),
    sees('confirmed', 'no-sound'),
    // At once: the longer it lasts, the nearer is ICE to giving up.
    inflict('unblock', 'relay-thaw'),
    sees('confirmed', 'talking'),
    ...stillTalking,
  ]),
  before('UDP blocked', [inflict('media-block'), asks('2001'), fails('ice-failed', 20)]),
  talking('UDP blocked', [
    inflict('media-block'),
    sees('confirmed', 'no-sound'),
    hears(0),
    fails('connection-lost', 25),
  ]),
  before('one-way audio: no packet from the phone', [inflict('phone-silence'), asks('2001'), fails('no-audio', 20)]),
  talking('one-way audio: no packet from the phone', [
    inflict('phone-silence'),
    sees('confirmed', 'no-sound'),
    hears(0),
    inflict('unblock'),
    sees('confirmed', 'talking'),
    ...stillTalking,
  ]),
  talking('one-way audio: no packet to the phone', [inflict('caller-silence'), isHeard(0), hears(phoneTone), hangsUp]),
  before('20 % loss', [inflict('loss'), asks('2001'), sees('confirmed', 'talking'), ...stillTalking]),
  talking('20 % loss', [inflict('loss'), ...stillTalking]),
  before('300 ms delay', [inflict('delay'), asks('2001'), sees('confirmed', 'talking'), ...stillTalking], farAway),
  talking('300 ms delay', [inflict('delay'), ...stillTalking], farAway),
]

const callersSide: readonly Row[] = [
  ringing('answer after cancel', [
    inflict('wss-hang'),
    presses('Cancel'),
    inflict('phone-answers'),
    isAnswered,
    inflict('unblock'),
    sees('idle', 'abandoned'),
    answerCrossesCancel,
  ]),
  before('microphone denied', [asks('2001'), fails('mic-denied')], by('microphone denied')),
  before('no microphone', [asks('2001'), fails('mic-missing')], by('no microphone')),
  ringing('microphone unplugged', [unplugs, fails('mic-missing')]),
  talking('microphone unplugged', [unplugs, sees('confirmed', 'microphone-lost'), hears(phoneTone), hangsUp]),
  ringing('tab closed', [leaves('close')]),
  talking('tab closed', [leaves('close')]),
  ringing('tab navigated', [leaves('navigate')]),
  talking('tab navigated', [leaves('navigate')]),
  ringing('tab reloaded', [reloads]),
  talking('tab reloaded', [reloads]),
  ringing('renderer crashed', [crashes], { left: everything }),
  talking('renderer crashed', [crashes], { left: everything }),
]

/** Every fault at every moment where it means something of its own. */
export const rows: readonly Row[] = [...webSocket, ...pbx, ...media, ...callersSide]

/** How a row comes to its moment. */
export const moments: Readonly<Record<Moment, readonly Step[]>> = {
  before: [],
  ringing: [asks('2010'), sees('calling', 'ringing')],
  talking: [asks('2001'), sees('confirmed', 'talking', 25), hears(phoneTone)],
}
