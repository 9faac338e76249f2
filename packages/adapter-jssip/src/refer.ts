import type { ReferResult } from '@patchcord/core'
import { within } from '@patchcord/core/adapter'
import { replacing } from './library.ts'
import type { ReferNotice, Session, Subscription } from './library.types.ts'

/** How long the outcome of a REFER is waited for: longer than a transfer's target usually rings. */
const limit = 60_000

const notAsked: ReferResult = { result: 'refused', decidedBy: 'response' }

/**
 * Sends a REFER (RFC 3515), with Replaces (RFC 3891) where the target is another session, and waits for its outcome.
 * A BYE may come before the last NOTIFY, and a subscription may end without saying how: then it stays unknown.
 */
export async function refer(session: Session, target: string | Session, ended: Promise<void>): Promise<ReferResult> {
  const subscription = subscribe(session, target)
  if (!subscription) return notAsked
  const bye = ended.then((): ReferResult => ({ result: 'unknown', decidedBy: 'bye' }))
  const decided = await within(Promise.race([outcome(subscription), bye]), limit)
  return decided ?? { result: 'unknown', decidedBy: 'limit' }
}

function subscribe(session: Session, target: string | Session): Subscription | false {
  try {
    if (typeof target === 'string') return session.refer(target, {})
    return session.refer(target.remote_identity.uri, { replaces: replacing(target) })
  } catch {
    return false
  }
}

function outcome(subscription: Subscription): Promise<ReferResult> {
  return new Promise((resolve) => {
    const settle = (result: ReferResult['result']) => (notice: ReferNotice) =>
      resolve({ result, decidedBy: 'notify', status: notice.status_line.status_code })
    const meanwhile = (notice: ReferNotice) => {
      const over = notice.request.getHeader('Subscription-State')?.startsWith('terminated')
      if (over) settle('unknown')(notice)
    }
    subscription.on('accepted', settle('accepted'))
    subscription.on('failed', settle('refused'))
    subscription.on('trying', meanwhile)
    subscription.on('progress', meanwhile)
    subscription.on('requestFailed', ({ response, cause }) => {
      if (response?.status_code) resolve({ ...notAsked, status: response.status_code })
      else resolve(cause === 'Dialog Error' ? notAsked : { result: 'unknown', decidedBy: 'limit' })
    })
  })
}
