import { Gatherer, type GathererOptions } from '@patchcord/core/adapter'
import type { Session } from './library.types.ts'

/** Puts a gatherer between a session and its descriptions. */
export function gatherFor(session: Session, options: GathererOptions): Gatherer {
  const gatherer = new Gatherer(options)
  session.on('connecting', () => gatherer.start())
  session.on('icecandidate', ({ candidate, ready }) => gatherer.candidate(candidate.candidate, ready))
  session.on('sdp', (event) => {
    if (event.originator === 'local') event.sdp = gatherer.described(event.sdp)
  })
  return gatherer
}
