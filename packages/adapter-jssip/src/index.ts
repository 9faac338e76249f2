export type { JsSipModule } from './library.types.ts'
export { type JsSipOptions, jssip } from './stack.ts'
