import type { Pbx } from './failure.checks.ts'

/** What browsers say of a description that they refuse, and what it lacks. */
const lacks: readonly (readonly [words: RegExp, lack: string])[] = [
  [/rtcp-?mux/i, 'has no `rtcp-mux`'],
  [/fingerprint/i, 'has no DTLS fingerprint'],
  [/setup attribute/i, 'doesn’t say which side begins DTLS (`a=setup`)'],
  [/ice-ufrag|ice-pwd/i, 'has no ICE'],
]

const hints: Readonly<Partial<Record<Pbx, string>>> = {
  asterisk: ' Set `webrtc=yes` for this page’s endpoint.',
  kamailio: ' Check rtpengine’s flags for calls from browsers.',
}

/** What is wrong with the PBX's description, by the browser's own words; undefined where they say nothing of the kind. */
export function descriptionRemedy(words: string | undefined, pbx: Pbx): string | undefined {
  const [, lack] = lacks.find(([pattern]) => pattern.test(words ?? '')) ?? []
  return lack && `The PBX’s description ${lack}, which browsers demand.${hints[pbx] ?? ''}`
}
