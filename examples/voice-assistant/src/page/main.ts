import { attach } from 'patchcord'
import { startAssistantPage } from './assistant-page.ts'
import { loadSettings } from './settings.ts'

const page = startAssistantPage()

// Attached before the socket connects: the session's id, and a first request for an agent, come right after that.
try {
  const settings = await loadSettings()
  const { transfer } = attach({
    ...settings,
    socket: page.socket,
    assistant: { hear: page.hearing.hear, speaking: page.hearing.onSpeaking },
    mount: page.transferPlace,
  })
  transfer.subscribe(({ state }) => {
    const calling = state === 'connecting' || state === 'calling' || state === 'failed'
    page.setCall(calling ? 'calling' : state === 'confirmed' ? 'talking' : 'none')
  })
} finally {
  page.socket.connect()
}
