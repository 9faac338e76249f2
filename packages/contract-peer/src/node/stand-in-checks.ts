/** What Chromium refuses in a description of the peer, in its own words. */

const parsing = 'Failed to parse SessionDescription.'

/** Chromium takes lines that end in LF alone, and no other liberties. */
function complaintOfLine(line: string): string | undefined {
  if (!/^[a-z]=./.test(line)) return `${parsing} ${line} Invalid SDP line.`
  if (/^a=fmtp:\d+$/.test(line)) return `${parsing} ${line} Expects at least 2 fields.`
  return /^a=setup:\S+ $/.test(line) ? `${parsing} ${line} Invalid attribute value.` : undefined
}

function complaintOfText(sdp: string): string | undefined {
  if (!sdp.startsWith('v=')) return `${parsing}  Expect line: v=`
  const lines = sdp.split(/\r?\n/)
  const last = lines.pop()
  if (last) return `${parsing} ${last} Invalid SDP line.`
  return lines.map(complaintOfLine).find((complaint) => complaint !== undefined)
}

/** The m-lines of a description, each with what belongs to it. */
export const mediaOf = (sdp: string): string[] => sdp.split(/^(?=m=)/m).slice(1)

export const isRefused = (medium: string): boolean => /^m=\S+ 0 /.test(medium)

function complaintOfMedium(medium: string, session: string, type: string): string | undefined {
  const mid = /^a=mid:(\S+)/m.exec(medium)?.[1] ?? '0'
  const isMultiplexed = /^a=rtcp-mux/m.test(medium)
  if (!isMultiplexed && /^a=group:BUNDLE/m.test(session)) return 'rtcp-mux must be enabled when BUNDLE is enabled.'
  if (!isMultiplexed) return `The m= section with mid='${mid}' is invalid. RTCP-MUX is not enabled when it is required.`
  if (!/^a=fingerprint:/m.test(session + medium)) return 'Called with SDP without DTLS fingerprint.'
  if (type === 'answer' && /^a=setup:actpass/m.test(session + medium))
    return `Failed to apply the description for m= section with mid='${mid}': Answerer must use either active or passive value for setup attribute.`
  return undefined
}

/** Why Chromium refuses a description of the peer; undefined where it takes it. `offer`: what it answers. */
export function complaintOf(type: string, sdp: string, offer = ''): string | undefined {
  const text = complaintOfText(sdp)
  if (text) return text
  const media = mediaOf(sdp)
  const [session = ''] = sdp.split(/^m=/m)
  const found = media
    .filter((medium) => !isRefused(medium))
    .map((medium) => complaintOfMedium(medium, session, type))
    .find((complaint) => complaint !== undefined)
  const kinds = (media: readonly string[]) => media.map((medium) => medium.split(' ')[0]).join()
  const unordered = type === 'answer' && kinds(media) !== kinds(mediaOf(offer))
  const order = "The order of m-lines in answer doesn't match order in offer. Rejecting answer."
  return (unordered ? order : found) && `Failed to set remote ${type} sdp: ${unordered ? order : found}`
}
