export { failureOfEnd } from './call.failure.ts'
export { callMachine } from './call.machine.ts'
export {
  type CallCommand,
  type CallFacts,
  type CallInput,
  type CallNews,
  type CallOutput,
  callLimits,
  freshFacts,
  type OwnHold,
} from './call.types.ts'
export { type LegPorts, legActor } from './leg.actor.ts'
