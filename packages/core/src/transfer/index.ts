export { type CreateTransferOptions, createTransfer, type Transfer, type TransferCommand } from './create-transfer.ts'
export { provideTransfer, type TransferHandles, type TransferPorts } from './transfer.actors.ts'
export { transferMachine } from './transfer.machine.ts'
export { planMessage, planWish, type TransferWish } from './transfer.plan.ts'
export { type TransferOptions, transferLimits, transferSettings } from './transfer.settings.ts'
export type {
  Attempt,
  Mark,
  Outcome,
  Result,
  TransferContext,
  TransferEvent,
  TransferLimits,
  TransferPlan,
  TransferRequest,
  TransferSettings,
} from './transfer.types.ts'
export { hearingOf, type Notice, type TransferState, type TransferView, transferView } from './transfer.view.ts'
