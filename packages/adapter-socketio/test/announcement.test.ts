import { type SocketAssistantOptions, socketAssistant } from '@patchcord/adapter-socketio'
import type { AssistantLink } from '@patchcord/core'
import type { Socket as Client } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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

describe('a sentence that comes after its transfer has ended', () => {
  const ended = { transferId: 't1', result: 'returned' }

  async function over(options: Partial<SocketAssistantOptions> = {}) {
    const heard: boolean[] = []
    const announced = await announcing({ hear: ({ output }) => heard.push(output), ...options })
    link?.hear({ input: true, output: true })
    announced.page.emit('transfer_initiated', { success: true })
    await until(() => announced.reports.some(({ type }) => type === 'transfer-initiated'))
    link?.outcome(ended)
    return { ...announced, heard }
  }

  test('is not heard, and told to nobody; what follows is heard again', async () => {
    const { page, phases, player, heard } = await over()
    page.emit('agent_response', sentence)
    await until(() => heard.at(-1) === false)
    player.speak(true)
    player.speak(false)
    await until(() => heard.at(-1) === true)
    expect(heard).toEqual([true, false, true])
    expect(phases()).toEqual([])
  })

  test('is not heard where the player stops at once, and is cut again the next time', async () => {
    const player = createPlayer()
    const heard: boolean[] = []
    const hear = ({ output }: { output: boolean }) => {
      heard.push(output)
      if (!output) player.speak(false)
    }
    const { page } = await over({ speaking: player.onSpeaking, hear })
    for (const times of [1, 2]) {
      player.speak(true)
      page.emit('agent_response', sentence)
      await until(() => heard.length === 1 + 2 * times)
    }
    expect(heard).toEqual([true, false, true, false, true])
    link?.hear({ input: true, output: false })
    expect(heard.at(-1)).toBe(false)
  })

  test('is not heard until the assistant says something else, where nobody tells what is played', async () => {
    const heard: boolean[] = []
    const { reports, on } = recorder()
    link = socketAssistant({ socket, hear: ({ output }) => heard.push(output) }).connect(on)
    const page = await server.page()
    link.hear({ input: true, output: true })
    link.outcome(ended)
    page.emit('agent_response', sentence)
    await until(() => heard.at(-1) === false)
    page.emit('agent_response', { ...sentence, text: 'Nobody answered.', transfer: false })
    await until(() => heard.at(-1) === true)
    expect(reports).toEqual([{ type: 'up' }])
  })

  test('is not kept away for ever', async () => {
    const { page, player, heard } = await over({ limits: { start: 20, silence: 40 } })
    page.emit('agent_response', sentence)
    await until(() => heard.length === 3)
    page.emit('agent_response', sentence)
    await until(() => heard.length === 4)
    player.speak(true)
    await until(() => heard.length === 5)
    expect(heard).toEqual([true, false, true, false, true])
  })

  test('is that of the next transfer, once that has begun', async () => {
    const { page, phases, heard } = await over()
    page.emit('transfer_initiated', { success: true })
    page.emit('agent_response', sentence)
    await until(() => phases().length === 1)
    expect(heard).toEqual([true])
  })

  test('is heard to its end where it had begun before', async () => {
    const { page, phases, player, heard } = await over()
    page.emit('transfer_initiated', { success: true })
    player.speak(true)
    page.emit('agent_response', sentence)
    await until(() => phases().length === 1)
    link?.outcome({ ...ended, transferId: 't2' })
    player.speak(false)
    expect(phases()).toEqual(['speaking', 'spoken'])
    expect(heard).toEqual([true])
  })
})

test('close unsubscribes from the player', async () => {
  const { player } = await announcing()
  expect(player.listeners.size).toBe(1)
  link?.close()
  expect(player.listeners.size).toBe(0)
})
