/**
 * Whether the peer's description takes telephone events (RFC 4733). One that keeps opus may not: Firefox offers the events
 * at 8 kHz alone, and some media relays keep only those of the codec's own clock.
 */
export const takesTelephoneEvents = (description: { readonly sdp: string } | null | undefined): boolean =>
  /^a=rtpmap:\d+ telephone-event\//im.test(description?.sdp ?? '')
