import type { VoiceSocket } from '@patchcord/adapter-socketio'
import { guarded, type Log } from '@patchcord/core'
import { createInputGate, type InputGate } from './input-gate.ts'
import { override } from './override.ts'
import type { PageClient } from './page-client.ts'
import { takeHandlers } from './page-handlers.ts'

/** How the page's socket is watched over. */
export interface PageSocketOptions {
  /** The page's socket of the moment. */
  readonly ask: () => PageClient | null | undefined
  /** `off`: the page's own handlers of the transfer's messages are taken off the socket, and put back on `close`. */
  readonly pageHandlers: 'on' | 'off'
  /** Further events by which the page sends what the caller says. */
  readonly inputEvents: readonly string[]
  /** What the page's `status` handlers are told of a message that was held back: the server never answers it. */
  readonly heldBack: string
  readonly log: Log
}

/** The page's socket, as the assistant's adapter may use it. */
export interface PageSocket {
  /** Asks for it; a new one is watched over from the same step on. */
  readonly source: () => VoiceSocket | undefined
  /** `false`: from here on nothing that the caller says leaves on it. */
  setInput(open: boolean): void
  /** Tells the page's own `status` handlers something in the server's stead. */
  tellStatus(message: string): void
  /** Leaves the page's socket as it was found. */
  close(): void
}

/** Nobody signs in so often. */
const tooMany = 5
const newEachTime = 'socket: the function gives a new client each time it is asked; give the one that the page uses.'

/** Watches over whichever socket the page has. Only that one object is changed, never socket.io itself. */
export function watchSocket(options: PageSocketOptions): PageSocket {
  const gate = createInputGate(options.inputEvents)
  let client: PageClient | undefined
  let face: VoiceSocket | undefined
  let release = () => {}
  let changes = 0

  function follow(next: PageClient | undefined) {
    if (next === client) return
    release()
    client = next
    changes += next ? 1 : 0
    if (changes === tooMany) options.log({ level: 'error', message: newEachTime })
    face = next && faceOf(next)
    release = next ? watch(next, gate, options) : () => {}
  }

  return {
    source() {
      follow(options.ask() ?? undefined)
      return face
    },
    setInput: gate.setInput,
    tellStatus: (message) => client && tellStatus(client, message),
    close: () => follow(undefined),
  }
}

/** The socket with its own methods, whatever is put in their place afterwards. */
function faceOf(client: PageClient): VoiceSocket {
  return {
    get connected() {
      return client.connected
    },
    on: client.on.bind(client),
    off: client.off.bind(client),
    timeout: (ms) => client.timeout(ms),
  }
}

function tellStatus(client: PageClient, message: string): void {
  for (const listener of client.listeners('status')) guarded(listener)({ message })
}

/** Returns how to undo it. */
function watch(client: PageClient, gate: InputGate, { pageHandlers, heldBack, log }: PageSocketOptions): () => void {
  const { emit } = client
  const ungate = override(client, 'emit', (event, ...args) => {
    if (gate.passes(event, args)) return emit.call(client, event, ...args)
    // What `volatile` and `timeout` leave for the next message was meant for this one.
    Reflect.set(client, 'flags', {})
    log({ level: 'info', message: `${event} was held back: the caller is, or was, talking with the agent` })
    tellStatus(client, heldBack)
    return client
  })
  const giveBack = pageHandlers === 'off' ? takeHandlers(client) : () => {}
  return () => {
    giveBack()
    ungate()
  }
}
