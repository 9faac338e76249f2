/** Ends a call in the name of a side that cannot do so itself. */
import { randomUUID } from 'node:crypto'
import type { Dialog, Party } from './dialogs.ts'
import { ownRequest } from './message.ts'
import type { Parts } from './parts.ts'

/** Sends a BYE to `receiver` as if `sender` had hung up, and ends the call. */
export function hangUp(parts: Parts, dialog: Dialog, sender: Party, receiver: Party, reason?: string): void {
  const { flow } = receiver
  parts.dialogs.end(dialog)
  sender.cseq += 1
  if (flow.open)
    parts.transactions.send(ownRequest({ ...inside(dialog, sender, receiver), method: 'BYE', reason }), flow)
}

/** Acknowledges a 2xx in the name of `sender`, whose INVITE had the number `cseq`. */
export function acknowledge(dialog: Dialog, sender: Party, receiver: Party, cseq: number): void {
  const ack = ownRequest({ ...inside(dialog, sender, receiver), method: 'ACK', cseq })
  ack.setViaHeader(newBranch())
  receiver.flow.send(ack.toString()).catch(() => {})
}

/** A Via branch for a message that has no transaction: the ACK of a 2xx. */
export function newBranch(): string {
  return `z9hG4bK${randomUUID()}`
}

function inside(dialog: Dialog, sender: Party, receiver: Party) {
  return {
    uri: receiver.contact,
    from: sender.address,
    to: receiver.address,
    callId: dialog.callId,
    cseq: sender.cseq,
  }
}
