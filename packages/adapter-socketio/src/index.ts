export { type SocketAssistantOptions, socketAssistant } from './socket-assistant.ts'
export type { Limits, Log, VoiceSocket } from './socket-assistant.types.ts'
