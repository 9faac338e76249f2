import type { Candidates } from '../failure/index.ts'
import type { Gathering } from '../sip/sip.port.ts'

export type CandidateType = Gathering['candidate']

/** What matters of an ICE candidate. */
export interface Candidate {
  readonly type: CandidateType
  /** A literal address; browsers put a `.local` name in its place while there is no microphone (RFC 8828 §5). */
  readonly literal: boolean
  /** The IP version of an address that a PBX without trickle ICE can use: over UDP, and not of one link alone. */
  readonly version: 4 | 6 | undefined
  /** An IPv4 address that is of use within its own network alone (RFC 1918, RFC 3927, RFC 6598). */
  readonly isPrivate: boolean
}

const candidateLine = /candidate:\S+ \d+ (\S+) \d+ (\S+) \d+ typ (\S+)/i

/** IPv6, but for link-local addresses (fe80::/10), which mean nothing without their interface. */
const ipv6 = /^(?!fe[89ab])[\da-f]*:[\da-f:.]+$/i

const privateAddress = /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./

/** Reads `candidate:…`, or the line of a description that holds it. */
export function parseCandidate(line: string): Candidate | undefined {
  const [, protocol = '', address = '', kind = ''] = candidateLine.exec(line) ?? []
  if (!address) return undefined
  const type = kind === 'relay' ? 'relay' : kind === 'host' ? 'host' : 'srflx'
  const version = protocol.toLowerCase() === 'udp' ? versionOf(address) : undefined
  return { type, literal: !address.toLowerCase().endsWith('.local'), version, isPrivate: privateAddress.test(address) }
}

const versionOf = (address: string): 4 | 6 | undefined =>
  /^\d+(\.\d+){3}$/.test(address) ? 4 : ipv6.test(address) ? 6 : undefined

/** What is wrong with the addresses that were found; undefined where nothing is. */
export function lackOf(found: readonly Candidate[]): Candidates | undefined {
  if (!found.some(({ literal }) => literal)) return found.length > 0 ? 'hidden' : 'none'
  const ipv4 = found.filter(({ version }) => version === 4)
  return ipv4.length > 0 && ipv4.every(({ isPrivate }) => isPrivate) ? 'private' : undefined
}
