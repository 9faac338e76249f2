/** A payload that was read, or the field at fault and what it should have been. */
export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly field: string; readonly expected: string }

const longestText = 500
const longestPin = 12
/** 512 KiB of sound, which is base64 within socket.io's own limit of 1 MB for one message. */
const largestClip = 512 * 1024

/** `authenticate {pin}`. Any short text is a PIN here: whether it is the right one is judged elsewhere. */
export function readPin(payload: unknown): Read<string> {
  const pin = field(payload, 'pin')
  if (typeof pin === 'string' && pin !== '' && pin.length <= longestPin) return { ok: true, value: pin }
  return { ok: false, field: 'pin', expected: `a text of 1 to ${longestPin} characters` }
}

/** An event without a payload; whatever came with it is ignored. */
export function readNothing(): Read<undefined> {
  return { ok: true, value: undefined }
}

/** `user_text {text}`, trimmed. */
export function readText(payload: unknown): Read<string> {
  const text = field(payload, 'text')
  const trimmed = typeof text === 'string' ? text.trim() : ''
  if (trimmed !== '' && trimmed.length <= longestText) return { ok: true, value: trimmed }
  return { ok: false, field: 'text', expected: `a text of 1 to ${longestText} characters` }
}

/** `stop_recording {audio}`: base64 of a WebM or Ogg file, with or without the prefix of a data URL. */
export function readClip(payload: unknown): Read<Buffer> {
  const audio = field(payload, 'audio')
  const wrong = { ok: false, field: 'audio', expected: 'base64 of a WebM or Ogg recording of at most 512 KiB' } as const
  // Base64 is a third longer than what it stands for; the rest is room for the prefix.
  if (typeof audio !== 'string' || audio.length > (largestClip * 4) / 3 + 100) return wrong
  const base64 = audio.replace(/^data:audio\/[\w.+-]+(;[\w=.-]+)*;base64,/, '')
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return wrong
  const clip = Buffer.from(base64, 'base64')
  return clip.length <= largestClip && isRecording(clip) ? { ok: true, value: clip } : wrong
}

/** By the first bytes: EBML (WebM) or an Ogg page. */
function isRecording(clip: Buffer): boolean {
  return clip.subarray(0, 4).toString('hex') === '1a45dfa3' || clip.subarray(0, 4).toString('latin1') === 'OggS'
}

const states = ['idle', 'connecting', 'calling', 'confirmed', 'failed', 'cleanup'] as const

/** What the server needs of a `transfer_progress`. */
export interface Progress {
  readonly transferId: string
  readonly state: (typeof states)[number]
}

/** `transfer_progress {transferId, state}`. */
export function readProgress(payload: unknown): Read<Progress> {
  const transferId = readId(payload, 'transferId')
  if (!transferId.ok) return transferId
  const state = states.find((known) => known === field(payload, 'state'))
  if (!state) return { ok: false, field: 'state', expected: `one of ${states.join(', ')}` }
  return { ok: true, value: { transferId: transferId.value, state } }
}

const results = ['handed-over', 'returned', 'refused', 'abandoned'] as const

/** What the server needs of a `transfer_outcome`. */
export interface Outcome {
  readonly id: string
  readonly result: (typeof results)[number]
}

/** `transfer_outcome {id, result}`. */
export function readOutcome(payload: unknown): Read<Outcome> {
  const id = readId(payload, 'id')
  if (!id.ok) return id
  const result = results.find((known) => known === field(payload, 'result'))
  if (!result) return { ok: false, field: 'result', expected: `one of ${results.join(', ')}` }
  return { ok: true, value: { id: id.value, result } }
}

function readId(payload: unknown, name: string): Read<string> {
  const id = field(payload, name)
  if (typeof id === 'string' && /^[\w.:-]{1,100}$/.test(id)) return { ok: true, value: id }
  return { ok: false, field: name, expected: 'an id of 1 to 100 letters, digits, dots, colons or dashes' }
}

function field(payload: unknown, name: string): unknown {
  return typeof payload === 'object' && payload !== null ? Reflect.get(payload, name) : undefined
}
