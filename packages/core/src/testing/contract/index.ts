import type { ContractCase } from './case.types.ts'
import { answering } from './cases/answering.cases.ts'
import { odd } from './cases/answers.cases.ts'
import { callMedia } from './cases/call-media.cases.ts'
import { challenged } from './cases/challenges.cases.ts'
import { credentials } from './cases/credentials.cases.ts'
import { descriptions } from './cases/descriptions.cases.ts'
import { freeswitch } from './cases/freeswitch.cases.ts'
import { gathering } from './cases/gathering.cases.ts'
import { glare } from './cases/glare.cases.ts'
import { hangUps } from './cases/hang-up.cases.ts'
import { iceServers } from './cases/ice-servers.cases.ts'
import { inCall } from './cases/in-call.cases.ts'
import { incoming } from './cases/incoming.cases.ts'
import { lines } from './cases/line.cases.ts'
import { links } from './cases/link.cases.ts'
import { oddAnswers } from './cases/odd-answers.cases.ts'
import { oddCalls } from './cases/odd-calls.cases.ts'
import { oddRegistrations } from './cases/odd-registrations.cases.ts'
import { offered } from './cases/offers.cases.ts'
import { outgoing } from './cases/outgoing.cases.ts'
import { hangUpMoments } from './cases/races.cases.ts'
import { reach } from './cases/reach.cases.ts'
import { refers } from './cases/refer.cases.ts'
import { refreshed } from './cases/refresh.cases.ts'
import { registrations } from './cases/registration.cases.ts'
import { renewals } from './cases/renewal.cases.ts'
import { statuses } from './cases/statuses.cases.ts'
import { told } from './cases/told.cases.ts'

export type {
  Arena,
  ArenaAbility,
  ArenaStream,
  CandidateKind,
  FoundCandidate,
  OpenThings,
  Scene,
  ScriptedBrowser,
} from './arena.types.ts'
export type { CaseResult, ContractCase, LineSetting, Pattern, Step, WireCheck } from './case.types.ts'
export { everyMillisecond } from './cases/races.cases.ts'
export { type ClauseName, clauses } from './clauses.ts'
export { configOf } from './config.ts'
export type {
  Description,
  FarAction,
  FarForm,
  FarRule,
  FarScript,
  FarSide,
  MessageParts,
  ServerName,
  WireMessage,
} from './far.types.ts'
export { mockArena } from './mock-arena.ts'
export { playCase } from './play.ts'
export { Rules } from './rules.ts'
export { type StackResult, tableOf } from './table.ts'

/** What is asked of a line: made, lost, found again, registered, closed. */
export const lineCases: readonly ContractCase[] = [
  ...lines,
  ...links,
  ...told,
  ...refreshed,
  ...reach,
  ...registrations,
  ...renewals,
  ...oddRegistrations,
  ...credentials,
  ...challenged,
]

/** What is asked of a call. */
export const callCases: readonly ContractCase[] = [
  ...outgoing,
  ...callMedia,
  ...gathering,
  ...iceServers,
  ...odd,
  ...oddAnswers,
  ...statuses,
  ...hangUps,
  ...glare,
  ...hangUpMoments(),
  ...inCall,
  ...refers,
  ...incoming,
  ...oddCalls,
  ...answering,
  ...freeswitch,
  ...descriptions,
  ...offered,
]

/** Every case, in the order in which the table shows them. */
export const contractCases: readonly ContractCase[] = [...lineCases, ...callCases]
