export {
  type Assistant,
  type AssistantOptions,
  createAssistant,
  demoPin,
  type TransferOptions,
} from './server/assistant.ts'
export { isOwn } from './server/own.ts'
export { isSignedIn } from './server/session.ts'
