import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toneWav } from '../support/tone.ts'
import { Component } from './component.ts'
import { lab, passwordOf, pbxTone, phones, users, wssUrl } from './lab.config.ts'
import { until } from './until.ts'

const configuration = fileURLToPath(new URL('kamailio/kamailio.cfg', import.meta.url))
/** In seconds. */
export const registrationLimit = 600
const forever = 4_294_967_295

export type Policy =
  | readonly [name: 'anon', value: 'allow' | 'challenge' | 'reject']
  | readonly [name: 'wss', value: 'accept' | 'refuse']
  /** Whether the media addresses told are rtpengine's own, or those of the relay that delays. */
  | readonly [name: 'media', value: 'near' | 'delayed']

interface Reply {
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** The PBX: SIP over UDP for the desk phones, over WebSockets for the pages. */
export class Kamailio {
  readonly component: Component
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    this.component = new Component('kamailio', folder)
  }

  async start(): Promise<void> {
    writeFileSync(this.#ringingTone(), toneWav(pbxTone, 60, 8000))
    this.component.start('kamailio', this.#args())
    await this.component.ready(until('Kamailio', () => this.ask('core.uptime')))
  }

  /** A certificate of its own, for as long as the lab runs. */
  makeCertificate(): void {
    const { cert, key } = this.#tls()
    const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1'
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30']
    const subject = ['-subj', '/CN=localhost', '-addext', names]
    execFileSync('openssl', ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  }

  /** JSON-RPC; resolves with the result. */
  async ask(method: string, params: readonly unknown[] = []): Promise<unknown> {
    const response = await fetch(`http://${lab.host}:${lab.ws}/RPC`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 }),
      signal: AbortSignal.timeout(5000),
    })
    const { result, error } = (await response.json()) as Reply
    if (error) throw new Error(`${method}: ${error.message}`)
    return result
  }

  async set(...[name, value]: Policy): Promise<void> {
    await this.ask('htable.sets', ['policy', name, name === 'media' ? `direction=${value} direction=near` : value])
  }

  async isRegistered(user: string): Promise<boolean> {
    return this.ask('ul.lookup', ['location', user]).then(Boolean, () => false)
  }

  /** Desk phones that the registrar forgot, with its process say, are put back; browsers come back by themselves. */
  async putPhonesBack(): Promise<void> {
    for (const user of Object.keys(phones)) {
      if (await this.isRegistered(user)) continue
      const contact = `sip:${user}@${lab.host}:${lab.phones.sip}`
      await this.ask('ul.add', ['location', user, contact, 300, 1.0, '.', 0, 0, forever])
    }
  }

  /** Calls that it knows of, ringing and answered; none where it is gone. */
  async calls(): Promise<number> {
    if (!this.component.isUp) return 0
    const stats = (await this.ask('dlg.stats_active')) as { readonly all: number }
    return stats.all
  }

  /** Calls whose answer it has passed on. */
  async answered(): Promise<number> {
    const stats = (await this.ask('dlg.stats_active')) as { readonly answering: number; readonly ongoing: number }
    return stats.answering + stats.ongoing
  }

  /** As when the time of a registration is over. */
  async expire(user: string): Promise<void> {
    await this.ask('ul.rm', ['location', user])
  }

  /** For how many seconds the registrar lets a browser register. */
  async limitRegistrations(seconds: number): Promise<void> {
    await this.ask('cfg.set_now_int', ['registrar', 'max_expires', seconds])
  }

  async closeWebSockets(): Promise<void> {
    const { connections = [] } = (await this.ask('ws.dump')) as { readonly connections?: readonly string[] }
    const ids = connections.map((line) => Number(/^(\d+)/.exec(line)?.[1])).filter((id) => id > 0)
    for (const id of ids) await this.ask('ws.close', [id])
  }

  #ringingTone(): string {
    return join(this.#folder, 'ringing.wav')
  }

  #tls() {
    return { cert: join(this.#folder, 'cert.pem'), key: join(this.#folder, 'key.pem') }
  }

  #args(): string[] {
    const { cert, key } = this.#tls()
    const { host } = lab
    const sockets = [`udp:${host}:${lab.sip}`, `tcp:${host}:${lab.ws}`, `tls:${host}:${lab.wss}`]
    const names = {
      SIP_DOMAIN: lab.domain,
      RTPENGINE_SOCK: `udp:${host}:${lab.media.control}`,
      ALLOWED_ORIGIN: '^https?://localhost(:[0-9]+)?$',
      TLS_CERT: cert,
      TLS_KEY: key,
    }
    return [
      ...['-DD', '-E', '-m', '64', '-M', '8', '-f', configuration, '-Y', this.#folder, '-w', this.#folder],
      ...sockets.flatMap((socket) => ['-l', socket]),
      ...Object.entries(names).flatMap(([name, value]) => ['-A', `${name}="${value}"`]),
      // Before the first socket is open, so that nobody is refused at a restart.
      ...['-A', `CREDENTIALS=${users.map((user) => `$sht(creds=>${user}) = "${passwordOf(user)}";`).join(' ')}`],
      // A path inside a longer text: without quotes of its own.
      ...['-A', `RINGING_TONE=${this.#ringingTone()}`],
    ]
  }
}

/** Where a person accepts the certificate. */
export const certificatePage = wssUrl().replace('wss:', 'https:')
