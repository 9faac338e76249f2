export type {
  AssistantLink,
  AssistantPort,
  AssistantReport,
  Hearing,
  TransferProgress,
} from './assistant.port.ts'
export { type Parsed, parseTransferInitiated, type TransferInitiated } from './messages.ts'
