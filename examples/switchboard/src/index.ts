export type { LogEntry } from './log.ts'
export { createSwitchboard } from './switchboard.ts'
export type { Switchboard, SwitchboardOptions, SwitchboardStats } from './switchboard.types.ts'
