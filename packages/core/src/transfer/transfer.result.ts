import { failure } from '../failure/index.ts'
import { currentTarget, planId } from './transfer.plan.ts'
import type { Attempt, Result, TransferContext, TransferPlan } from './transfer.types.ts'

const busy = { code: 'invalid-request', stage: 'request', detail: 'another transfer is running' } as const

/** How a request ended that was never accepted: another transfer runs, or planning refused it. */
export function refusalOf(plan: TransferPlan, { settings, request }: TransferContext): Result {
  const facts = plan.kind === 'refuse' && !request ? plan.failure : busy
  return { transferId: planId(plan), result: 'refused', failure: failure(facts, settings.remedy), attempts: [] }
}

/** How a request ended that was left to the server's own bridge, which failed. */
export function bridgeFailure(detail: string, { settings, bridged }: TransferContext): Result {
  const facts = { code: 'not-offered', stage: 'request', ...(detail ? { detail } : {}) } as const
  return {
    transferId: bridged?.transferId ?? '',
    result: 'refused',
    failure: failure(facts, settings.remedy),
    attempts: [],
  }
}

/** The attempts so far, with the one that just ended; an attempt is an INVITE. */
export function attemptOf(context: TransferContext): readonly Attempt[] {
  const target = currentTarget(context)
  if (!target || !context.dialled) return context.attempts
  const { server, failure: reason } = context
  return [...context.attempts, { target: target.uri, server, ...(reason ? { failure: reason } : {}) }]
}

function resultName({ committed, failure: reason, endedBy }: TransferContext): Result['result'] {
  if (committed) return 'handed-over'
  return endedBy === 'caller' || !reason ? 'abandoned' : 'returned'
}

/** Whether the newest INVITE was lost with its socket, and the PBX hasn't been told since: that phone may still ring. */
const ringsOn = ({ line }: TransferContext, attempts: readonly Attempt[]): boolean =>
  line !== 'up' && attempts.at(-1)?.failure?.signalled === false

/** How an accepted transfer ended. */
export function resultOf(context: TransferContext): Result {
  const { request, endedBy } = context
  const result = resultName(context)
  const attempts = attemptOf(context)
  const reason =
    context.failure && ringsOn(context, attempts) ? { ...context.failure, signalled: false } : context.failure
  return {
    transferId: request?.transferId ?? '',
    result,
    attempts,
    ...(reason && result !== 'abandoned' ? { failure: reason } : {}),
    ...(endedBy ? { endedBy } : {}),
  }
}
