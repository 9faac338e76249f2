/**
 * What the assistant may hear and say. `input`: the caller's voice and words reach it. `output`: the caller hears it.
 */
export interface Hearing {
  readonly input: boolean
  readonly output: boolean
}

/**
 * What the assistant's side tells. Payloads of its messages are passed on as they came: core reads and judges them.
 */
export type AssistantReport =
  /** The server can be reached; the conversation's id, where it has one (`connected {session_id}`). */
  | { readonly type: 'up'; readonly conversationId?: string }
  | { readonly type: 'down' }
  | { readonly type: 'transfer-initiated'; readonly message: unknown }
  | { readonly type: 'transfer-status'; readonly message: unknown }
  /**
   * The sentence that announces the transfer. `speaking`: it came, and is being played where the port knows so;
   * `spoken`: it is over, or whether it is cannot be known.
   */
  | { readonly type: 'announcement'; readonly phase: 'speaking' | 'spoken'; readonly text: string }

/** One step of a transfer, as `transfer_progress` tells the server. JSON, without a secret. */
export interface TransferProgress {
  readonly transferId: string
  readonly state: 'idle' | 'connecting' | 'calling' | 'confirmed' | 'failed' | 'cleanup'
  readonly detail: string
}

/** A connection to the assistant. Every method is idempotent, legal in any state, and never throws. */
export interface AssistantLink {
  /** MUST take effect before it returns: after `input: false` nothing the caller says reaches the assistant. */
  hear(hearing: Hearing): void
  /** Best effort; dropped while the server cannot be reached. */
  progress(step: TransferProgress): void
  /**
   * Sends the outcome once, with its `transferId` as the id of the message. MUST repeat it until it is acknowledged, at
   * most three times within 60 s, then drop it with a warning: older servers do not listen. From then on the transfer's
   * announcement, should it still come, MUST NOT be heard: nobody is being transferred any more.
   */
  outcome(outcome: { readonly transferId: string }): void
  /** No report follows. What was changed in the page is put back. */
  close(): void
}

/**
 * The assistant port. `connect` MUST return at once, MUST NOT throw, and MUST NOT report before it has returned. Loss of
 * the server is reported and never ends a call.
 */
export interface AssistantPort {
  connect(on: (report: AssistantReport) => void): AssistantLink
}
