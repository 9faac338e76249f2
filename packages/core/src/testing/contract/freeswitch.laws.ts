import type { WireMessage } from './far.types.ts'

/** A literal IPv4 address for UDP, such as FreeSWITCH takes: it knows no trickle and resolves no `.local` name. */
const usable = /^a=candidate:\S+ 1 udp \d+ (?:\d+\.){3}\d+ \d+ typ (?:host|srflx|relay)\b/im

/** The least that FreeSWITCH takes, in seconds. */
const leastSession = 120

const demanded: readonly (readonly [RegExp, lacks: string])[] = [
  [usable, 'no literal IPv4 UDP candidate'],
  [/^a=rtcp-mux\r?$/m, 'no rtcp-mux'],
  [/^a=fingerprint:/m, 'no fingerprint'],
]

function problemsOfSession({ step, headers }: WireMessage): string[] {
  const [asked] = headers['session-expires'] ?? []
  const brief = asked !== undefined && Number.parseInt(asked, 10) < leastSession
  return brief ? [`${step} asks for a session timer of ${asked} s`] : []
}

const describes = ({ from, step, body }: WireMessage): boolean =>
  from === 'stack' && body !== '' && (step === 'INVITE' || step === '200 INVITE')

/** What FreeSWITCH would refuse, or take and never connect, of every description that the stack sent. */
export function lawsOfFreeSwitch(wire: readonly WireMessage[]): string[] {
  return wire.filter(describes).flatMap((message) => {
    const lacking = demanded.filter(([pattern]) => !pattern.test(message.body))
    return [
      ...lacking.map(([, lacks]) => `${message.step} has ${lacks}: ${message.body}`),
      ...problemsOfSession(message),
    ]
  })
}
