import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import type { Desk } from './desk.ts'
import { tones } from './fixtures.ts'
import { type Flask, flaskPin } from './flask.ts'
import { TransferPage } from './transfer-page.ts'

/** What the page's own script keeps; a classic script's `let` is seen by every other script. */
declare const socket: {
  onAny(listener: (event: string, message: unknown) => void): void
  emit(event: string, ...message: unknown[]): void
  timeout(ms: number): { emit(event: string, message: unknown, ack: (error: unknown, answer: unknown) => void): void }
}
declare const mediaRecorder: MediaRecorder
declare const audioChunks: Blob[]

declare global {
  interface Window {
    said: { event: string; message: Record<string, unknown> }[]
  }
}

/** What a caller says to be handed over. */
export const ask = 'I want support, transfer me to an agent'

/** The caller on the Flask server's page, with the verbs of a caller. */
export class FlaskCaller extends TransferPage {
  readonly flask: Flask
  readonly status: Locator
  readonly transcript: Locator

  constructor(page: Page, flask: Flask) {
    super(page)
    this.flask = flask
    this.status = page.locator('#status')
    this.transcript = page.getByRole('log', { name: 'Transcript' })
  }

  async signIn(pin = flaskPin): Promise<void> {
    await expect(this.status).toHaveText('Please enter your PIN')
    await this.page.getByLabel('PIN').fill(pin)
    await this.page.getByRole('button', { name: 'Sign in' }).click()
  }

  /** Signed in and greeted. */
  async ready(): Promise<void> {
    await this.signIn()
    await expect(this.transcript).toContainText('How can I help you?')
    await this.page.evaluate(() => {
      window.said = []
      socket.onAny((event, message) => window.said.push({ event, message: message as Record<string, unknown> }))
    })
  }

  /** Takes Patchcord out of the page. */
  async detaches(): Promise<void> {
    await this.page.evaluate(async () => {
      const { Patchcord } = window as unknown as { Patchcord: { attach(options: object): { detach(): Promise<void> } } }
      await Patchcord.attach({}).detach()
    })
  }

  /** The page calls `Patchcord.attach` in another way, as a file of the example does. */
  async attachesAs(path: string): Promise<void> {
    await this.detaches()
    const script = await readFile(new URL(`../../examples/flask-server/${path}`, import.meta.url), 'utf8')
    const content = script.replace('wss_port: 8080', `wss_port: ${this.flask.pbxPort}`)
    await this.page.evaluate((text) => {
      document.body.append(Object.assign(document.createElement('script'), { text }))
    }, content)
  }

  async writes(text: string): Promise<void> {
    await this.page.getByLabel('Message').fill(text)
    await this.page.getByRole('button', { name: 'Send' }).click()
  }

  /** The page's one big button, whatever it says. */
  get button(): Locator {
    return this.page.locator('#talkButton')
  }

  /** Begins to speak; does not wait for the server. */
  async presses(): Promise<void> {
    await this.page.getByRole('button', { name: 'Click to speak' }).click()
  }

  /** Begins to speak, and something is recorded. */
  async speaks(): Promise<void> {
    await this.presses()
    await expect(this.status).toHaveText('Listening…')
    const recorded = () =>
      this.page.evaluate(() => {
        mediaRecorder.requestData()
        return audioChunks.reduce((total, { size }) => total + size, 0)
      })
    await expect.poll(recorded).toBeGreaterThan(2000)
  }

  /** Ends the recording, which is sent. */
  async stops(): Promise<void> {
    await this.page.getByRole('button', { name: 'Click to stop' }).click()
  }

  /** Speaks, and the server takes it for these words. */
  async says(text: string): Promise<void> {
    await this.flask.understands(text)
    await this.speaks()
    await this.stops()
  }

  /** The button waits for the caller again. */
  async isFree(): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'Click to speak' })).toBeEnabled()
  }

  /** The page sends something of a test's own. */
  async sends(event: string, ...message: unknown[]): Promise<void> {
    await this.page.evaluate(({ event, message }) => socket.emit(event, ...message), { event, message })
  }

  /** What the server answers a question with. */
  asked(event: string): Promise<unknown> {
    return this.page.evaluate((name) => new Promise((resolve) => socket.emit(name, resolve)), event)
  }

  /** What the server acknowledges an event with, or that it does not within so many milliseconds. */
  acknowledged(event: string, message: unknown, ms = 5000): Promise<unknown> {
    return this.page.evaluate(
      ([name, payload, limit]) =>
        new Promise((resolve) => {
          socket.timeout(limit).emit(name, payload, (error, answer) => resolve(error ? 'no acknowledgement' : answer))
        }),
      [event, message, ms] as const,
    )
  }

  /** What the server has said since the caller was ready, by the names of its events. */
  heardOf(): Promise<string[]> {
    return this.page.evaluate(() => window.said.map(({ event }) => event))
  }

  /** The server's newest message of an event, once there is one. */
  async told(event: string): Promise<Record<string, unknown>> {
    const newest = () =>
      this.page.evaluate((asked) => window.said.findLast((one) => one.event === asked)?.message, event)
    await expect.poll(newest, { message: event }).toBeDefined()
    return (await newest()) ?? {}
  }

  /** Asks, and is in a talk with the agent in which each hears the other. */
  async talksWith(agent: Desk): Promise<void> {
    await this.writes(ask)
    await agent.answers()
    await this.is('confirmed', 'talking')
    await this.hears('call', tones.agent)
    await agent.hears(tones.caller)
  }
}
