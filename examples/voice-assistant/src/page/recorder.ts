/** One recording of the caller's voice, from an own stream. */
export interface Recording {
  /** Ends it and gives the microphone back at once. Resolves with what was recorded. */
  stop(): Promise<Blob>
  /** Ends it, gives the microphone back at once and forgets what was recorded. */
  discard(): void
}

/** WebM first: it is what the server's messages promise. Enough bits for speech, few enough for one message. */
const types = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus']
const bitsPerSecond = 32_000

/** Records a stream, which belongs to the recording from here on. */
export function record(stream: MediaStream): Recording {
  const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type))
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: bitsPerSecond, ...(mimeType && { mimeType }) })
  const pieces: Blob[] = []
  let keep = true
  recorder.addEventListener('dataavailable', (event) => keep && pieces.push(event.data))
  recorder.start()

  function end() {
    if (recorder.state !== 'inactive') recorder.stop()
    stopTracks(stream)
  }

  return {
    stop() {
      const ended = new Promise<Blob>((resolve) => {
        recorder.addEventListener('stop', () => resolve(new Blob(pieces, { type: recorder.mimeType })))
      })
      end()
      return ended
    },
    discard() {
      keep = false
      pieces.length = 0
      end()
    },
  }
}

/** Gives a microphone back. */
export function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

/** The bytes as base64. */
export function toBase64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^.*;base64,/s, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
