export type {
  AssistantLink,
  AssistantPort,
  AssistantReport,
  Hearing,
  TransferProgress,
} from './assistant.port.ts'
export {
  type Decisive,
  informing,
  type Parsed,
  parseTransferInitiated,
  type TransferInitiated,
  topicLimit,
  type Warn,
} from './messages.ts'
