// The pure machines and their projections, for whoever runs, inspects, draws or walks them without `createTransfer`.
export { callMachine } from './call/index.ts'
export { deskMachine, deskView } from './desk/index.ts'
export {
  hearingOf,
  provideTransfer,
  type TransferContext,
  type TransferEvent,
  type TransferHandles,
  type TransferPlan,
  type TransferPorts,
  type TransferRequest,
  type TransferSettings,
  transferMachine,
  transferView,
} from './transfer/index.ts'
