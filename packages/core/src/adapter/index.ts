/**
 * What every SIP adapter needs and no SIP library decides: the link with its back-off, a line and its calls in outline,
 * when a description is good enough, how secrets are asked for, how reports are told.
 */
export { isRefusal } from '../sip/registration.ts'
export { redirectsOf } from './addresses.ts'
export { CallBase, type CallHost, dialable, type End } from './call-base.ts'
export { type Asked, Credentials } from './credentials.ts'
export { isHold, ours } from './descriptions.ts'
export { Gatherer, type GathererOptions, type SilentServers } from './gathering.ts'
export { offeredCall, refusalHeaders, refusalStatus } from './incoming.ts'
export { handshake, LineBase } from './line-base.ts'
export { pathLost } from './path.ts'
export { phraseOf } from './phrase.ts'
export type { Link } from './reconnect.ts'
export { remoteAudio } from './remote-audio.ts'
export { type LineContext, stackOf } from './stack.ts'
export { insertTones } from './telephone-events.ts'
export { within } from './time.ts'
