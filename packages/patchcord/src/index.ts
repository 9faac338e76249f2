export { type Attached, type AttachOptions, attach } from './attach.ts'
export { type AttachDeskOptions, type AttachedDesk, attachDesk } from './attach-desk.ts'
export { consoleLog } from './console-log.ts'
