/** What is done with a message of the page. `awaited`: the page waits for what the assistant makes of it. */
export interface Judgement {
  readonly passes: boolean
  readonly awaited: boolean
}

/** Decides which of the page's messages may go to the assistant. */
export interface InputGate {
  setInput(open: boolean): void
  judge(event: string, args: readonly unknown[]): Judgement
}

const begins = 'start_recording'
const ends = 'stop_recording'

/**
 * While the input is closed, nothing passes that carries the caller's voice: the recording's two events, the page's own
 * `events`, and any payload with audio in it. A recording that was running in such a time is held back to its end, since
 * a part of the call is in it.
 */
export function createInputGate(events: readonly string[]): InputGate {
  const guarded = new Set([begins, ends, ...events])
  let open = true
  let recording = false
  let spoiled = false

  const ofCaller = (event: string, args: readonly unknown[]) =>
    guarded.has(event) || args.some((one) => carriesAudio(one))

  /** A piece of a recording is answered with its end. */
  function isAwaited(event: string, args: readonly unknown[]) {
    if (event === begins) return false
    return guarded.has(event) || (!recording && args.some((one) => carriesAudio(one)))
  }

  function held(event: string, args: readonly unknown[]): boolean {
    if (event === begins) {
      recording = true
      spoiled = !open
    }
    const hold = (!open && ofCaller(event, args)) || (event === ends && spoiled)
    if (event === ends) recording = spoiled = false
    return hold
  }

  return {
    setInput(now) {
      open = now
      if (!open && recording) spoiled = true
    },
    judge: (event, args) => ({ awaited: isAwaited(event, args), passes: !held(event, args) }),
  }
}

/** As deep as pages nest what they send; it may lead back to itself. */
const deepest = 5

/** Binary data, a data URL of a recording or an `audio` field, wherever in it. */
function carriesAudio(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return /^data:(?:audio|video)\//i.test(value)
  if (typeof value !== 'object' || value === null) return false
  if (value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value) || 'audio' in value)
    return true
  return depth < deepest && Object.values(value).some((part) => carriesAudio(part, depth + 1))
}
