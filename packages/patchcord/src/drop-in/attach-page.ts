import type { Hearing, Transfer } from '@patchcord/core'
import { transferTexts } from '@patchcord/ui-vanilla'
import { type Attached, type AttachOptions, attach } from '../attach.ts'
import { consoleLog } from '../console-log.ts'
import type { AttachPageOptions, PageAssistant } from './attach-page.types.ts'
import type { KnownAudio } from './known-audio.ts'
import { type Announcements, createAnnouncements } from './late-announcement.ts'
import type { PageClient } from './page-client.ts'
import { type Fault, faultOf, faultsOf, noFunctions, oddities } from './page-faults.ts'
import { placeInPage } from './page-place.ts'
import { type PageSocket, watchSocket } from './page-socket.ts'

/**
 * Puts the transfer into a page as it is. Never throws because of the page: what is wrong is in the console, and on the
 * card of the caller who asks for an agent.
 */
export function attachToPage(options: AttachPageOptions, audio: KnownAudio): Attached {
  const { pageHandlers, ...attachable } = options
  const log = options.log ?? consoleLog
  const complain = ({ setting, detail }: Fault) => log({ level: 'error', message: `${setting}: ${detail}` })
  const faults = faultsOf(options)
  for (const fault of faults) complain(fault)
  for (const message of oddities(options)) log({ level: 'warn', message })
  for (const noFunction of noFunctions(options)) complain(noFunction)
  const sentence = () => sentenceOf(attached.transfer, options)
  const announcements = createAnnouncements(() => attached.transfer.getView().state === 'idle')
  const socket = watchSocket({
    ask: socketSource(options.socket, complain),
    pageHandlers: pageHandlersOf(pageHandlers, complain),
    inputEvents: options.assistant?.inputEvents ?? [],
    heldBack: { ...transferTexts, ...options.texts }.heldBack,
    announcements,
    sentence,
    log,
  })
  const place = placeInPage(options.mount, options.placement, log)
  const wanted: AttachOptions = {
    ...attachable,
    socket: socket.source,
    assistant: assistantOf(options.assistant ?? {}, socket, audio),
    mount: place.element,
    log,
  }
  const attached = start(wanted, faults[0], complain)
  follow(attached, { announcements, socket, clears: pageHandlers === 'off' })
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

/** Why the last transfer failed, for the caller; empty where it did not. */
function sentenceOf({ getView }: Transfer, { texts }: AttachPageOptions): string {
  const { failure } = getView()
  return failure ? (texts?.failures?.[failure.code] ?? failure.sentence) : ''
}

interface Followers {
  readonly announcements: Announcements
  readonly socket: PageSocket
  /** The page's own handlers are off, so nobody else replaces its “Thinking…” when a transfer begins or ends. */
  readonly clears: boolean
}

/** Tells the page what its own script would not learn otherwise. */
function follow({ transfer }: Attached, { announcements, socket, clears }: Followers): void {
  let before = transfer.getView()
  transfer.onOutcome(() => {
    announcements.ended()
    socket.ended()
  })
  transfer.subscribe((view) => {
    const changes = view.notice !== before.notice
    const boundary = view.state === 'idle' || before.state === 'idle'
    before = view
    if (changes && boundary && clears) socket.tellStatus('')
    // The server's own bridge calls, and this page hears no more of it.
    if (changes && view.notice === 'bridged') socket.ended()
  })
}

/** A page whose settings are wrong still tells its caller so, and nothing is dialed. */
function start(wanted: AttachOptions, fault: Fault | undefined, complain: (fault: Fault) => void): Attached {
  if (fault) return attachFaulty(wanted, fault)
  try {
    return attach(wanted)
  } catch (error) {
    const found = faultOf(error)
    complain(found)
    return attachFaulty(wanted, found)
  }
}

/** Listens and shows, without the settings that decide a call: one of them is wrong. */
function attachFaulty({ socket, assistant, mount, log, stack, texts, manual }: AttachOptions, fault: Fault): Attached {
  const { phone, sipAddress } = Object(manual)
  const shown = { mount, texts, manual: { phone, sipAddress } }
  return attach({ fault, config: { domain: 'invalid' }, socket, assistant, log, stack, ...shown } as AttachOptions)
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

function pageHandlersOf(pageHandlers: unknown = 'on', complain: (fault: Fault) => void): 'on' | 'off' {
  if (pageHandlers !== 'on' && pageHandlers !== 'off')
    complain({ setting: 'pageHandlers', detail: 'expected "on" or "off"; they stay on.' })
  return pageHandlers === 'off' ? 'off' : 'on'
}

/** Without what is no function, which was complained of. */
const functionsOf = (page: PageAssistant): PageAssistant =>
  Object.fromEntries(Object.entries(page).filter(([, value]) => typeof value === 'function'))

function assistantOf(
  page: PageAssistant,
  socket: PageSocket,
  audio: KnownAudio,
): NonNullable<AttachOptions['assistant']> {
  const { mute, input, speaking = audio.onSpeaking, conversationId } = functionsOf(page)
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
