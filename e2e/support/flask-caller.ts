import { fileURLToPath } from 'node:url'
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
    await this.page.addScriptTag({
      path: fileURLToPath(new URL(`../../examples/flask-server/${path}`, import.meta.url)),
    })
  }

  async says(text: string): Promise<void> {
    await this.page.getByLabel('Message').fill(text)
    await this.page.getByRole('button', { name: 'Send' }).click()
  }

  async presses(): Promise<void> {
    await this.page.getByRole('button', { name: 'Hold to talk' }).hover()
    await this.page.mouse.down()
  }

  /** Presses the button and speaks until something is recorded. */
  async holdsToTalk(): Promise<void> {
    await this.presses()
    await expect(this.status).toHaveText('Listening…')
    const recorded = () =>
      this.page.evaluate(() => {
        mediaRecorder.requestData()
        return audioChunks.reduce((total, { size }) => total + size, 0)
      })
    await expect.poll(recorded).toBeGreaterThan(2000)
  }

  letsGo(): Promise<void> {
    return this.page.mouse.up()
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
    await this.says(ask)
    await agent.answers()
    await this.is('confirmed', 'talking')
    await this.hears('call', tones.agent)
    await agent.hears(tones.caller)
  }
}
