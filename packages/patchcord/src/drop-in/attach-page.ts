import type { SocketAssistantOptions } from '@patchcord/adapter-socketio'
import type { Hearing } from '@patchcord/core'
import { transferTexts } from '@patchcord/ui-vanilla'
import { type Attached, type AttachOptions, attach } from '../attach.ts'
import { consoleLog } from '../console-log.ts'
import type { KnownAudio } from './known-audio.ts'
import type { PageClient } from './page-client.ts'
import { type Fault, faultOf, insecurity, warnOf } from './page-faults.ts'
import { placeInPage } from './page-place.ts'
import { type PageSocket, watchSocket } from './page-socket.ts'

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

/**
 * Puts the hand-over into a page as it is. Never throws because of the page: what is wrong stands in the console, and is
 * told to the caller who asks for an agent.
 */
export function attachToPage(options: AttachPageOptions, audio: KnownAudio): Attached {
  const log = options.log ?? consoleLog
  const complain = ({ setting, detail }: Fault) => log({ level: 'error', message: `${setting}: ${detail}` })
  const fault = insecurity()
  if (fault) complain(fault)
  const socket = watchSocket({
    ask: socketSource(options.socket, complain),
    pageHandlers: pageHandlersOf(options, complain),
    inputEvents: options.assistant?.inputEvents ?? [],
    heldBack: { ...transferTexts, ...options.texts }.heldBack,
    log,
  })
  const place = placeInPage(options.mount, log)
  const wanted: AttachOptions = {
    ...options,
    ...(fault ? { fault } : {}),
    socket: socket.source,
    assistant: assistantOf(options.assistant ?? {}, socket, audio),
    mount: place.element,
    log,
  }
  const attached = start(wanted, complain)
  if (options.pageHandlers === 'off') clearStatus(attached, socket)
  return {
    ...attached,
    async detach() {
      place.cancel()
      await attached.detach()
      socket.close()
      audio.restore()
    },
  }
}

/**
 * What the page's status line says when a transfer begins or ends (“Thinking…”) would stand there for good, since the
 * handlers that used to replace it are off.
 */
function clearStatus({ transfer }: Attached, socket: PageSocket): void {
  let before = transfer.getView()
  transfer.subscribe((view) => {
    const changes = view.notice !== before.notice && (view.state === 'idle' || before.state === 'idle')
    before = view
    if (changes) socket.tellStatus('')
  })
}

/** A page whose settings are wrong still tells its caller so, and nothing is dialled. */
function start(wanted: AttachOptions, complain: (fault: Fault) => void): Attached {
  try {
    const attached = attach(wanted)
    warnOf(wanted.config, wanted.log ?? consoleLog)
    return attached
  } catch (error) {
    const fault = faultOf(error)
    complain(fault)
    const { socket, assistant, mount, log, stack } = wanted
    return attach({ fault, config: { domain: 'invalid' }, socket, assistant, mount, log, stack } as AttachOptions)
  }
}

function socketSource(
  socket: AttachPageOptions['socket'],
  complain: (fault: Fault) => void,
): () => PageClient | null | undefined {
  if (typeof socket === 'function') return socket
  if (socket && typeof socket === 'object') return () => socket
  complain({ setting: 'socket', detail: 'it is not there yet. Give a function that knows it: socket: () => socket.' })
  return () => undefined
}

function pageHandlersOf({ pageHandlers = 'on' }: AttachPageOptions, complain: (fault: Fault) => void): 'on' | 'off' {
  if (pageHandlers !== 'on' && pageHandlers !== 'off')
    complain({ setting: 'pageHandlers', detail: 'expected "on" or "off"; they stay on.' })
  return pageHandlers === 'off' ? 'off' : 'on'
}

function assistantOf(
  page: PageAssistant,
  socket: PageSocket,
  audio: KnownAudio,
): NonNullable<AttachOptions['assistant']> {
  const { mute, input, speaking = audio.onSpeaking, conversationId } = page
  return {
    hear(hearing: Hearing) {
      input?.(hearing.input)
      socket.setInput(hearing.input)
      if (mute) mute(!hearing.output)
      else audio.setOutput(hearing.output)
    },
    speaking,
    ...(conversationId ? { conversationId } : {}),
  }
}
