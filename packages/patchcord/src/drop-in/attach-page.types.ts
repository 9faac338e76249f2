import type { SocketAssistantOptions } from '@patchcord/adapter-socketio'
import type { AttachOptions } from '../attach.ts'
import type { PageClient } from './page-client.ts'

/** How the page takes part in what the script does by itself. */
export interface PageAssistant extends Pick<SocketAssistantOptions, 'speaking' | 'conversationId'> {
  /** Silences the assistant, in place of the script's own way. MUST act before it returns. */
  readonly mute?: (muted: boolean) => void
  /** Closes and opens the page's own way to the assistant, beside the script's. MUST act before it returns. */
  readonly input?: (open: boolean) => void
  /** Further events by which the page sends what the caller says, beside `start_recording` and `stop_recording`. */
  readonly inputEvents?: readonly string[]
}

/** What a page without a bundler gives: `socket` and `config`, and whatever else it wants of {@link AttachOptions}. */
export interface AttachPageOptions extends Omit<AttachOptions, 'socket' | 'assistant' | 'port' | 'fault'> {
  /** The page's socket.io client, or better a function that knows it: `() => socket`. */
  readonly socket: PageClient | (() => PageClient | null | undefined)
  readonly assistant?: PageAssistant
  /** `off` takes the page's own handlers of `transfer_initiated` and `transfer_status` off, until `detach`. */
  readonly pageHandlers?: 'on' | 'off'
}
