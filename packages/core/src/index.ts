export * from './assistant/index.ts'
export type { OwnHold } from './call/index.ts'
export {
  type Caller,
  type CreateDeskOptions,
  type Credentials,
  createDesk,
  type Desk,
  type DeskCommand,
  type DeskIntent,
  type DeskLimits,
  type DeskNotice,
  type DeskState,
  type DeskView,
  type MissedCall,
} from './desk/index.ts'
export * from './failure/index.ts'
export { guarded, type Listeners, listeners } from './listeners.ts'
export type { Log, LogEntry } from './log.ts'
export * from './media/index.ts'
export * from './sip/index.ts'
export {
  type Attempt,
  type CreateTransferOptions,
  createTransfer,
  type Mark,
  type Notice,
  type Outcome,
  type Result,
  type Transfer,
  type TransferCommand,
  type TransferLimits,
  type TransferOptions,
  type TransferState,
  type TransferView,
  type TransferWish,
  transferView,
} from './transfer/index.ts'
