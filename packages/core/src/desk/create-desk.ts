import type { DeskIntent } from './desk.types.ts'
import type { DeskView } from './desk.view.ts'

/** What an agent signs in with. The password stays in the adapter's hands, out of every snapshot and log. */
export interface Credentials {
  readonly extension: string
  readonly password: string
}

/** What a screen asks of a desk. */
export type DeskCommand = Exclude<DeskIntent['type'], 'SIGN_IN'>

/** An agent's line, availability and calls. Methods never throw but for misuse; whatever fails is a state. */
export interface Desk {
  /** What a screen needs now. The same object until something changes. */
  getView(): DeskView
  /** Calls the listener at every change of the view, not at once. Returns how to stop. */
  subscribe(listener: (view: DeskView) => void): () => void
  signIn(credentials: Credentials): void
  send(command: DeskCommand): void
  /** Sends digits to the caller's side. They pass through no snapshot and no log. */
  sendDtmf(tones: string): void
  /** The agent leaves (pagehide): hangs up and signs out in the same step. */
  leave(): void
  /** Ends what runs, and lets everything go. Resolves when nothing is open. */
  dispose(): Promise<void>
}
