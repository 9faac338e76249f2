export {
  type Assistant,
  type AssistantOptions,
  createAssistant,
  demoPin,
  type TransferOptions,
} from './server/assistant.ts'
export { isHere, isOwn } from './server/own.ts'
export { isSignedIn } from './server/session.ts'
