import { type Detour, startDetour } from './detour.ts'
import { Kamailio } from './kamailio.ts'
import { phones as extensions } from './lab.config.ts'
import { block } from './network.ts'
import { Phones } from './phones.ts'
import { Rtpengine } from './rtpengine.ts'
import { until } from './until.ts'

/** A running lab: a PBX, its media relay and its desk phones. */
export class Lab {
  readonly kamailio: Kamailio
  readonly rtpengine: Rtpengine
  readonly phones: Phones
  /** Whether the media relay or the PBX itself failed in a way that the PBX still suffers from. */
  pbxIsUpset = false
  #detour: Detour | undefined

  private constructor(folder: string) {
    this.kamailio = new Kamailio(folder)
    this.rtpengine = new Rtpengine(folder)
    this.phones = new Phones(folder)
  }

  /** Starts every program in the foreground; resolves when a call would be answered. The folder is its owner's. */
  static async start(folder: string): Promise<Lab> {
    const lab = new Lab(folder)
    try {
      lab.kamailio.makeCertificate()
      // One after the other: a PBX that finds no relay at its start fails the first calls.
      await lab.rtpengine.start()
      await lab.kamailio.start()
      await lab.phones.start()
      await lab.registered()
    } catch (error) {
      await lab.close()
      throw error
    }
    return lab
  }

  /** Resolves when every desk phone is registered. */
  async registered(): Promise<void> {
    for (const user of Object.keys(extensions))
      await until(`${user} to register`, () => this.kamailio.isRegistered(user))
  }

  /** From here on everything takes so many milliseconds between the PBX and a page that calls its delayed port. */
  async detour(ms: number): Promise<void> {
    if (!this.#detour) {
      block('shortCuts')
      this.#detour = startDetour()
      await this.kamailio.set('media', 'delayed')
    }
    this.#detour.takes(ms)
  }

  endDetour(): void {
    this.#detour?.close()
    this.#detour = undefined
  }

  /** How many calls the PBX, the media relay and the desk phones have. */
  async calls(): Promise<Calls> {
    const { kamailio, rtpengine, phones } = this
    return { pbx: await kamailio.calls(), relay: await rtpengine.calls(), phones: await phones.calls() }
  }

  /** What its programs said last. */
  said(): string {
    const { kamailio, rtpengine, phones } = this
    return [kamailio, rtpengine, phones].map(({ component }) => `${component.name}:\n${component.said(80)}`).join('\n')
  }

  async close(): Promise<void> {
    this.endDetour()
    const { kamailio, rtpengine, phones } = this
    await Promise.all([phones.stop(), rtpengine.component.stop(), kamailio.component.stop()])
  }
}

/** How many calls each of them has. */
export interface Calls {
  readonly pbx: number
  readonly relay: number
  readonly phones: number
}
