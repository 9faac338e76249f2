import { Gatherer, type GathererOptions } from '@patchcord/core/adapter'
import type { Session } from './library.types.ts'

/** Puts a gatherer between a session and its descriptions. */
export function gatherFor(session: Session, options: GathererOptions): Gatherer {
  const gatherer = new Gatherer(options)
  session.on('connecting', () => gatherer.start())
  session.on('icecandidate', ({ candidate, ready }) => {
    if (isCurrent(candidate, session.connection)) gatherer.candidate(candidate.candidate, ready)
  })
  session.on('sdp', (event) => {
    if (event.originator === 'local') event.sdp = gatherer.described(event.sdp)
  })
  return gatherer
}

/** After an ICE restart, a browser may still tell of what it found before. */
function isCurrent({ usernameFragment }: RTCIceCandidate, connection: RTCPeerConnection | null): boolean {
  const ufrag = /^a=ice-ufrag:(\S+)/m.exec(connection?.localDescription?.sdp ?? '')?.[1]
  return !usernameFragment || !ufrag || usernameFragment === ufrag
}
