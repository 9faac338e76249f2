export type { SipJsModule } from './library.types.ts'
export { type SipJsOptions, sipjs } from './stack.ts'
