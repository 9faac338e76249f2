#!/usr/bin/env node
// Debian’s Firefox, as Playwright 1.65 starts it for WebDriver BiDi. All messages pass but one: a command that Playwright sends for
// every context and that Firefox 153 (ESR) does not know, for which there would be no context at all. It is answered here.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { WebSocket, WebSocketServer } from 'ws'

const unknown = 'emulation.setMediaFeaturesOverride'
const announcement = /^(WebDriver BiDi listening on )(ws:\/\/\S+)$/

const firefox = spawn('firefox-esr', process.argv.slice(2), { stdio: ['ignore', 'inherit', 'pipe'] })
firefox.on('exit', (code) => process.exit(code ?? 1))
createInterface(firefox.stderr).on('line', async (line) => {
  const [, words, address] = announcement.exec(line) ?? []
  console.error(address ? `${words}${await standBefore(address)}` : line)
})

/** Resolves with the address at which Playwright meets us. */
async function standBefore(address: string): Promise<string> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', (playwright, { url }) => relay(playwright, new WebSocket(`${address}${url}`)))
  await once(server, 'listening')
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function relay(playwright: WebSocket, browser: WebSocket): void {
  playwright.pause()
  browser.on('open', () => playwright.resume())
  playwright.on('message', (data) => {
    const { id, method }: { id: number; method: string } = JSON.parse(String(data))
    if (method === unknown) playwright.send(JSON.stringify({ type: 'success', id, result: {} }))
    else browser.send(String(data))
  })
  browser.on('message', (data) => playwright.send(String(data)))
  playwright.on('close', () => browser.close())
  browser.on('close', () => playwright.close())
}
