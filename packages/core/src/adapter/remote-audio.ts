/** The browser's own streams and tracks, as far as their kind goes. */
interface Track {
  readonly kind: string
}
interface Stream<Of extends Track> {
  getTracks(): Of[]
}

/**
 * The peer's audio of a `track` event; undefined for anything else. FreeSWITCH's answer names no stream, and a stream with
 * video would be played as video.
 */
export function remoteAudio<Of extends Track, From extends Stream<Of>>(
  { track, streams }: { readonly track: Of; readonly streams: readonly From[] },
  make: (track: Of) => From,
): From | undefined {
  if (track.kind !== 'audio') return undefined
  const alone = streams.find((stream) => stream.getTracks().every(({ kind }) => kind === 'audio'))
  return alone ?? make(track)
}
