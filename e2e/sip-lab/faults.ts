import { registrationLimit } from './kamailio.ts'
import { lab as names } from './lab.config.ts'
import type { Lab } from './lab.ts'
import { block, unblock } from './network.ts'

type Act = (lab: Lab) => unknown

const stop =
  (name: 'kamailio' | 'rtpengine'): Act =>
  (lab) =>
    lab[name].component.stop('SIGKILL')
const signal =
  (name: 'kamailio' | 'rtpengine', kind: NodeJS.Signals): Act =>
  (lab) =>
    lab[name].component.signal(kind)

async function startKamailio({ kamailio }: Lab): Promise<void> {
  await kamailio.start()
  await kamailio.putPhonesBack()
}

async function restartKamailio(lab: Lab): Promise<void> {
  await lab.kamailio.component.stop()
  await startKamailio(lab)
}

/**
 * What outlives its end in the PBX, so that only a restart mends it. A relay that did not answer is remembered, and the
 * next call fails. A PBX that stood still makes up for its timers in one leap, seconds after it goes on: what was begun
 * before the leap is answered by 408 at once.
 */
const outlives =
  (act: Act): Act =>
  (lab) => {
    lab.pbxIsUpset = true
    return act(lab)
  }

/** What can be broken in a running lab, each by one command; and what a person at the far side does. */
export const faults = {
  'wss-refuse': [({ kamailio }) => kamailio.set('wss', 'refuse'), 'WebSocket handshakes get a 503'],
  'wss-accept': [({ kamailio }) => kamailio.set('wss', 'accept'), 'and are taken again'],
  'wss-drop': [({ kamailio }) => kamailio.closeWebSockets(), 'every open WebSocket is closed'],
  'wss-hang': [() => block('wss'), 'WebSockets hang, without a close'],
  'pbx-kill': [stop('kamailio'), 'the PBX is gone: its ports refuse'],
  'pbx-start': [startKamailio, 'and is back'],
  'pbx-restart': [restartKamailio, 'the PBX restarts, and forgets who is registered'],
  'pbx-freeze': [outlives(signal('kamailio', 'SIGSTOP')), 'the PBX takes connections and says nothing'],
  'pbx-thaw': [signal('kamailio', 'SIGCONT'), 'and goes on'],
  'relay-kill': [outlives(stop('rtpengine')), 'the media relay is gone'],
  'relay-start': [({ rtpengine }) => rtpengine.start(), 'and is back'],
  'relay-freeze': [outlives(signal('rtpengine', 'SIGSTOP')), 'the media relay stands still'],
  'relay-thaw': [signal('rtpengine', 'SIGCONT'), 'and goes on'],
  'media-block': [() => block('media'), 'no UDP reaches the media relay'],
  'phone-silence': [() => block('phoneVoice'), 'the caller gets nothing of the phone’s voice'],
  'caller-silence': [() => block('callerVoice'), 'the phone gets nothing of the caller’s voice'],
  loss: [() => block('fifth'), 'every fifth packet to the media relay is lost'],
  detour: [(lab) => lab.detour(0), 'a second WebSocket port, and media by way of a relay that can delay'],
  delay: [(lab) => lab.detour(names.delayed.ms), 'the same, and everything takes 300 ms longer there'],
  unblock: [unblock, 'the network lets everything through again'],
  'registration-expires': [({ kamailio }) => kamailio.expire('2010'), 'the registration of desk phone 2010 is over'],
  'anonymous-allow': [({ kamailio }) => kamailio.set('anon', 'allow'), 'callers need no account'],
  'anonymous-challenge': [({ kamailio }) => kamailio.set('anon', 'challenge'), 'every caller is asked for a password'],
  'anonymous-reject': [({ kamailio }) => kamailio.set('anon', 'reject'), 'callers without an account are turned away'],
  'phone-answers': [({ phones }) => phones.answer('2010'), 'desk phone 2010 is picked up'],
  'phone-hangs-up': [({ phones }) => phones.hangUp('2001'), 'desk phone 2001 hangs up'],
  heal: [heal, 'everything is as at the start'],
} as const satisfies Record<string, readonly [act: Act, what: string]>

export type Fault = keyof typeof faults

export const isFault = (name: string): name is Fault => Object.hasOwn(faults, name)

export async function inflict(lab: Lab, fault: Fault): Promise<void> {
  await faults[fault][0](lab)
}

/** Undoes every fault, ends every call, and forgets what phones have heard. */
export async function heal(lab: Lab): Promise<void> {
  const { kamailio, rtpengine, phones } = lab
  unblock()
  lab.endDetour()
  for (const { component } of [kamailio, rtpengine]) component.signal('SIGCONT')
  if (!rtpengine.component.isUp) await rtpengine.start()
  if (!kamailio.component.isUp) await startKamailio(lab)
  else if (lab.pbxIsUpset) await restartKamailio(lab)
  lab.pbxIsUpset = false
  await kamailio.set('anon', 'allow')
  await kamailio.set('wss', 'accept')
  await kamailio.set('media', 'near')
  await kamailio.limitRegistrations(registrationLimit)
  await kamailio.putPhonesBack()
  await phones.forget()
  await rtpengine.forget()
  await lab.registered()
}
