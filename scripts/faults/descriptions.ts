import { contractTest } from './contract-test.ts'
import type { PlantedFault } from './fault.ts'

const at = (file: string) => `packages/core/src/adapter/${file}.ts`
const contract = (id: string) => contractTest('jssip', id)

/** Faults of how descriptions are read and written, and of what they wait for. */
export const descriptionFaults: readonly PlantedFault[] = [
  {
    name: 'a silent STUN server is waited for each time',
    file: at('gathering'),
    code: 'this.#options.silent.note(this.#options.iceServers)',
    becomes: '',
    caughtBy: contract('gather-silent'),
  },
  {
    name: 'a description goes with the first candidate alone',
    file: at('gathering'),
    code: 'if (this.#whole && !this.#reflexive)',
    becomes: 'if (!this.#reflexive)',
    caughtBy: contract('gather-both'),
  },
  {
    name: 'an INVITE goes with .local names alone',
    file: at('gathering'),
    code: 'if (!literal) this.#options.failed(explain(this.#lack))',
    becomes: '',
    caughtBy: contract('gather-local-complete'),
  },
  {
    name: '.local names go along with the others',
    file: at('gathering'),
    code: "lines.filter((line) => parseCandidate(line)?.literal !== false).join('\\r\\n')",
    becomes: 'sdp',
    caughtBy: contract('gather-host'),
  },
  {
    name: 'a candidate that came before the limit is not used at it',
    file: at('gathering'),
    code: 'if (this.#literal) this.#ready?.()\n    else {',
    becomes: '{',
    caughtBy: contract('gather-literal'),
  },
  {
    name: 'comfort noise stays in our descriptions',
    file: at('descriptions'),
    code: 'written([session, ...media.map(withoutNoise)])',
    becomes: 'written([session, ...media])',
    caughtBy: contract('sdp-noise'),
  },
  {
    name: 'comfort noise stays in the peer’s descriptions',
    file: at('descriptions'),
    code: '.slice(0, count).map(withoutNoise)',
    becomes: '.slice(0, count)',
    caughtBy: contract('sdp-noise-early'),
  },
  {
    name: 'video of the peer is accepted',
    file: at('descriptions'),
    code: '(refused.has(section) ? refuse(section) : section)',
    becomes: 'section',
    caughtBy: contract('sdp-video-added'),
  },
  {
    name: 'a medium that was not offered stays in the answer',
    file: at('descriptions'),
    code: 'media.slice(0, count)',
    becomes: 'media',
    caughtBy: contract('sdp-video-unasked'),
  },
  {
    name: 'an offer with unknown codecs alone is answered with refused audio',
    file: at('reading'),
    code: 'if (/^m=/m.test(sdp) && !isPlayable(sdp, knownCodecs()))',
    becomes: 'if (!sdp)',
    caughtBy: contract('offer-refused-codecs'),
  },
]
