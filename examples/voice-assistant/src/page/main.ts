import { attach } from 'patchcord'
import { startAssistantPage } from './assistant-page.ts'
import { loadSettings } from './settings.ts'

const page = startAssistantPage()

// Attached before the socket connects: the session's id, and a first request for an agent, come right after that.
try {
  const settings = await loadSettings()
  attach({
    ...settings,
    socket: page.socket,
    assistant: { hear: page.hearing.hear, speaking: page.hearing.onSpeaking },
    mount: page.transferPlace,
  })
} finally {
  page.socket.connect()
}
