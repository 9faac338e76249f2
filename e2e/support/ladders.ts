import { expect } from '@playwright/test'
import type { Frames } from './frames.ts'

/** A message, and the section of the RFC that asks for it. */
type Rung = readonly [step: string, section: string]

const invite: Rung = ['→ INVITE', '13.2.1 Creating the Initial INVITE']
const trying: Rung = ['← 100 INVITE', '17.2.1 INVITE Server Transaction']
const ringing: Rung = ['← 180 INVITE', '13.3.1.1 Progress']
const accepted: Rung = ['← 200 INVITE', '13.3.1.4 The INVITE is Accepted']
const ack: Rung = ['→ ACK', '13.2.2.4 2xx Responses']
const ackOfRefusal: Rung = ['→ ACK', '17.1.1.3 Construction of the ACK Request']

/** A refusal by its final status, and its ACK. */
const refused = (status: number): readonly Rung[] => [
  [`← ${status} INVITE`, '13.3.1.3 The INVITE is Rejected'],
  ackOfRefusal,
]

/** What a caller's browser sends (→) and gets (←), by what happens. */
export const ladders = {
  /** A proxy wants to know who calls. */
  challenged: [invite, ['← 407 INVITE', '22.3 Proxy-to-User Authentication'], ackOfRefusal],
  answered: [invite, trying, ringing, accepted, ack],
  answeredAfterEarlyMedia: [invite, trying, ringing, ['← 183 INVITE', '13.3.1.1 Progress'], accepted, ack],
  refusedAtOnce: (status: number): readonly Rung[] => [invite, ...refused(status)],
  refusedAfterRinging: (status: number): readonly Rung[] => [invite, trying, ringing, ...refused(status)],
  cancelled: [
    invite,
    trying,
    ringing,
    ['→ CANCEL', '9.1 Client Behavior'],
    ['← 200 CANCEL', '9.2 Server Behavior'],
    ['← 487 INVITE', '21.4.25 487 Request Terminated'],
    ackOfRefusal,
  ],
  hungUpByCaller: [
    ['→ BYE', '15.1.1 UAC Behavior'],
    ['← 200 BYE', '15.1.2 UAS Behavior'],
  ],
  /** The far side holds the call, or resumes it. */
  reofferedByAgent: [
    ['← INVITE', '14.1 UAC Behavior'],
    ['→ 200 INVITE', '14.2 UAS Behavior'],
    ['← ACK', '13.2.2.4 2xx Responses'],
  ],
  hungUpByAgent: [
    ['← BYE', '15.1.1 UAC Behavior'],
    ['→ 200 BYE', '15.1.2 UAS Behavior'],
  ],
} as const satisfies Record<string, readonly Rung[] | ((status: number) => readonly Rung[])>

/** An offer and its answer as the page sends (→) and gets (←) them, and the section of RFC 3264 that asks for it. */
export const offers = {
  first: [
    ['→ sendrecv', '5.1 Unicast Streams'],
    ['← sendrecv', '6.1 Unicast Streams'],
  ],
  firstOfCaller: [
    ['← sendrecv', '5.1 Unicast Streams'],
    ['→ sendrecv', '6.1 Unicast Streams'],
  ],
  held: [
    ['→ sendonly', '8.4 Putting a Unicast Media Stream on Hold'],
    ['← recvonly', '6.1 Unicast Streams'],
  ],
  resumed: [
    ['→ sendrecv', '8.4 Putting a Unicast Media Stream on Hold'],
    ['← sendrecv', '6.1 Unicast Streams'],
  ],
  heldByAgent: [
    ['← sendonly', '8.4 Putting a Unicast Media Stream on Hold'],
    ['→ recvonly', '6.1 Unicast Streams'],
  ],
  resumedByAgent: [
    ['← sendrecv', '8.4 Putting a Unicast Media Stream on Hold'],
    ['→ sendrecv', '6.1 Unicast Streams'],
  ],
} as const satisfies Record<string, readonly Rung[]>

/** A desk signs in: the registrar wants to know who it is. */
const registered: readonly Rung[] = [
  ['→ REGISTER', '10.2 Constructing the REGISTER Request'],
  ['← 401 REGISTER', '22.2 User-to-User Authentication'],
  ['→ REGISTER', '22.2 User-to-User Authentication'],
  ['← 200 REGISTER', '10.3 Processing REGISTER Requests'],
]

/** The messages of a page's calls are these ladders, one after the other, and no others. */
export const climbs = (frames: Frames, ...climbed: readonly (readonly Rung[])[]): Promise<void> =>
  compare(() => frames.steps('INVITE'), climbed.flat())

/** What a page's call offers and answers is this, in order, and nothing else. */
export const agrees = (frames: Frames, ...agreed: readonly (readonly Rung[])[]): Promise<void> =>
  compare(() => frames.directions(), agreed.flat(), 3264)

/** The messages of a page's registrations are so many of the same ladder. */
export const registers = (frames: Frames, times = 1): Promise<void> =>
  compare(() => frames.steps('REGISTER'), Array.from({ length: times }, () => registered).flat())

async function compare(steps: () => readonly string[], rungs: readonly Rung[], rfc = 3261): Promise<void> {
  const sectionOf = (step: string, at: number) => (rungs[at]?.[0] === step ? rungs[at][1] : 'not expected here')
  const seen = () => steps().map((step, at) => `${step} (RFC ${rfc} §${sectionOf(step, at)})`)
  await expect.poll(seen).toEqual(rungs.map(([step, section]) => `${step} (RFC ${rfc} §${section})`))
}
