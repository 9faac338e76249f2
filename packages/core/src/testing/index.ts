export * from './contract/index.ts'
export * from './spec/index.ts'
export { canReach, pathTo, type Walk, type WalkedState, type WalkedStep, type WalkOptions, walk } from './walk.ts'
