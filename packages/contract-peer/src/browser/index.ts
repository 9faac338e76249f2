export { browserArena } from './browser-arena.ts'
export { RemoteFar } from './remote-far.ts'
