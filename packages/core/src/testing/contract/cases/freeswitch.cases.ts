import type { ContractCase } from '../case.types.ts'
import { freeswitchInCall } from './freeswitch.in-call.cases.ts'
import { freeswitchIncoming } from './freeswitch.incoming.cases.ts'
import { freeswitchSetUp } from './freeswitch.set-up.cases.ts'

/** What FreeSWITCH demands, by a far side that writes as it does. */
export const freeswitch: readonly ContractCase[] = [...freeswitchSetUp, ...freeswitchInCall, ...freeswitchIncoming]
