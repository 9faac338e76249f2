export type { LogEntry } from './log.ts'
export { createSwitchboard, type Switchboard, type SwitchboardOptions, type SwitchboardStats } from './switchboard.ts'
