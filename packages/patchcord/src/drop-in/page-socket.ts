import type { VoiceSocket } from '@patchcord/adapter-socketio'
import type { Log } from '@patchcord/core'
import { createInputGate, type InputGate } from './input-gate.ts'
import type { Announcements } from './late-announcement.ts'
import { override } from './override.ts'
import { createAnswers, type PageAnswers } from './page-answers.ts'
import type { PageClient } from './page-client.ts'
import { gateHandlers } from './page-handlers.ts'

/** How the page's socket is watched over. */
export interface PageSocketOptions {
  /** The page's socket of the moment. */
  readonly ask: () => PageClient | null | undefined
  /** `off`: the page's own handlers of the transfer's messages are taken off the socket, and put back on `close`. */
  readonly pageHandlers: 'on' | 'off'
  /** Further events by which the page sends what the caller says. */
  readonly inputEvents: readonly string[]
  /** What the page is told of a message that was held back: the server never answers it. */
  readonly heldBack: string
  readonly announcements: Announcements
  /** Why the last transfer failed, in a sentence for the caller. */
  readonly sentence: () => string
  readonly log: Log
}

/** The page's socket, as the assistant's adapter may use it. */
export interface PageSocket {
  /** Asks for it; a new one is watched over from the same step on. */
  readonly source: () => VoiceSocket | undefined
  /** `false`: from here on nothing that the caller says leaves on it. */
  setInput(open: boolean): void
  /** Tells the page's own `status` handlers something in place of the server. */
  tellStatus(message: string): void
  /** A transfer has ended: a page that still waits for the assistant's answer gets one. */
  ended(): void
  /** Leaves the page's socket as it was found. */
  close(): void
}

/** Nobody signs in so often. */
const tooMany = 5
const newEachTime = 'socket: the function gives a new client each time it is asked; give the one that the page uses.'
const lateAttach =
  'socket: it had connected before Patchcord.attach. What the server has said so far is lost, a transfer too: attach first.'

/** Watches over whichever socket the page has. Only that one object is changed, never socket.io itself. */
export function watchSocket(options: PageSocketOptions): PageSocket {
  const gate = createInputGate(options.inputEvents)
  let client: PageClient | undefined
  let watched: Watched | undefined
  let changes = 0

  function follow(next: PageClient | undefined) {
    if (next === client) return
    watched?.release()
    client = next
    changes += next ? 1 : 0
    if (changes === tooMany) options.log({ level: 'error', message: newEachTime })
    else if (changes === 1 && next?.connected) options.log({ level: 'warn', message: lateAttach })
    watched = next && watch(next, gate, options)
  }

  return {
    source() {
      follow(options.ask() ?? undefined)
      return watched?.face
    },
    setInput: gate.setInput,
    tellStatus: (message) => watched?.answers.status(message),
    ended() {
      if (watched?.answers.waiting) watched.answers.unusable(options.sentence())
    },
    close: () => follow(undefined),
  }
}

/** The page's socket, watched over. */
interface Watched {
  readonly face: VoiceSocket
  readonly answers: PageAnswers
  /** Leaves the socket as it was found. */
  release(): void
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

function watch(client: PageClient, gate: InputGate, options: PageSocketOptions): Watched {
  const { announcements, pageHandlers, sentence } = options
  const face = faceOf(client)
  const closed = () => false
  const giveBack = gateHandlers(client, {
    agent_response(message) {
      const late = announcements.isLate(message)
      if (!late) answers.answered()
      else if (answers.waiting) answers.unusable(sentence())
      return !late
    },
    ...(pageHandlers === 'off' ? { transfer_initiated: closed, transfer_status: closed } : {}),
  })
  face.on('transfer_initiated', announcements.requested)
  const answers = createAnswers(client, face)
  const ungate = gateEmit(client, gate, answers, options)
  return {
    face,
    answers,
    release() {
      ungate()
      answers.close()
      face.off('transfer_initiated', announcements.requested)
      giveBack()
    },
  }
}

/** Returns how to undo it. */
function gateEmit(
  client: PageClient,
  gate: InputGate,
  answers: PageAnswers,
  { heldBack, log }: PageSocketOptions,
): () => void {
  const { emit } = client
  return override(client, 'emit', (event, ...args) => {
    const { passes, awaited } = gate.judge(event, args)
    if (passes) {
      if (awaited) answers.sent()
      return emit.call(client, event, ...args)
    }
    answers.acknowledge(args, heldBack)
    // What `volatile` and `timeout` leave for the next message was meant for this one.
    Reflect.set(client, 'flags', {})
    log({ level: 'info', message: `${event} was held back: the caller is, or was, talking to the agent` })
    answers.status(heldBack)
    if (awaited) answers.unusable(heldBack)
    return client
  })
}
