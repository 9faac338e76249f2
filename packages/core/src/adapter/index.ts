/**
 * What every SIP adapter needs and no SIP library decides: the link with its back-off, when a description is good enough,
 * how secrets are asked for, how reports are told.
 */
export { checkConfig } from './check.ts'
export { type Asked, Credentials, iceServersOf } from './credentials.ts'
export { Gatherer, type GathererOptions, SilentServers } from './gathering.ts'
export { KeepAlive } from './keepalive.ts'
export { once } from './once.ts'
export { Link } from './reconnect.ts'
export { complain, Reporter } from './report.ts'
export { within } from './time.ts'
