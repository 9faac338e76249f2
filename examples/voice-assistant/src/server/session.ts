import { randomUUID } from 'node:crypto'
import type { Socket } from 'socket.io'
import type { ToPage } from '../messages.ts'
import type { TransferOptions } from './assistant.ts'
import { createConversation } from './conversation.ts'
import { type Read, readClip, readNothing, readOutcome, readPin, readProgress, readText } from './payloads.ts'
import { createSignIn } from './sign-in.ts'
import { createTransferDesk } from './transfers.ts'

/** What one page's session works with. */
export interface SessionOptions {
  readonly socket: Socket
  readonly pin: string
  readonly transfer: TransferOptions
  readonly pause: number
  readonly log: (line: string) => void
}

/** Sends one message of the protocol. */
export type Send = <Event extends keyof ToPage>(event: Event, message: Parameters<ToPage[Event]>[0]) => void

/** Runs something later, unless the page has gone by then. Returns the cancellation. */
export type Later = (ms: number, run: () => void) => () => void

/** What every part of a session has at hand. */
export interface SessionTools {
  readonly send: Send
  readonly later: Later
  readonly log: (line: string) => void
  /** Answers an event that was wrong with an `error` that names the field. */
  refuse(event: string, field: string, message: string): void
}

/** Whether the page on this socket has shown the PIN. */
export const isSignedIn = ({ data }: Socket): boolean => Boolean(data.signIn?.done())

/** One page, from its connection on. */
export function createSession({ socket, pin, transfer, pause, log }: SessionOptions): void {
  const id = randomUUID()
  const tools = createTools(socket, (line) => log(`voice ${id.slice(0, 8)} ${line}`))
  const signIn = createSignIn(tools, pin, () => socket.disconnect())
  socket.data.signIn = signIn
  const transfers = createTransferDesk(tools, transfer, pause)
  const conversation = createConversation(tools, transfers, pin)

  /** Listens for an event whose payload is read first; what cannot be read is refused and changes nothing. */
  function on<Value>(event: string, read: (payload: unknown) => Read<Value>, handle: (value: Value) => void) {
    socket.on(event, (payload: unknown, ack: unknown) => {
      const result = read(payload)
      if (!result.ok) return tools.refuse(event, result.field, `${result.field}: expected ${result.expected}.`)
      handle(result.value)
      if (typeof ack === 'function') ack()
    })
  }

  on('authenticate', readPin, signIn.authenticate)
  on('start_recording', readNothing, signIn.required('start_recording', conversation.startRecording))
  on('stop_recording', readClip, signIn.required('stop_recording', conversation.stopRecording))
  on('user_text', readText, signIn.required('user_text', conversation.text))
  // Not only when signed in: after a reconnection the page's outcome may come before its PIN.
  on('transfer_progress', readProgress, transfers.progress)
  on('transfer_outcome', readOutcome, (outcome) => transfers.outcome(outcome, signIn.done()))
  socket.on('disconnect', () => tools.log('disconnected'))

  tools.log('connected')
  tools.send('connected', { session_id: id })
}

function createTools(socket: Socket, log: (line: string) => void): SessionTools {
  const timers = new Set<NodeJS.Timeout>()
  socket.on('disconnect', () => timers.forEach(clearTimeout))

  const send: Send = (event, message) => void socket.emit(event, message)
  return {
    send,
    log,
    later(ms, run) {
      const timer = setTimeout(() => {
        timers.delete(timer)
        run()
      }, ms)
      timers.add(timer)
      return () => {
        clearTimeout(timer)
        timers.delete(timer)
      }
    },
    refuse(event, field, message) {
      log(`${event} refused: ${field}`)
      send('error', { message, field })
    },
  }
}
