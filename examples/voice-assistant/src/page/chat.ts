import { part } from './dom.ts'

/** Who says a line; a `notice` is the page's own. */
export type Speaker = 'assistant' | 'caller' | 'notice'

/** The transcript and the composer under it. */
export interface Chat {
  add(speaker: Speaker, text: string): void
  /** The line that comes and goes: what the assistant is doing. Empty hides it. */
  setStatus(text: string): void
  /** Whether the caller can write, and why not where there is something to say about it. */
  setOpen(open: boolean, why?: string): void
  /** Leaves the room on a small screen to something else. */
  setFolded(folded: boolean): void
}

const names = { assistant: 'Assistant', caller: 'You', notice: 'Notice' }

/** The chat in the page's markup. `send` gets each line that the caller writes. */
export function createChat(send: (text: string) => void): Chat {
  const log = part('log', HTMLElement)
  const status = part('status', HTMLElement)
  const note = part('note', HTMLElement)
  const form = part('composer', HTMLFormElement)
  const input = part('message', HTMLInputElement)
  const button = part('send', HTMLButtonElement)
  let hadFocus = false
  let atEnd = true
  const toEnd = () => {
    log.scrollTop = log.scrollHeight
  }

  log.addEventListener('scroll', () => {
    atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 24
  })
  // The card of a transfer takes room from the transcript, whose newest line must not go out of sight by that.
  new ResizeObserver(() => atEnd && toEnd()).observe(log)

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = input.value.trim()
    if (text === '' || input.disabled) return
    input.value = ''
    send(text)
  })

  return {
    add(speaker, text) {
      log.append(bubble(speaker, text))
      toEnd()
    },
    setStatus(text) {
      status.textContent = text
    },
    setFolded(folded) {
      form.classList.toggle('folded', folded)
    },
    setOpen(open, why = '') {
      if (!open && document.activeElement === input) hadFocus = true
      input.disabled = !open
      button.disabled = !open
      if (note.textContent !== why) note.textContent = why
      if (!open || !hadFocus) return
      hadFocus = false
      // A disabled element loses the focus; it goes back to where the caller wrote, unless it has moved on.
      if (document.activeElement === document.body) input.focus({ preventScroll: true })
    },
  }
}

function bubble(speaker: Speaker, text: string): HTMLElement {
  const line = document.createElement('p')
  line.className = 'bubble'
  line.dataset['speaker'] = speaker
  const name = document.createElement('span')
  name.className = 'unseen'
  name.textContent = `${names[speaker]}: `
  const words = document.createElement('span')
  words.textContent = text
  line.append(name, words)
  return line
}
