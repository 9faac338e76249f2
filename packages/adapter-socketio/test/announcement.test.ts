import { type SocketAssistantOptions, socketAssistant } from '@patchcord/adapter-socketio'
import type { AssistantLink } from '@patchcord/core'
import type { Socket as Client } from 'socket.io-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPage, recorder, startVoiceServer, until, type VoiceServer } from './voice-server.ts'

const sentence = { success: true, text: 'I am connecting you.', audio: 'AAAA', transfer: true }

let server: VoiceServer
let socket: Client
let link: AssistantLink | undefined

beforeEach(async () => {
  server = await startVoiceServer()
  socket = openPage(server.port)
})

afterEach(async () => {
  link?.close()
  socket.close()
  await server.stop()
})

/** Connects, and gives the phases that were told and the page's player. */
async function announcing(options: Partial<SocketAssistantOptions> = {}) {
  const { reports, on } = recorder()
  const player = createPlayer()
  link = socketAssistant({ socket, speaking: player.onSpeaking, ...options }).connect(on)
  const page = await server.page()
  const phases = () => reports.flatMap((report) => (report.type === 'announcement' ? [report.phase] : []))
  return { page, phases, player, reports }
}

function createPlayer() {
  const listeners = new Set<(speaking: boolean) => void>()
  return {
    listeners,
    speak(speaking: boolean) {
      for (const listener of listeners) listener(speaking)
    },
    onSpeaking(listener: (speaking: boolean) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

test('the sentence is spoken when the player falls silent after it', async () => {
  const { page, phases, player, reports } = await announcing()
  page.emit('agent_response', sentence)
  await until(() => phases().length === 1)
  player.speak(true)
  expect(phases()).toEqual(['speaking'])
  player.speak(false)
  expect(phases()).toEqual(['speaking', 'spoken'])
  expect(reports.at(-1)).toEqual({ type: 'announcement', phase: 'spoken', text: 'I am connecting you.' })
})

test('a player that had started before the adapter heard of the sentence counts as well', async () => {
  const { page, phases, player } = await announcing()
  player.speak(true)
  page.emit('agent_response', sentence)
  await until(() => phases().length === 1)
  player.speak(false)
  expect(phases()).toEqual(['speaking', 'spoken'])
})

test('silence after another sentence is not the announcement’s end', async () => {
  const { page, phases, player } = await announcing()
  player.speak(true)
  player.speak(false)
  page.emit('agent_response', { ...sentence, transfer: false })
  page.emit('agent_response', { ...sentence, transfer: 'true' })
  page.emit('agent_response', null)
  page.emit('agent_response', sentence)
  await until(() => phases().length === 1)
  player.speak(false)
  expect(phases()).toEqual(['speaking'])
})

test('without a player to ask, or without sound, it is spoken at once', async () => {
  const mute = await announcing()
  mute.page.emit('agent_response', { ...sentence, audio: '' })
  await until(() => mute.phases().length === 2)
  expect(mute.phases()).toEqual(['speaking', 'spoken'])
  link?.close()

  const { reports, on } = recorder()
  link = socketAssistant({ socket }).connect(on)
  mute.page.emit('agent_response', sentence)
  await until(() => reports.length === 3)
  expect(reports.slice(1)).toMatchObject([{ phase: 'speaking' }, { phase: 'spoken' }])
})

test('a sound that never starts is spoken after the limit', async () => {
  const { page, phases } = await announcing({ limits: { start: 30 } })
  page.emit('agent_response', sentence)
  await until(() => phases().length === 1)
  await until(() => phases().length === 2)
  expect(phases()).toEqual(['speaking', 'spoken'])
})

test('a player hook that throws counts as none', async () => {
  const { page, phases } = await announcing({
    speaking: () => {
      throw new Error('no player')
    },
  })
  page.emit('agent_response', sentence)
  await until(() => phases().length === 2)
})

test('close unsubscribes from the player', async () => {
  const { player } = await announcing()
  expect(player.listeners.size).toBe(1)
  link?.close()
  expect(player.listeners.size).toBe(0)
})
