/** The assistant's voice. */
export interface Player {
  /** Plays base64 audio instead of what plays now. Silent while the output is cut. */
  play(audio: string): void
  /** Ends what plays now. */
  stop(): void
  /** `false` silences at once; what was silenced, or came meanwhile, is not played later. */
  setOutput(on: boolean): void
  /** Tells each change of whether the assistant is being heard. */
  onSpeaking(listener: (speaking: boolean) => void): () => void
}

/** A player of detached audio elements. `button` is shown while the browser wants a gesture before it plays. */
export function createPlayer(button: HTMLButtonElement): Player {
  const listeners = new Set<(speaking: boolean) => void>()
  let output = true
  let speaking = false
  let current: HTMLAudioElement | undefined

  function setSpeaking(now: boolean) {
    if (now === speaking) return
    speaking = now
    for (const listener of listeners) listener(now)
  }

  function stop() {
    current?.pause()
    current = undefined
    button.hidden = true
    setSpeaking(false)
  }

  function over(element: HTMLAudioElement) {
    if (element === current) stop()
  }

  async function start(element: HTMLAudioElement) {
    button.hidden = true
    setSpeaking(true)
    try {
      await element.play()
    } catch (error) {
      if (element !== current) return
      setSpeaking(false)
      // The browser waits for a gesture, and keeps nothing: the button plays the same sentence.
      button.hidden = !(error instanceof DOMException && error.name === 'NotAllowedError')
    }
  }

  button.addEventListener('click', () => current && void start(current))

  return {
    stop,
    play(audio) {
      if (!output || audio === '') return
      // Not stop(): from one sentence to the next the assistant goes on speaking.
      current?.pause()
      const element = new Audio(`data:${typeOf(audio)};base64,${audio}`)
      current = element
      element.addEventListener('ended', () => over(element))
      element.addEventListener('error', () => over(element))
      void start(element)
    },
    setOutput(on) {
      output = on
      if (!on) stop()
    },
    onSpeaking(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** By the first bytes, in base64: Ogg, RIFF (WAV), or else MPEG audio. */
function typeOf(audio: string): string {
  if (audio.startsWith('T2dnU')) return 'audio/ogg'
  return audio.startsWith('UklGR') ? 'audio/wav' : 'audio/mpeg'
}
