import type { Socket } from 'socket.io-client'
import { expect, test } from 'vitest'
import { watchSocket } from '../src/drop-in/page-socket.ts'
import { openClient, sentBy } from './support/page-client.ts'

/** A page's socket during a call. */
function cut(): Socket {
  const client = openClient()
  const watched = watchSocket({
    ask: () => client,
    pageHandlers: 'on',
    inputEvents: ['chunk'],
    heldBack: 'Not sent.',
    announcements: { requested() {}, ended() {}, isLate: () => false },
    sentence: () => '',
    log() {},
  })
  watched.source()
  watched.setInput(false)
  return client
}

const sound = new Uint8Array(3)
const url = 'data:audio/webm;codecs=opus;base64,AAAA'

test.each<[string, (client: Socket) => unknown]>([
  ['with an acknowledgement', (client) => client.emit('stop_recording', { audio: 'AAAA' }, () => {})],
  ['by emitWithAck', (client) => client.emitWithAck('stop_recording', { audio: 'AAAA' })],
  ['volatile', (client) => client.volatile.emit('stop_recording', { audio: 'AAAA' })],
  ['with a limit', (client) => client.timeout(50).emit('stop_recording', { audio: 'AAAA' }, () => {})],
  ['uncompressed', (client) => client.compress(false).emit('chunk', 'AAAA')],
  ['by send()', (client) => client.send(sound)],
  ['as a Blob', (client) => client.emit('clip', new Blob([sound]))],
  ['behind other arguments', (client) => client.emit('clip', 1, 'webm', sound.buffer)],
  ['as an event of the page’s', (client) => client.emit('chunk', 'AAAA')],
  ['in a list', (client) => client.emit('clips', [[sound]])],
  ['in an object', (client) => client.emit('clip', { type: 'audio/webm', blob: new Blob([sound]) })],
  ['deep in an object', (client) => client.emit('message', { payload: { clip: { audio: 'AAAA' } } })],
  ['as a data URL', (client) => client.emit('clip', url)],
  ['as a data URL in an object', (client) => client.emit('clip', { data: url })],
  ['as what some browsers call a video', (client) => client.emit('clip', url.replace('audio', 'video'))],
])('during a call no recording leaves %s', (_, emit) => {
  const client = cut()
  emit(client)
  expect(sentBy(client)).toEqual([])
})

test('what leads back to itself is looked through once, and passes', () => {
  const client = cut()
  const state: Record<string, unknown> = { text: 'audio' }
  state['self'] = state
  client.emit('state', state)
  expect(sentBy(client)).toEqual(['state'])
})
