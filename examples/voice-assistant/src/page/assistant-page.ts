import { type AssistantSocket, createSocket, listen, type Presence } from './assistant-client.ts'
import { createChat } from './chat.ts'
import { part } from './dom.ts'
import { createHearing, type PageHearing } from './hearing.ts'
import { createPlayer } from './player.ts'
import { createPushToTalk } from './push-to-talk.ts'
import { createSignIn } from './sign-in.ts'

/** The assistant's half of the page, and what a transfer needs of it. */
export interface AssistantPage {
  readonly socket: AssistantSocket
  readonly hearing: PageHearing
  /** Where the transfer's element belongs. */
  readonly transferPlace: HTMLElement
  /** A call begins, is answered, or is over: the page says so in place of its own state. */
  setCall(call: Call): void
}

/** What of a call the page's own half shows. */
export type Call = 'none' | 'calling' | 'talking'

const cutOff = 'The assistant can’t hear you while you’re talking with an agent.'

const presenceTexts: Record<Presence, string> = {
  connecting: 'Connecting…',
  online: 'Connected',
  'signed-in': 'Ready',
  offline: 'Disconnected. Reload the page to try again.',
}

const callTexts = { calling: 'Calling an agent…', talking: 'On a call' }

/** Starts the assistant in the page's markup: signs in, and lets the caller write, speak and listen. */
export function startAssistantPage(): AssistantPage {
  const socket = createSocket()
  const player = createPlayer(part('play', HTMLButtonElement))
  let input = true
  let presence: Presence = 'connecting'
  let call: Call = 'none'

  const chat = createChat((text) => {
    if (!input) return
    chat.add('caller', text)
    socket.emit('user_text', { text })
  })
  const talk = createPushToTalk(part('talk', HTMLButtonElement), part('talk-label', HTMLElement), {
    started() {
      // The assistant falls silent when the caller speaks.
      player.stop()
      socket.emit('start_recording')
    },
    clip(audio) {
      if (!input) return
      chat.add('caller', 'Voice message')
      socket.emit('stop_recording', { audio })
    },
    failed: (sentence) => chat.add('notice', sentence),
  })

  function setPresence(now: Presence) {
    presence = now
    show()
  }

  function setInput(open: boolean) {
    input = open
    show()
  }

  function setCall(now: Call) {
    call = now
    show()
  }

  function show() {
    const open = input && presence === 'signed-in'
    chat.setOpen(open, input ? '' : cutOff)
    chat.setFolded(call === 'talking' && !input)
    talk.setEnabled(open)
    // With the recording or the connection gone, nobody is listening or thinking any more.
    if (!open) chat.setStatus('')
    showPresence(presence, call)
  }

  const ask = new URLSearchParams(location.search).get('pin') === 'ask'
  const signIn = createSignIn(ask, (pin) => socket.emit('authenticate', { pin }))
  listen(socket, { chat, player, signIn, presence: setPresence })
  const hearing = createHearing(player, setInput)
  player.onSpeaking((speaking) => part('presence', HTMLElement).classList.toggle('speaking', speaking))
  show()
  return { socket, hearing, transferPlace: part('transfer', HTMLElement), setCall }
}

function showPresence(presence: Presence, call: Call) {
  const shown = part('presence', HTMLElement)
  shown.dataset['presence'] = presence
  shown.textContent = call !== 'none' && presence === 'signed-in' ? callTexts[call] : presenceTexts[presence]
}
