export { type EventSource, type SpecEventType, specEvents, wireReachable } from './spec.events.ts'
export {
  type Bounds,
  covering,
  type SpecPath,
  type SpecPaths,
  type SpecStep,
  specPath,
  specPaths,
  specTerms,
  transitionOf,
} from './spec.paths.ts'
export { play, playable, type SpecCoverage, type SpecDriver, specCoverage, uncovered } from './spec.play.ts'
export type { CallerIntent, Expected, Place, SpecOutcome, SpecTerms } from './spec.types.ts'
