import { override } from './override.ts'

/** The assistant's voice, where it comes from elements made by `new Audio`. */
export interface KnownAudio {
  /** `false` silences what sounds, and whatever starts meanwhile. What was silenced stays so until it ends. */
  setOutput(on: boolean): void
  /** Tells each change of whether any of it is being heard. */
  onSpeaking(listener: (speaking: boolean) => void): () => void
  /** Lets everything be heard again, and puts the page's own `Audio` back. */
  restore(): void
}

const stops = ['pause', 'ended', 'emptied', 'error'] as const

/** Another script's stream (a call, a conference) is none of the assistant's business. */
const isVoice = (element: HTMLMediaElement): boolean => element.srcObject === null

/**
 * Wraps `window.Audio`, so that elements are known which the page keeps no reference to. The wrap constructs the same
 * elements with the same prototype; `restore` takes it away, unless another script has wrapped it in turn.
 */
export function knowAudio(): KnownAudio {
  const listeners = new Set<(speaking: boolean) => void>()
  const known = new Set<WeakRef<HTMLAudioElement>>()
  const sounding = new Set<HTMLAudioElement>()
  /** Whether the page itself had muted it. */
  const silenced = new Map<HTMLAudioElement, boolean>()
  let output = true
  let speaking = false

  function tell() {
    const now = output && sounding.size > 0
    if (now === speaking) return
    speaking = now
    for (const listener of [...listeners]) listener(now)
  }

  function silence(element: HTMLAudioElement) {
    if (!isVoice(element)) return
    if (!silenced.has(element)) silenced.set(element, element.muted)
    element.muted = true
  }

  function release(element: HTMLAudioElement) {
    const muted = silenced.get(element)
    if (muted !== undefined) element.muted = muted
    silenced.delete(element)
  }

  function started(element: HTMLAudioElement) {
    if (!output) silence(element)
    if (isVoice(element) && !silenced.has(element)) sounding.add(element)
    tell()
  }

  function stopped(element: HTMLAudioElement) {
    sounding.delete(element)
    if (output) release(element)
    tell()
  }

  function know(element: HTMLAudioElement): HTMLAudioElement {
    for (const ref of known) if (!ref.deref()) known.delete(ref)
    known.add(new WeakRef(element))
    element.addEventListener('play', () => !output && silence(element))
    element.addEventListener('playing', () => started(element))
    for (const stop of stops) element.addEventListener(stop, () => stopped(element))
    return element
  }

  const construct = (target: typeof Audio, args: unknown[], newTarget: typeof Audio) =>
    know(Reflect.construct(target, args, newTarget))
  const unwrap = override(window, 'Audio', new Proxy(window.Audio, { construct }))

  function setOutput(on: boolean) {
    output = on
    for (const ref of known) {
      const element = ref.deref()
      if (!element) continue
      if (!on) silence(element)
      else if (element.paused) release(element)
    }
    if (!on) sounding.clear()
    tell()
  }

  return {
    setOutput,
    onSpeaking(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    restore() {
      setOutput(true)
      for (const element of [...silenced.keys()]) release(element)
      unwrap()
    },
  }
}
