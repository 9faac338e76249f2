/** What is known of the sound that should arrive in a call. */
export interface AudioFacts {
  /** Both descriptions have comfort noise (RFC 3389): a quiet far side sends next to nothing, and a PBX may drop even that. */
  readonly comfortNoise: boolean
  /** An RTP packet has arrived since the answer. */
  readonly ever: boolean
  /** RTP packets arrive now. */
  readonly now: boolean
  /** RTCP reports arrive: whoever is at the other end of the media runs this call. */
  readonly rtcp: boolean
  /** The other end of the path answers consent checks (RFC 7675). It proves the way to the PBX, and nothing behind it. */
  readonly consent: boolean
}

/** The sound is there; the far side is quiet and sends nothing; the sound is lost. */
export type AudioVerdict = 'proven' | 'silent' | 'stalled'

/** How long no packet has to come until a cell means what it says, in milliseconds. */
export interface AudioLimits {
  readonly none: number
  /** Packets never came, and RTCP proves that the other end is there: long enough for a first packet to come after it. */
  readonly settled: number
  /** From the last packet to silence. */
  readonly silent: number
  /** From the last packet, or from the answer, to a loss. */
  readonly stalled: number
}

export const audioLimits: AudioLimits = { none: 0, settled: 2000, silent: 5000, stalled: 5000 }

/** One row of the table: facts that are left out may be either way. */
export interface AudioCell {
  readonly facts: Partial<AudioFacts>
  readonly verdict: AudioVerdict
  readonly limit: keyof AudioLimits
  /** What the caller reads of it, by the name of the view's notice. */
  readonly notice: 'talking' | 'silent' | 'no-sound'
}

/** The first row that fits decides. */
export const audioTable: readonly AudioCell[] = [
  // Packets arrive.
  { facts: { now: true }, verdict: 'proven', limit: 'none', notice: 'talking' },
  // The way to the PBX is lost, whatever came over it before.
  { facts: { consent: false }, verdict: 'stalled', limit: 'stalled', notice: 'no-sound' },
  // Without comfort noise, silence is sent as packets: they had to come.
  { facts: { comfortNoise: false }, verdict: 'stalled', limit: 'stalled', notice: 'no-sound' },
  // Sound came this way before, the way is alive, and a quiet far side may send nothing.
  { facts: { ever: true }, verdict: 'silent', limit: 'silent', notice: 'silent' },
  // The PBX runs the call, the way is alive, and a far side that is quiet from the start may send nothing.
  { facts: { rtcp: true }, verdict: 'silent', limit: 'settled', notice: 'silent' },
  // A live path proves the way to the PBX alone, and nobody has been heard of behind it.
  { facts: {}, verdict: 'stalled', limit: 'stalled', notice: 'no-sound' },
]

const fits = (facts: AudioFacts, asked: Partial<AudioFacts>): boolean =>
  Object.entries(asked).every(([name, value]) => facts[name as keyof AudioFacts] === value)

/** What the facts mean once no packet has come for the cell's limit. Pure. */
export function audioCell(facts: AudioFacts): AudioCell {
  const cell = audioTable.find((row) => fits(facts, row.facts))
  // The last row fits everything.
  if (!cell) throw new Error('[patchcord] the audio table has no last row')
  return cell
}
