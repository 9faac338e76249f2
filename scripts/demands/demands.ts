import type { NamedTest } from '../faults/fault.ts'

/** What FreeSWITCH demands of a WebRTC client, and what holds that it gets it. */
export interface Demand {
  readonly says: string
  /** Cases of the contract, by their ids. */
  readonly cases: readonly string[]
  /** Any other tests, by how their names begin. */
  readonly tests?: readonly NamedTest[]
  /** Tests of the SIP lab, which `npm test` does not run. */
  readonly lab?: readonly NamedTest[]
}

const core = (file: string, name: string): NamedTest => ({ file: `packages/core/test/${file}.test.ts`, name })
const e2e = (file: string, name: string): NamedTest => ({ file: `e2e/${file}.spec.ts`, name })
const lab = (file: string, name: string): NamedTest => ({ file: `e2e/sip-lab/${file}.ts`, name })

const law = (name: string): NamedTest => core('contract.freeswitch', name)

/** As they were seen on FreeSWITCH 1.10.12; the last two were read. */
export const demands: readonly Demand[] = [
  {
    says: 'It does no trickle: an INVITE without a literal IPv4 address for UDP gets 488, and only behind the challenge.',
    cases: [
      'gather-first',
      'gather-host',
      'gather-local',
      'gather-local-complete',
      'gather-nothing',
      'fs-incompatible',
    ],
    tests: [
      law('a description without a usable candidate'),
      e2e('candidates', 'a browser that shows only .local names places no call'),
    ],
  },
  {
    says: 'The microphone is granted before addresses are gathered: without it Chromium shows `.local` names alone.',
    cases: [],
    tests: [e2e('candidates', 'no address is gathered before the microphone is granted')],
  },
  {
    says: '`rtcp-mux` stands in the offer, or the answer is none for the browser; so does a fingerprint, or no media connects.',
    cases: ['gather-first', 'fs-media', 'fs-hold', 'fs-restart'],
    tests: [law('a description without rtcp-mux'), law('a description without a fingerprint')],
  },
  {
    says: 'Its default `apply-candidate-acl` refuses private addresses: the failure says that no others were offered, and names the setting.',
    cases: ['fs-private', 'gather-private-192.168.1.5', 'gather-public-beside'],
    tests: [core('failure.texts', 'a 488 to private addresses alone is mended on either side')],
  },
  {
    says: 'An INVITE is challenged with 407, a REGISTER with 401: MD5, `qop="auth"`, in the realm of To’s domain. A bare 403 means a wrong password. A call needs no registration.',
    cases: [
      'fs-call',
      'fs-register',
      'fs-wrong-password',
      'fs-register-wrong-password',
      'credentials-realms',
      'register-not-asked',
    ],
  },
  {
    says: 'The Contact of its 200 says `;transport=udp` over WSS, too: ACK and BYE stay on the WebSocket.',
    cases: ['fs-call', 'fs-hold', 'fs-lost'],
  },
  {
    says: 'A bridged call answers 183 with a session description: the ringing tone is FreeSWITCH’s own.',
    cases: ['fs-call', 'fs-early-media', 'out-183-repeated', 'hang-up-early-media'],
    tests: [core('leg.actor', 'begins with the answer: early media proves nothing')],
    lab: [lab('calls.spec', 'early media is heard before the answer')],
  },
  {
    says: 'Its INVITE to a browser has `RTP/SAVPF`, `actpass`, its candidate a second time for component 2, and a Contact without a transport.',
    cases: ['fs-in-media', 'fs-in-headers', 'fs-in-held', 'fs-in-elsewhere'],
  },
  {
    says: 'Digits by INFO are answered 200 and ignored: they go as RFC 4733 events.',
    cases: ['fs-dtmf', 'dtmf-rfc4733'],
    lab: [lab('calls.spec', 'each digit of the keypad reaches the phone as an RFC 4733 event')],
  },
  {
    says: 'A failure carries its cause as a `Reason`: Q.850, or SIP 806 with the 480 of somebody who is not registered.',
    cases: ['fs-busy', 'fs-no-answer', 'fs-unregistered', 'fs-declined', 'fs-not-found', 'fs-remote-bye'],
  },
  {
    says: 'A re-INVITE takes about 250 ms.',
    cases: ['fs-hold', 'fs-hold-hung-up', 'fs-restart', 'fs-in-held', 'fs-hold-remote'],
  },
  {
    says: 'After the loss of a WebSocket the call goes on, and our BYE goes over the next one. FreeSWITCH’s own BYE never does, and ours, late, gets 481: the end is known by the sound.',
    cases: ['fs-lost', 'fs-lost-bye', 'bye-refused', 'fs-silent-bye', 'lost-hung-up'],
    tests: [core('call.machine', 'is given up at once when its sound stalls while the line is lost')],
    lab: [
      lab('rows', 'WSS dropped and back, then the phone hangs up'),
      lab('rows', 'WSS dropped, and the phone hangs up meanwhile'),
    ],
  },
  {
    says: 'A session timer of less than 120 s gets 422: none is asked for, and one that FreeSWITCH keeps disturbs nothing.',
    cases: ['fs-timer', 'fs-refresh', 'status-422'],
    tests: [law('a session timer of less than 120 s')],
  },
  {
    says: 'Custom `X-` headers of the caller’s call are copied to the agent’s.',
    cases: ['out-headers', 'fs-in-headers', 'in-rings'],
    tests: [core('headers', 'is found whatever the case of the names')],
  },
  {
    says: 'Outside a call it asks by OPTIONS whether somebody is still there, and tells of a mailbox by a NOTIFY that nobody asked for.',
    cases: ['fs-ping', 'fs-mailbox'],
  },
]
