export { type Attached, type AttachOptions, attach } from './attach.ts'
export { type AttachedDesk, type AttachDeskOptions, attachDesk } from './attach-desk.ts'
export { consoleLog } from './console-log.ts'
