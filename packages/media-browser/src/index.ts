export { type BrowserMediaOptions, browserMedia } from './browser-media.ts'
export type { RingbackRegion } from './cadence.ts'
