import { namedStatuses } from '../../../failure/failure.wire.ts'
import type { FailureCode } from '../../../failure/index.ts'
import type { ContractCase } from '../case.types.ts'
import { dial, ended, far, on, reply, reported } from '../steps.ts'

const response = { cause: 'response', by: 'remote', answered: false, signalled: true } as const

/** What core makes of a status that its table does not name. */
const unnamed = {
  300: 'redirected',
  302: 'redirected',
  380: 'redirected',
  400: 'bad-request',
  405: 'bad-request',
  420: 'bad-request',
  481: 'bad-request',
  499: 'bad-request',
  500: 'server-error',
  503: 'server-error',
  504: 'server-error',
  599: 'server-error',
  609: 'declined',
  699: 'declined',
} as const satisfies Readonly<Record<number, FailureCode>>

/** A `Reason` never overrules a clear status; an ambiguous one would be refined by it. */
const clear = (status: number): string[] =>
  [403, 480, 487, 500, 503].includes(status) ? [] : ['Reason: Q.850;cause=21;text="CALL_REJECTED"']

const statusCase = (status: number, code: FailureCode): ContractCase => ({
  id: `status-${status}`,
  name: `${status} is told as it came, and core makes ${code} of it`,
  clause: 'end-response',
  far: [on('INVITE', reply(100), reply(status, { headers: clear(status) }))],
  steps: [
    dial(),
    ended(
      { ...response, response: { status, reasonPhrase: `Status ${status}`, credentials: 'none' } },
      { code, within: 'hangup' },
    ),
  ],
  reports: { call: ['sent', 'ended'] },
  wire: ['INVITE', 'ACK'],
})

const reasonCases: readonly (readonly [
  id: string,
  status: number,
  reason: string,
  code: FailureCode,
  cause: number,
])[] = [
  ['480-18', 480, 'Q.850;cause=18;text="NO_USER_RESPONSE"', 'unavailable', 18],
  ['480-19', 480, 'Q.850;cause=19', 'unavailable', 19],
  ['480-20', 480, 'Q.850;cause=20;text="SUBSCRIBER_ABSENT"', 'unavailable', 20],
  ['480-806', 480, 'SIP;cause=806;text="USER_NOT_REGISTERED"', 'unavailable', 806],
  ['487-17', 487, 'Q.850;cause=17', 'busy', 17],
  ['487-21', 487, 'q.850 ; cause=21', 'declined', 21],
  ['500-38', 500, 'Q.850;cause=38;text="NETWORK_OUT_OF_ORDER"', 'server-error', 38],
  ['500-1', 500, 'Q.850;cause=1', 'not-found', 1],
  ['503-27', 503, 'Q.850;cause=27', 'unavailable', 27],
  ['503-88', 503, 'Q.850;cause=88', 'codec-mismatch', 88],
  ['403-21', 403, 'Q.850;cause=21', 'declined', 21],
  ['603-21', 603, 'Q.850;cause=21', 'declined', 21],
  ['486-quoted', 486, 'Q.850;cause=17;text="busy; cause=3, really"', 'busy', 17],
]

const refined = reasonCases.map(
  ([id, status, reason, code, cause]): ContractCase => ({
    id: `reason-${id}`,
    name: `${status} with ${reason} is ${code}`,
    clause: 'reasons',
    needs: ['wire'],
    far: [on('INVITE', reply(status, { headers: [`Reason: ${reason}`] }))],
    steps: [dial(), ended({ ...response, response: { status, reasons: [{ cause }] } }, { code })],
    reports: { call: ['sent', 'ended'] },
  }),
)

/** PBXs write the same causes for a phone that takes no calls, and for one that nobody answers. */
const rang = [18, 19].map(
  (cause): ContractCase => ({
    id: `reason-480-${cause}-rang`,
    name: `480 with Q.850;cause=${cause} is no-answer once it rang`,
    clause: 'reasons',
    needs: ['wire'],
    far: [on('INVITE', reply(180))],
    steps: [
      dial(),
      reported('progress 180'),
      far(reply(480, { headers: [`Reason: Q.850;cause=${cause}`] })),
      ended({ ...response, response: { status: 480, reasons: [{ cause }] } }, { code: 'no-answer' }),
    ],
    reports: { call: ['sent', 'progress 180', 'ended'] },
  }),
)

const several: ContractCase = {
  id: 'reason-several',
  name: 'several Reason headers, and several values in one, are all told',
  clause: 'reasons',
  needs: ['wire'],
  far: [
    on(
      'INVITE',
      reply(480, { headers: ['Reason: SIP;cause=806, Q.850;cause=20;text="a"', 'Reason: X-Own;cause=1;text="b, c"'] }),
    ),
  ],
  steps: [
    dial(),
    ended({
      response: {
        reasons: [
          { protocol: 'SIP', cause: 806 },
          { protocol: 'Q.850', cause: 20, text: 'a' },
          { protocol: 'X-Own', cause: 1, text: 'b, c' },
        ],
      },
    }),
  ],
}

/** Every status that core's table names, and the others by their class. */
export const statuses: readonly ContractCase[] = [
  ...Object.entries({ ...Object.fromEntries(namedStatuses), ...unnamed }).map(([status, code]) =>
    statusCase(Number(status), code),
  ),
  ...refined,
  ...rang,
  several,
]
