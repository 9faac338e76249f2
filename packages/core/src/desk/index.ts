export type { Credentials, Desk, DeskCommand } from './create-desk.ts'
export type { Caller, DeskIntent, DeskLimits } from './desk.types.ts'
export type { DeskNotice, DeskState, DeskView } from './desk.view.ts'
