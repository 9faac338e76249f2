import type { ReferResult } from '@patchcord/core'
import { within } from '@patchcord/core/adapter'
import type { Notification, URI } from 'sip.js'
import { isInvented } from './library.ts'
import type { AnySession, Response } from './library.types.ts'

/** How long the outcome of a REFER is waited for: longer than a transfer's target usually rings. */
const limit = 60_000

export const notAsked: ReferResult = { result: 'refused', decidedBy: 'response' }

/**
 * Sends a REFER (RFC 3515) and waits for its outcome. A BYE may come before the last NOTIFY, and a subscription may end
 * without saying how: then it stays unknown. One at a time: SIP.js keeps one listener for the NOTIFYs of a session.
 */
export async function refer(session: AnySession, target: URI, ended: Promise<void>): Promise<ReferResult> {
  const bye = ended.then((): ReferResult => ({ result: 'unknown', decidedBy: 'bye' }))
  const decided = await within(Promise.race([outcome(session, target), bye]), limit)
  return decided ?? { result: 'unknown', decidedBy: 'limit' }
}

function outcome(session: AnySession, target: URI): Promise<ReferResult> {
  return new Promise((resolve) => {
    const onNotify = (notification: Notification) => {
      void notification.accept()
      const result = told(notification)
      if (result) resolve(result)
    }
    const onReject = ({ message }: { readonly message: Response }) => resolve(refusal(message))
    session
      .refer(target, { onNotify, requestDelegate: { onReject, onRedirect: onReject } })
      .catch(() => resolve(notAsked))
  })
}

const refusal = (response: Response): ReferResult =>
  isInvented(response)
    ? { result: 'unknown', decidedBy: 'limit' }
    : { ...notAsked, ...(response.statusCode ? { status: response.statusCode } : {}) }

/** What a NOTIFY's `message/sipfrag` says, if that is the last word. */
function told({ request }: Notification): ReferResult | undefined {
  const status = Number(/^SIP\/2\.0 (\d{3})/.exec(request.body)?.[1] ?? 0)
  const over = request.getHeader('Subscription-State')?.startsWith('terminated')
  if (status >= 200) return { result: status < 300 ? 'accepted' : 'refused', decidedBy: 'notify', status }
  return over ? { result: 'unknown', decidedBy: 'notify', ...(status ? { status } : {}) } : undefined
}
