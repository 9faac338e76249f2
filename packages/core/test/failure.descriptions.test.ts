import { describe, expect, it } from 'vitest'
import { failureOfEnd } from '../src/call/call.failure.ts'
import { failure } from '../src/failure/index.ts'

const refusal = "Failed to execute 'setRemoteDescription' on 'RTCPeerConnection': Failed to set remote answer sdp: "

/** As Chromium says it, Firefox in the last. */
const words = [
  ['rtcp-mux must be enabled when BUNDLE is enabled.', /no `rtcp-mux`/],
  ["The m= section with mid='0' is invalid. RTCP-MUX is not enabled when it is required.", /no `rtcp-mux`/],
  ['Called with SDP without DTLS fingerprint.', /no DTLS fingerprint/],
  ['Answerer must use either active or passive value for setup attribute.', /which side begins DTLS/],
  ['Called with SDP without ice-ufrag and ice-pwd.', /no ICE/],
  ['Answer had no fingerprint attribute', /no DTLS fingerprint/],
] as const

const context = { domain: 'pbx.test', servers: [], pbx: 'asterisk', profile: 'internal' } as const

describe('a description that the browser refuses', () => {
  it.each(words)('%s', (said, remedy) => {
    const detail = refusal + said
    const end = { cause: 'sdp', by: 'system', answered: false, signalled: true, candidates: 'private', detail } as const
    const shown = failure(failureOfEnd(end, 'ringing'), context)
    expect(shown).toMatchObject({ code: 'codec-mismatch', detail })
    expect(shown.remedy).toMatch(remedy)
    expect(shown.remedy).toContain('`webrtc=yes`')
    expect(shown.remedy).not.toMatch(/private addresses|opus/)
  })

  it('is not blamed where the PBX itself refuses', () => {
    const facts = { code: 'codec-mismatch', stage: 'dialing', sipStatus: 488, detail: 'no fingerprint' } as const
    expect(failure({ ...facts, signalled: true }, context).remedy).toMatch(/opus/)
  })
})
