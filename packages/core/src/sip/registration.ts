import type { FinalResponse } from './sip.port.ts'

/**
 * Whether a registration that failed so is not made again. A server's own trouble (5xx, RFC 3261 §21.5) passes, and a
 * 408 is silence (RFC 4320 §4.2); any other response is about the account or the settings.
 */
export const isRefusal = (response: FinalResponse | undefined): boolean =>
  response !== undefined && response.status !== 408 && Math.floor(response.status / 100) !== 5
