import { attach } from 'patchcord'
import { startAssistantPage } from './assistant-page.ts'
import { loadSettings } from './settings.ts'

const page = startAssistantPage()
const settings = await loadSettings()

attach({
  ...settings,
  socket: page.socket,
  assistant: { hear: page.hearing.hear, speaking: page.hearing.onSpeaking },
  mount: page.transferPlace,
})
