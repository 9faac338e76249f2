import type { VoiceSocket } from '@patchcord/adapter-socketio'
import { guarded } from '@patchcord/core'
import type { PageClient } from './page-client.ts'

/** Answers the page in place of the server, which never got what the page waits for. */
export interface PageAnswers {
  /** A status line. */
  status(message: string): void
  /** The answer to a clip that the assistant could not use; it frees a page that waits for one. */
  unusable(message: string): void
  /** The same as an acknowledgement, where the page asked for one with its message. */
  acknowledge(args: readonly unknown[], message: string): void
  /** Whether the page has sent something that nothing has answered yet. */
  readonly waiting: boolean
  /** The page has sent something. */
  sent(): void
  /** The page hears an answer of the server's own: nothing of ours is due any more. */
  answered(): void
  close(): void
}

/** About as late as a server's answer, in milliseconds: a page may lock its button after it has sent. */
const lateness = 100

const isUseless = (message: unknown): boolean => Object(message).success === false

/** What ends a page's waiting beside `agent_response`, as the first users' page is written. */
const ending: Readonly<Record<string, (message: unknown) => boolean>> = {
  error: () => true,
  transcription: isUseless,
}

/** `face`: the socket's own methods, which no gate of ours is in front of. */
export function createAnswers(client: PageClient, face: VoiceSocket): PageAnswers {
  let waiting = false
  /** What is about to free the page, unless the server does so first. */
  const due = new Set<ReturnType<typeof setTimeout>>()
  const answered = () => {
    waiting = false
    for (const timer of due) clearTimeout(timer)
    due.clear()
  }
  const ours = Object.entries(ending).map(([event, ends]) => {
    const listener = (message: unknown) => {
      if (ends(message)) answered()
    }
    face.on(event, listener)
    return { event, listener }
  })

  /** The page's own listeners of an event; copied, since one may take itself off. */
  const listenersOf = (event: string) =>
    client.listeners(event).filter((listener) => !ours.some((one) => one.listener === listener))

  function tell(event: string, message: object): boolean {
    const listeners = listenersOf(event)
    for (const listener of listeners) guarded((one: object) => Reflect.apply(listener, client, [one]))(message)
    return listeners.length > 0
  }

  return {
    get waiting() {
      return waiting
    },
    sent() {
      waiting = true
    },
    answered,
    status: (message) => void tell('status', { message }),
    unusable(message) {
      waiting = false
      const timer = setTimeout(() => {
        due.delete(timer)
        if (!tell('transcription', { success: false, text: '', message })) tell('error', { message })
      }, lateness)
      due.add(timer)
    },
    acknowledge(args, message) {
      const ack = args.at(-1)
      if (typeof ack !== 'function') return
      const answer = { success: false, message }
      const values = takesError(client, ack) ? [null, answer] : [answer]
      setTimeout(
        guarded(() => Reflect.apply(ack, client, values)),
        lateness,
      )
    },
    close() {
      for (const { event, listener } of ours) face.off(event, listener)
    },
  }
}

/** Whether socket.io puts an error first: after `timeout()`, from `emitWithAck`, and with the client's own limits. */
function takesError(client: PageClient, ack: object): boolean {
  const { timeout, fromQueue } = Object(Reflect.get(client, 'flags'))
  const { ackTimeout, retries } = Object(Reflect.get(client, '_opts'))
  return 'withError' in ack || fromQueue === true || Boolean(retries) || (timeout ?? ackTimeout) !== undefined
}
