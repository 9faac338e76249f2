/** Who is let in: credentials are asked of known users, others pass or not by one setting. */
import type { Verdict } from './digest.ts'
import type { Exchange } from './exchange.ts'
import { isServed } from './locate.ts'
import type { Parts } from './parts.ts'

/** Whether a request outside any call may go on; if not, it has been challenged or refused. */
export function admit({ digest, settings, log }: Parts, exchange: Exchange): boolean {
  const { request } = exchange
  const { user = '', host } = request.from.uri
  if (digest.knows(user) && isServed(settings.domain, host)) {
    return pass(407, digest.judge(request, user, 'proxy-authorization'), exchange, { digest, log })
  }
  if (settings.anonymous) return true
  log.info(`${request.method} refused: anonymous callers are not let in`)
  exchange.reply(403)
  return false
}

/** Serves a REGISTER: 404 for a foreign domain, 401 until the credentials are right, 403 if they are wrong. */
export function register({ digest, settings, registrar, vanished, log }: Parts, exchange: Exchange): void {
  const { user = '', host } = exchange.request.to.uri
  if (!isServed(settings.domain, host)) {
    log.info(`REGISTER refused: ${host} is not served here, ${settings.domain} is`)
    exchange.reply(404)
    return
  }
  const verdict = digest.judge(exchange.request, user, 'authorization')
  if (!pass(401, verdict, exchange, { digest, log })) return
  registrar.register(user, exchange)
  vanished.registered(user, exchange)
}

/** As FreeSWITCH does: a challenge until credentials come, and a bare 403 for wrong ones. */
function pass(
  status: 401 | 407,
  verdict: Verdict,
  exchange: Exchange,
  { digest, log }: Pick<Parts, 'digest' | 'log'>,
): boolean {
  const name = status === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate'
  if (verdict === 'wrong') {
    log.info(`${exchange.request.method} refused: wrong password for ${exchange.request.from.uri.user ?? 'nobody'}`)
    exchange.reply(403, [], '')
  } else if (verdict !== 'right') exchange.reply(status, [`${name}: ${digest.challenge(verdict === 'stale')}`])
  return verdict === 'right'
}
