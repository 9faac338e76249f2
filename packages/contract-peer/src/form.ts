import type { FarForm } from '@patchcord/core/testing'
import { freeswitch } from './freeswitch.ts'
import type { SipMessage } from './message.ts'
import { freshOffer } from './sdp.ts'

/** How a far side writes what a case makes it say. */
export interface Form {
  phraseOf(status: number): string
  /** Its own Contact: in an answer to this request or, without one, in a request of its own. */
  contactOf(request?: SipMessage): string
  /** Header lines behind the Contact. */
  headersOf(message: { readonly method: string; readonly status: number }): readonly string[]
  /** Header lines of a message with a body. */
  readonly ofBody: readonly string[]
  /** Whether a header of the case stands behind Content-Length. */
  isLast(line: string): boolean
  /** Header lines behind everything else. */
  lastOf(method: string): readonly string[]
  /** What it offers as its first word. */
  readonly offer: string
  /** A session description in this form; `first`: it is the first word of a call. */
  described(description: string, first?: boolean): string
  /** What it says within a call goes over the connection that the call began on, even where that is gone. */
  readonly staysOnConnection: boolean
}

const plain: Form = {
  phraseOf: (status) => `Status ${status}`,
  contactOf: (request) => (request ? 'sip:pbx@192.0.2.1;transport=udp' : 'sip:mod_sofia@192.0.2.1:5060'),
  headersOf: () => [],
  ofBody: [],
  isLast: () => false,
  lastOf: () => [],
  offer: freshOffer,
  described: (description) => description,
  staysOnConnection: false,
}

export const forms: Readonly<Record<FarForm, Form>> = { plain, freeswitch }
