import { prompt } from './prompts.ts'
import type { SessionTools } from './session.ts'

/** Whether the page has shown the PIN. */
export interface SignIn {
  authenticate(pin: string): void
  done(): boolean
  /** Wraps what only a page that is signed in may do. */
  required<Value>(event: string, handle: (value: Value) => void): (value: Value) => void
}

const tries = 5

/**
 * Five wrong PINs end the connection. The page does not come back by itself after that, but whoever wants may connect
 * again: a server in earnest counts by account or address too.
 */
export function createSignIn({ send, log, refuse }: SessionTools, pin: string, disconnect: () => void): SignIn {
  let signedIn = false
  let wrong = 0

  function reject() {
    wrong += 1
    const left = tries - wrong
    refuse('authenticate', 'pin', left > 0 ? `That PIN is wrong. Tries left: ${left}.` : 'Too many wrong PINs.')
    if (left <= 0) disconnect()
  }

  return {
    authenticate(given) {
      if (given !== pin) return reject()
      const first = !signedIn
      signedIn = true
      wrong = 0
      log('authenticated')
      send('authenticated', { success: true })
      if (first) send('welcome_greeting', prompt('welcome'))
    },
    done: () => signedIn,
    required: (event, handle) => (value) =>
      signedIn ? handle(value) : refuse(event, 'pin', 'Sign in with the PIN first.'),
  }
}
