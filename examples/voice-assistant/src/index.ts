export {
  type Assistant,
  type AssistantOptions,
  createAssistant,
  demoPin,
  type TransferOptions,
} from './server/assistant.ts'
