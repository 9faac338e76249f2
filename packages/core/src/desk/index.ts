export {
  type CreateDeskOptions,
  type Credentials,
  createDesk,
  type Desk,
  type DeskCommand,
} from './create-desk.ts'
export { deskMachine } from './desk.machine.ts'
export type { Caller, DeskIntent, DeskLimits, MissedCall } from './desk.types.ts'
export { type DeskNotice, type DeskState, type DeskView, deskView } from './desk.view.ts'
