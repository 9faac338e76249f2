import { isPlayable, knownCodecs, theirs } from './descriptions.ts'

/** A session description, or a rollback, which has none. */
interface Description {
  readonly type: string
  readonly sdp?: string
}

/** An `RTCPeerConnection`, as far as the peer's descriptions go. */
export interface DescribedConnection {
  readonly localDescription: { readonly sdp: string } | null
  setRemoteDescription(description: Description): Promise<void>
}

/**
 * Has a connection read the peer's descriptions as PBXs write them, and accept audio alone: for whatever library, and
 * whether the description came in a provisional response, an answer or an offer within the call. `refused` is told why
 * one cannot be used, in the browser's own words where it is the browser that says so.
 */
export function readDescriptions(connection: DescribedConnection, refused: (words: string) => void): void {
  const apply = connection.setRemoteDescription.bind(connection)
  connection.setRemoteDescription = async ({ type, sdp = '' }) => {
    try {
      await apply(type === 'rollback' ? { type } : { type, sdp: read(connection, type, sdp) })
      refused('')
    } catch (error) {
      refused(error instanceof Error ? error.message : String(error))
      throw error
    }
  }
}

function read({ localDescription }: DescribedConnection, type: string, sdp: string): string {
  if (/^m=/m.test(sdp) && !isPlayable(sdp, knownCodecs()))
    throw new Error('the description has no audio in a codec that the browser knows')
  return theirs(sdp, type === 'offer' ? undefined : localDescription?.sdp)
}
