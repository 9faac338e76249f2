import { part } from './dom.ts'

/** How the page shows the PIN to the server. */
export interface SignIn {
  /** The server can be reached: sign in, or ask for the PIN. */
  begin(): void
  done(): void
  /** Says what was wrong, where the form stands open. Returns false where it does not. */
  failed(sentence: string): boolean
}

/** Public on purpose: this is a demonstration, and the form shows it. */
const demoPin = '1234'

/** Signs in with the demo PIN by itself, or, where `ask` says so, with what the caller types. */
export function createSignIn(ask: boolean, authenticate: (pin: string) => void): SignIn {
  const form = part('sign-in', HTMLFormElement)
  const input = part('pin', HTMLInputElement)
  const problem = part('sign-in-problem', HTMLElement)
  let pin = ask ? undefined : demoPin

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    pin = input.value.trim()
    problem.textContent = ''
    if (pin !== '') authenticate(pin)
  })

  return {
    begin() {
      // After a lost connection the page signs in again with what it knows.
      if (pin) return authenticate(pin)
      form.hidden = false
      input.focus()
    },
    done() {
      form.hidden = true
      input.value = ''
    },
    failed(sentence) {
      if (form.hidden) return false
      pin = undefined
      problem.textContent = sentence
      input.select()
      return true
    },
  }
}
