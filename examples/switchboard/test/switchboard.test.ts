import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createSwitchboard } from '../src/index.ts'
import { startBoard, startPair, untilStats } from './support/board.ts'
import { call, invite } from './support/ladders.ts'
import { Phone } from './support/phone.ts'

const NOTHING = { flows: 0, dialogs: 0, registrations: 0, serverTransactions: 0, clientTransactions: 0 }

/** What became of an upgrade: the subprotocol, or the status of the refusal. */
async function knock(port: number, { origin, protocols = ['sip'] }: { origin?: string; protocols?: string[] }) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/sip`, protocols, origin ? { origin } : {})
  const opened = once(socket, 'open').then(() => socket.protocol)
  const refused = once(socket, 'unexpected-response').then(([, response]) => Number(response.statusCode))
  socket.on('error', () => {})
  const verdict = await Promise.race([opened, refused])
  socket.terminate()
  return verdict
}

describe('the switchboard', () => {
  it('says at start what it is', async () => {
    const { lines } = await startBoard()
    expect(lines).toEqual([{ level: 'info', message: 'development switchboard: not for production' }])
  })

  it.each([
    'http://localhost',
    'http://localhost:3000',
    'https://127.0.0.1:8443',
    'http://[::1]:80',
    'http://agent.localhost:5173',
  ])('lets in a page of %s', async (origin) => {
    const { port } = await startBoard()
    expect(await knock(port, { origin })).toBe('sip')
  })

  it.each([
    'https://evil.example',
    'http://localhost.evil.example',
    'http://evil.example/localhost',
    'http://127.0.0.1.evil.example',
    'null',
    'file://',
  ])('refuses a page of %s with 403', async (origin) => {
    const { port } = await startBoard()
    expect(await knock(port, { origin })).toBe(403)
  })

  it('lets in the pages that the application names, each time', async () => {
    const { port } = await startBoard({ origins: /^https:\/\/pages\.test$/g })
    const origin = 'https://pages.test'
    expect([await knock(port, { origin }), await knock(port, { origin })]).toEqual(['sip', 'sip'])
    expect(await knock(port, { origin: 'http://localhost' })).toBe(403)
  })

  it('takes the subprotocol sip among others, and refuses a client without it', async () => {
    const { port } = await startBoard()
    expect(await knock(port, { protocols: ['chat', 'sip'] })).toBe('sip')
    expect(await knock(port, { protocols: ['chat'] })).toBe(400)
  })

  it('takes the upgrades of a server that serves other things', async () => {
    const board = createSwitchboard()
    const server = createServer((_, response) => response.end('page'))
    server.on('upgrade', (request, socket, head) => board.handleUpgrade(request, socket, head))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const phone = await Phone.open(port)
    expect(await phone.leftOver()).toEqual([])
    await board.close()
    await phone.whenClosed()
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('page')
    server.close()
  })

  it('answers a keep-alive, and says nothing to an empty message', async () => {
    const { port } = await startBoard()
    const phone = await Phone.open(port)
    phone.say('\r\n')
    phone.say('\r\n\r\n')
    await phone.hear(/^$/)
    expect(await phone.leftOver()).toEqual([])
  })

  it('rejects listen() on a port that is taken', async () => {
    const { port } = await startBoard()
    const { board } = await startBoard()
    await expect(board.listen(port)).rejects.toThrow('EADDRINUSE')
  })

  it('works although its log throws', async () => {
    const log = () => {
      throw new Error('full disk')
    }
    const { port } = await startBoard({ log })
    expect(await (await Phone.open(port)).leftOver()).toEqual([])
  })
})

describe('close()', () => {
  it('leaves nothing open: no socket, transaction, timer or port', async () => {
    const { board, port, caller, callee } = await startPair()
    await call(caller, callee)
    const { heard } = await invite(caller, callee)
    callee.reply(heard, '180 Ringing')
    caller.request({ method: 'INVITE', uri: 'sip:9180@localhost' })
    await caller.leftOver()
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    await board.close()
    await Promise.all([caller.whenClosed(), callee.whenClosed()])
    expect(board.stats()).toMatchObject({ flows: 0, registrations: 0, serverTransactions: 0, clientTransactions: 0 })
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBeLessThan(before)
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  })

  it('may be called twice, and before anything was opened', async () => {
    const board = createSwitchboard()
    await board.close()
    await board.close()
    expect(board.stats()).toEqual(NOTHING)
  })
})

describe('for tests', () => {
  it('dropSockets() ends every socket, and new ones are taken', async () => {
    const { board, port, caller, callee } = await startPair()
    board.dropSockets()
    await Promise.all([caller.whenClosed(), callee.whenClosed()])
    await untilStats(board, { flows: 0 })
    expect(await (await Phone.open(port)).leftOver()).toEqual([])
  })

  it('freeze(true) accepts sockets and answers nothing; freeze(false) answers again', async () => {
    const { board, port, caller } = await startPair()
    board.freeze(true)
    const newcomer = await Phone.open(port)
    for (const phone of [caller, newcomer]) phone.request({ method: 'OPTIONS', uri: 'sip:localhost', cseq: 99 })
    caller.request({ method: 'INVITE', uri: 'sip:9486@localhost' })
    await Promise.all([caller.pong(), newcomer.pong()])
    board.freeze(false)
    expect(await caller.leftOver()).toEqual([])
    expect(await newcomer.leftOver()).toEqual([])
    await untilStats(board, { serverTransactions: 0 })
  })
})
