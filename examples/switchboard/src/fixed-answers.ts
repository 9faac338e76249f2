/** Numbers that answer the same way each time, so that a page can be tried against every refusal. */
import type { Exchange } from './exchange.ts'
import { HOST } from './message.ts'

const ANSWERS = new Map(
  [403, 404, 480, 486, 503, 603, 100, 180].map((status): [string, number] => [String(9000 + status), status]),
)

/** Whether this number has a fixed answer. */
export function hasFixedAnswer(user: string): boolean {
  return ANSWERS.has(user)
}

/** Gives an INVITE the fixed answer of its number; 9100 and 9180 then say nothing until the CANCEL. */
export function answerFixed(exchange: Exchange, user: string): void {
  const status = ANSWERS.get(user) ?? 404
  exchange.onCancel = () => exchange.reply(487)
  exchange.reply(100)
  // SIP.js drops a 180 without a Contact.
  if (status === 180) exchange.reply(status, [`Contact: <sip:${user}@${HOST};transport=ws>`])
  else if (status > 100) exchange.reply(status)
}
