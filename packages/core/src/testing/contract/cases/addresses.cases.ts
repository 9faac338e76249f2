import type { ContractCase } from '../case.types.ts'
import { dial, ended, on, reply } from '../steps.ts'

const stun = [{ urls: 'stun:192.0.2.99' }] as const
const refusal = on('INVITE', reply(488))

/** RFC 1918, RFC 3927 and RFC 6598, at their edges. */
const within = ['10.1.2.3', '172.16.0.1', '172.31.9.9', '192.168.1.5', '169.254.1.1', '100.64.0.1', '100.127.0.1']
const beyond = ['11.1.2.3', '172.15.0.1', '172.32.0.1', '192.167.1.5', '100.63.0.1', '100.128.0.1', '127.0.0.1']

/** What a refused call says of the addresses that it offered. */
export const addresses: readonly ContractCase[] = [
  ...within.map(
    (host): ContractCase => ({
      id: `gather-private-${host}`,
      name: `a refused call that offered ${host} alone says that it offered private addresses`,
      clause: 'candidates',
      needs: ['scripted-browser'],
      browser: {
        finds: [
          [0, 'mdns'],
          [1, { host }],
          [2, null],
        ],
      },
      far: [refusal],
      steps: [dial(), ended({ cause: 'response', candidates: 'private' })],
    }),
  ),
  ...beyond.map(
    (host): ContractCase => ({
      id: `gather-public-${host}`,
      name: `a refused call that offered ${host} does not blame its addresses`,
      clause: 'candidates',
      needs: ['scripted-browser'],
      browser: {
        finds: [
          [0, { host }],
          [1, null],
        ],
      },
      far: [refusal],
      steps: [dial(), ended({ cause: 'response' }, { without: 'candidates' })],
    }),
  ),
  {
    id: 'gather-public-beside',
    name: 'a refused call that offered a public address beside a private one does not blame its addresses',
    clause: 'candidates',
    needs: ['scripted-browser'],
    line: { iceServers: stun },
    browser: {
      finds: [
        [0, { host: '192.168.1.5' }],
        [5, 'srflx'],
        [9, null],
      ],
    },
    far: [refusal],
    steps: [dial(), ended({ cause: 'response' }, { without: 'candidates' })],
  },
]
