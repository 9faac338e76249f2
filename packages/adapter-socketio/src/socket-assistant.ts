import type { AssistantLink, AssistantPort, AssistantReport, Hearing, TransferProgress } from '@patchcord/core'
import { createAnnouncement, type Speaking } from './announcement.ts'
import { guarded } from './guard.ts'
import { createHearingSwitch, type HearingSwitch } from './hearing.ts'
import { createOutbox } from './outcome.ts'
import { sessionId, text } from './payload.ts'
import { createReach } from './reach.ts'
import { request } from './request.ts'
import { defaultLimits, type Limits, type Log, type VoiceSocket } from './socket-assistant.types.ts'
import { followSocket, type SocketSource } from './socket-source.ts'

/** What the adapter needs of the page. */
export interface SocketAssistantOptions {
  /**
   * The page's own socket on the assistant's namespace, or a function that knows it: it may have none yet, and another
   * one later. It is never connected or closed from here.
   */
  readonly socket: SocketSource
  /** Opens and closes the caller's way to the assistant and the assistant's voice. MUST act before it returns. */
  readonly hear?: (hearing: Hearing) => void
  /** Subscribes to whether the assistant is being heard. Without it, an announcement counts as spoken at once. */
  readonly speaking?: Speaking
  /**
   * The conversation's id, for a socket that had connected (and got its `connected` message) before this adapter. Asked
   * when the socket connects, and at each request for a transfer.
   */
  readonly conversationId?: () => string | null | undefined
  readonly log?: Log
  readonly limits?: Partial<Limits>
}

/** The assistant port over a socket.io client. Payloads of the transfer's messages are passed on as they came. */
export function socketAssistant(options: SocketAssistantOptions): AssistantPort {
  return { connect: (on) => openLink(options, on) }
}

function openLink(options: SocketAssistantOptions, on: (report: AssistantReport) => void): AssistantLink {
  const log: Log = options.log ?? (() => {})
  const limits = { ...defaultLimits, ...options.limits }
  let closed = false

  function report(told: AssistantReport) {
    if (!closed) guarded(log, `A listener of the assistant (${told.type})`, () => on(told))
  }

  const hearing = createHearingSwitch(options.hear, log)
  const receiver = receive({ options, limits, report, log, hearing, onUp: () => outbox.flush() })
  const outbox = createOutbox(receiver.socket, limits, log)

  return {
    hear: (wanted) => closed || hearing.set(wanted),
    progress: (step) => closed || sendProgress(receiver.socket(), step, limits, log),
    outcome(outcome) {
      if (closed) return
      receiver.announcement.ends()
      outbox.send(outcome)
    },
    close() {
      if (closed) return
      closed = true
      receiver.close()
      outbox.close()
      hearing.restore()
    },
  }
}

type Listeners = readonly (readonly [event: string, listener: (payload: unknown) => void])[]

interface Receiving {
  readonly options: SocketAssistantOptions
  readonly limits: Limits
  readonly report: (report: AssistantReport) => void
  readonly log: Log
  readonly hearing: HearingSwitch
  readonly onUp: () => void
}

const unknownConversation =
  'The conversation’s id is not known, so the agent’s side gets none. Attach before the socket connects, or give `conversationId`.'

/** Turns the socket's events into reports, for as long as the link is open. */
function receive({ options, limits, report, log, hearing, onUp }: Receiving) {
  let socket: VoiceSocket | undefined
  const known = () => text(guarded(log, "The page's conversationId()", () => options.conversationId?.()))
  const reach = createReach(report, onUp)
  const announcement = createAnnouncement({ hook: options.speaking, limits, log, report, silence: hearing.silence })
  const listeners: Listeners = [
    ['connect', () => reach.up(known())],
    ['disconnect', () => reach.down()],
    ['connect_error', () => reach.down()],
    ['connected', (message) => reach.up(known() ?? sessionId(message))],
    ['transfer_initiated', initiated],
    ['transfer_status', (message) => report({ type: 'transfer-status', message })],
    ['agent_response', announcement.came],
  ]
  const unfollow = followSocket(options.socket, limits, { attach, detach, missing })

  /** The page may know the id by now, and so may the server's message. */
  function initiated(message: unknown) {
    reach.up(known() ?? sessionId(message))
    if (!reach.conversationId) log('debug', unknownConversation)
    announcement.begins()
    report({ type: 'transfer-initiated', message })
  }

  function attach(next: VoiceSocket) {
    socket = next
    for (const [event, listener] of listeners) next.on(event, listener)
    // In a microtask: the port reports nothing before `connect` has returned.
    queueMicrotask(() => socket === next && next.connected && reach.up(known()))
  }

  function detach(last: VoiceSocket) {
    socket = undefined
    for (const [event, listener] of listeners) last.off(event, listener)
    reach.down()
  }

  function missing(detail: string) {
    const seconds = limits.socket / 1000
    const threw = detail ? ` The function threw: ${detail}.` : ''
    log(
      'warn',
      `socket: the page has had none for ${seconds} s. Give () => socket, the page’s socket.io client.${threw}`,
    )
  }

  return {
    announcement,
    socket: () => socket,
    close() {
      unfollow()
      announcement.close()
    },
  }
}

/**
 * socket.io sends later what was emitted while disconnected, hence the guard. `volatile` is no way out: it drops the
 * second of two steps in one turn. The timeout takes a step that was buffered all the same out of the buffer again.
 */
function sendProgress(socket: VoiceSocket | undefined, step: TransferProgress, limits: Limits, log: Log) {
  if (!socket?.connected) return
  guarded(log, 'transfer_progress', () => request(socket, limits.progress, 'transfer_progress', step, () => {}))
}
