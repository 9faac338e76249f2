import { readIntent, topicOf } from './intent.ts'
import { prompt } from './prompts.ts'
import type { SessionTools } from './session.ts'
import type { TransferDesk } from './transfers.ts'

/** What the assistant makes of the caller's words. */
export interface Conversation {
  /** A typed utterance. */
  text(words: string): void
  startRecording(): void
  stopRecording(clip: Buffer): void
}

/** A conversation by a fixed set of intents. The log names the intent and never the words. */
export function createConversation(tools: SessionTools, transfers: TransferDesk, pin: string): Conversation {
  const { send, log, refuse } = tools
  let recording = false

  return {
    text(words) {
      const intent = readIntent(words)
      log(`user_text length=${words.length} intent=${intent.kind}`)
      send('status', { message: 'Thinking…' })
      if (intent.kind === 'transfer') return transfers.request(intent, topicOf(words, pin))
      send('agent_response', { success: true, ...prompt(intent.kind) })
    },
    startRecording() {
      recording = true
      log('start_recording')
      send('recording_started', { message: 'Listening…' })
    },
    stopRecording(clip) {
      if (!recording) return refuse('stop_recording', 'audio', 'audio: no recording was started.')
      recording = false
      log(`stop_recording bytes=${clip.length}`)
      // The recording came, and that is all that can be said of it: there is no speech recogniser here.
      send('transcription', { success: false, text: '' })
      send('agent_response', { success: true, ...prompt('no-recogniser') })
    },
  }
}
