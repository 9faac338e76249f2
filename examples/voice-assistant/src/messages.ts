/** What the server sends on namespace `/voice`, as the first users' server does. `audio` is base64. */
export interface ToPage {
  connected(message: { session_id: string }): void
  authenticated(message: { success: boolean }): void
  welcome_greeting(message: Spoken): void
  recording_started(message: { message: string }): void
  transcription(message: { success: boolean; text: string }): void
  status(message: { message: string }): void
  agent_response(message: Spoken & { success: boolean; transfer?: true }): void
  error(message: { message: string; field?: string }): void
  transfer_initiated(message: TransferInitiatedMessage): void
  transfer_status(message: { success: boolean; details: string }): void
}

/** A sentence as text and as sound. */
export interface Spoken {
  text: string
  audio: string
}

interface TransferInitiatedMessage {
  success: true
  extension?: string
  department?: string
  reason: string
  message: string
  direct_transfer: boolean
  call_started: boolean
  fusionpbx_domain?: string
  wss_port?: number
}

/** What the page sends. */
export interface FromPage {
  authenticate(message: { pin: string }): void
  start_recording(): void
  stop_recording(message: { audio: string }): void
  user_text(message: { text: string }): void
}
