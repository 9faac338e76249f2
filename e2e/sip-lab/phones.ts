import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toneWav } from '../support/tone.ts'
import { Component } from './component.ts'
import { lab, passwordOf, phones, phoneTone } from './lab.config.ts'
import { PhoneControl } from './phone-control.ts'
import { forgetRecordings, Recording } from './recording.ts'
import { until } from './until.ts'

const template = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`baresip/${name}.in`, import.meta.url)), 'utf8')

/** The extension of a desk phone. */
type Phone = `${keyof typeof phones}`

const users = Object.keys(phones) as Phone[]

/** Replaces `@NAME@`. */
const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/@([A-Z_]+)@/g, (all, name: string) => String(values[name] ?? all))

/** The desk phones: plain RTP, PCMU and PCMA. They play one tone, and record what they hear. */
export class Phones {
  readonly component: Component
  readonly #folder: string
  readonly #recordings: string
  #control: PhoneControl | undefined

  constructor(folder: string) {
    this.#folder = join(folder, 'phones')
    this.#recordings = join(folder, 'recordings')
    this.component = new Component('baresip', folder)
  }

  async start(): Promise<void> {
    for (const folder of [this.#folder, this.#recordings]) mkdirSync(folder, { recursive: true })
    this.#configure()
    this.component.start('baresip', ['-4', '-f', this.#folder])
    const control = PhoneControl.open()
    await this.component.ready(control)
    this.#control = await control
  }

  async answer(user: Phone): Promise<void> {
    await this.#ask(user, 'accept')
  }

  async hangUp(user: Phone): Promise<void> {
    await this.#ask(user, 'hangup')
  }

  /** A re-INVITE by which the phone only sends. */
  async hold(user: Phone): Promise<void> {
    await this.#ask(user, 'hold')
  }

  async resume(user: Phone): Promise<void> {
    await this.#ask(user, 'resume')
  }

  async #hangUpAll(): Promise<void> {
    await until('the phones to be free', async () => {
      for (const user of users) await this.hangUp(user)
      return (await this.calls()) === 0
    })
  }

  /** The calls of all phones, ringing and answered. */
  async calls(): Promise<number> {
    let calls = 0
    for (const user of users) calls += Number(/calls \((\d+)\)/.exec(await this.#ask(user, 'listcalls'))?.[1] ?? 0)
    return calls
  }

  /** What a phone sends and gets, such as `PCMU`, in the call that is up. */
  async codecs(user: Phone): Promise<{ sent: string | undefined; received: string | undefined }> {
    const audio = await this.#ask(user, 'audio_debug')
    return { sent: /encode: (\w+)/.exec(audio)?.[1], received: /decode: (\w+)/.exec(audio)?.[1] }
  }

  /** The digits that came in as RFC 4733 events since `forget`. */
  digits(): string {
    return this.#control?.digits ?? ''
  }

  /** What a phone hears, in the call that is up. */
  recording(): Recording {
    return new Recording(this.#recordings)
  }

  /** As if nobody had called yet. */
  async forget(): Promise<void> {
    await this.#hangUpAll()
    if (this.#control) this.#control.digits = ''
    await forgetRecordings(this.#recordings)
  }

  async stop(): Promise<void> {
    this.#control?.close()
    await this.component.stop()
  }

  /** A command goes to the phone that was chosen last. */
  async #ask(user: Phone, command: string): Promise<string> {
    if (!this.#control) throw new Error('The phones are not up.')
    await this.#control.ask('uafind', `sip:${user}@${lab.domain}`)
    return this.#control.ask(command)
  }

  #configure(): void {
    const { host, sip, domain } = lab
    const tone = join(this.#folder, 'tone.wav')
    writeFileSync(tone, toneWav(phoneTone, 60, 8000))
    const config = fill(template('config'), {
      HOST: host,
      PHONES_SIP: lab.phones.sip,
      RTP_PORTS: `${lab.phones.from}-${lab.phones.to}`,
      CONTROL: lab.phones.control,
      TONE: tone,
      MODULES: '/usr/lib/baresip/modules',
      RECORDINGS: this.#recordings,
    })
    writeFileSync(join(this.#folder, 'config'), config)
    const accounts = Object.entries(phones).map(([user, { answers }]) =>
      fill(template('accounts'), {
        USER: user,
        DOMAIN: domain,
        PASSWORD: passwordOf(user),
        ANSWERS: answers,
        HOST: host,
        SIP: sip,
      }),
    )
    writeFileSync(join(this.#folder, 'accounts'), accounts.join(''))
  }
}
