import { execFileSync } from 'node:child_process'
import process from 'node:process'
import { lab } from './lab.config.ts'

const relay = `${lab.media.from}:${lab.media.to}`
const phone = `${lab.phones.from}:${lab.phones.to}`
const delayRelay = `${lab.delayed.from}:${lab.delayed.to}`

/** What the network does not let through. Each is a rule of iptables. */
export const blocks = {
  /** Everything to the media relay: ICE too. */
  media: [['-p', 'udp', '--dport', relay]],
  /** What the desk phones say: ICE stays up, and the caller gets no packet. */
  phoneVoice: [['-p', 'udp', '--sport', phone, '--dport', relay]],
  /** What the relay sends to the desk phones. */
  callerVoice: [['-p', 'udp', '--sport', relay, '--dport', phone]],
  /** The WebSocket hangs, without a close. */
  wss: ['--dport', '--sport'].map((side) => ['-p', 'tcp', side, String(lab.wss)]),
  /** Every fifth packet to the relay, at random. */
  fifth: [['-p', 'udp', '--dport', relay, '-m', 'statistic', '--mode', 'random', '--probability', '0.2']],
  /** The ways from the media relay past the one that delays. */
  shortCuts: [
    ['-p', 'udp', '-s', lab.host, '--sport', relay, '-m', 'multiport', '!', '--dports', `${phone},${delayRelay}`],
  ],
} as const satisfies Record<string, readonly (readonly string[])[]>

/** Whether the lab is alone in its network; in the machine's own one nothing is blocked. */
const isOwn = process.env['PATCHCORD_LAB_NETWORK'] === 'own'

export class NetworkIsShared extends Error {
  constructor() {
    super('The lab is in the machine’s own network, where nothing is blocked. Start it with --isolated.')
  }
}

export function block(what: keyof typeof blocks): void {
  if (!isOwn) throw new NetworkIsShared()
  for (const match of blocks[what]) execFileSync('iptables', ['-I', 'INPUT', ...match, '-j', 'DROP'])
}

/** Counts the packets that would be blocked, from here on, and lets them through. */
export function count(what: keyof typeof blocks): () => number {
  if (!isOwn) throw new NetworkIsShared()
  for (const match of blocks[what]) execFileSync('iptables', ['-I', 'INPUT', ...match])
  return () => Number.parseInt(execFileSync('iptables', ['-nvxL', 'INPUT', '1'], { encoding: 'utf8' }), 10)
}

export function unblock(): void {
  if (isOwn) execFileSync('iptables', ['-F', 'INPUT'])
}
