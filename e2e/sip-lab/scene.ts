import { type FailureCode, sentences } from '@patchcord/core'
import { expect } from '@playwright/test'
import { nothing } from '../support/heard.ts'
import type { Probe } from '../support/probe.ts'
import { type Fault, inflict as inflictOn } from './faults.ts'
import type { Calls, Lab } from './lab.ts'
import type { LabCaller } from './lab-caller.ts'

/** What the caller saw and heard, and how many seconds after the fault. */
export interface Sight {
  readonly state: string
  readonly detail: string
  /** What the screen said. */
  readonly said: string
  /** What was listened for and heard. */
  readonly heard: readonly Sound[]
  /** Seconds after the fault; where the fault was there before, after the caller's wish. */
  readonly after: number
}

/** What a caller can hear. */
export type Sound = 'the agent' | 'the assistant' | 'silence'

/** A caller, a lab, and what became of them in one row. */
export class Scene {
  readonly caller: LabCaller
  readonly lab: Lab
  readonly sights: Sight[] = []
  #since: number | undefined
  #isBroken = false
  /** How many of the page's moments have been looked at. */
  #seen = 0

  constructor(caller: LabCaller, lab: Lab) {
    this.caller = caller
    this.lab = lab
  }

  async breaks(fault: Fault | (() => Promise<unknown>)): Promise<void> {
    const act = typeof fault === 'string' ? () => inflictOn(this.lab, fault) : fault
    if (!this.#isBroken) this.#since = Date.now()
    this.#isBroken = true
    await act()
  }

  async asks(extension: string): Promise<void> {
    this.#since = Date.now()
    await this.caller.says(`extension ${extension}`)
  }

  /** Waits until the state and its detail have come, be it for a moment, after what was last seen. */
  async sees(state: string, detail: string, limit: number): Promise<void> {
    const next = async () => {
      const moments = await this.caller.page.evaluate(() => window.probe.moments)
      return moments.findIndex((moment, at) => at >= this.#seen && moment.state === state && moment.detail === detail)
    }
    await expect.poll(next, { timeout: limit * 1000, message: `${state}, ${detail}` }).toBeGreaterThanOrEqual(0)
    const found = await next()
    this.#seen = found + 1
    await this.#note(found)
  }

  async #note(index: number): Promise<void> {
    const moments = await this.caller.page.evaluate(() => window.probe.moments)
    const { state = '', detail = '', at = 0 } = moments[index] ?? {}
    const said = await this.caller.element.locator('[part=alert], [part=status]').allInnerTexts()
    this.sights.push({
      state,
      detail,
      heard: [],
      after: Math.round((at - (this.#since ?? at)) / 100) / 10,
      // Where it has passed already, the screen says something else by now.
      said: index === moments.length - 1 ? said.join(' ').replace(/\s+/g, ' ').trim() : '',
    })
  }

  /** The sound was heard in the state that was seen last. */
  heard(sound: Sound): void {
    const last = this.sights.at(-1)
    if (last) this.sights.splice(-1, 1, { ...last, heard: [...last.heard, sound] })
  }

  /** Whether the caller still has the page. */
  isThere(): Promise<boolean> {
    return this.caller.page.evaluate(() => 'probe' in window).catch(() => false)
  }

  /** What the page holds open at last. A WebSocket that hung, or that waits for a late 200, is given 40 s to close. */
  async holds(): Promise<ReturnType<Probe['open']>> {
    const open = () => this.caller.page.evaluate(() => window.probe.open())
    await expect
      .poll(open, { timeout: 40_000 })
      .toEqual(nothing)
      .catch(() => {})
    return open()
  }

  /** Waits until the far side has just these calls; resolves with how long that took, in seconds. */
  async leaves(calls: Calls): Promise<number> {
    const from = Date.now()
    await expect.poll(() => this.lab.calls(), { timeout: 20_000, message: 'the far side' }).toEqual(calls)
    return Math.round((Date.now() - from) / 100) / 10
  }
}

/** One thing that happens, or that is to be seen, in a row. */
export type Step = (scene: Scene) => Promise<unknown>

export const asks =
  (extension: string): Step =>
  (scene) =>
    scene.asks(extension)

export const inflict =
  (...some: readonly Fault[]): Step =>
  async (scene) => {
    for (const fault of some) await scene.breaks(fault)
  }

/** Within so many seconds. */
export const sees =
  (state: string, detail: string, limit = 15): Step =>
  (scene) =>
    scene.sees(state, detail, limit)

/** The tone of a phone or, by 0, silence. */
export const hears =
  (hz: number): Step =>
  async (scene) => {
    await scene.caller.hears('call', hz)
    scene.heard(hz === 0 ? 'silence' : 'the agent')
  }

/** The assistant is back: it speaks, and is heard. */
const hearsAssistant: Step = async (scene) => {
  const heard = () => scene.caller.page.evaluate(() => window.probe.heard('assistant'))
  await expect.poll(heard, { message: 'the assistant is heard' }).toBeGreaterThan(0)
  scene.heard('the assistant')
}

/** The phone hears the caller, or silence (0). */
export const isHeard =
  (hz: number): Step =>
  ({ lab }) =>
    lab.phones.recording().hears(hz)

export const presses =
  (button: string): Step =>
  ({ caller }) =>
    caller.press(button)

/** The outcome is a failure of this code, and the screen says its sentence. */
export const fails =
  (code: FailureCode, limit = 15): Step =>
  async (scene) => {
    await scene.sees('idle', code, limit)
    expect(scene.sights.at(-1)?.said).toContain(sentences[code])
    expect((await scene.caller.outcome()).failure?.code).toBe(code)
    await hearsAssistant(scene)
  }

/** The caller hangs up, and is back with the assistant. */
export const hangsUp: Step = async (scene) => {
  await scene.caller.press('Hang up')
  await scene.sees('idle', 'handed-over', 15)
  await hearsAssistant(scene)
}

/** The PBX has passed the phone's answer on, though the caller has not got it yet. */
export const isAnswered: Step = ({ lab }) =>
  expect.poll(() => lab.kamailio.answered(), { message: 'answered calls of the PBX' }).toBe(1)

/** An answer that crosses a CANCEL is taken, and hung up (RFC 3261 §9.1, §15). */
export const answerCrossesCancel: Step = ({ caller }) =>
  expect
    .poll(() => caller.frames.steps('INVITE').slice(3))
    .toEqual(expect.arrayContaining(['→ CANCEL', '← 200 INVITE', '→ ACK', '→ BYE', '← 200 BYE']))

const endsBy =
  (who: 'agent' | 'unknown'): Step =>
  async (scene) => {
    await scene.sees('idle', 'handed-over', 10)
    expect((await scene.caller.outcome()).endedBy).toBe(who)
  }

/** The end came over the wire. */
export const agentHangsUp = endsBy('agent')

/** The PBX no longer knew the call when it was asked: it doesn't say who ended it. */
export const endsUnheard = endsBy('unknown')

/** The phones have one call: the newest. */
export const olderIsCancelled: Step = ({ lab }) =>
  expect.poll(() => lab.phones.calls(), { message: 'the calls of the phones' }).toBe(1)

/** The device of the microphone goes. */
export const unplugs: Step = (scene) => scene.breaks(() => scene.caller.page.evaluate(() => window.probe.unplug()))

export const leaves =
  (how: 'close' | 'navigate'): Step =>
  (scene) => {
    const { page } = scene.caller
    return scene.breaks(() => (how === 'close' ? page.close() : page.goto('about:blank')))
  }

/** The page is back as it was at first. */
export const reloads: Step = async (scene) => {
  await scene.breaks(() => scene.caller.page.reload())
  await scene.caller.ready()
}

/** No script of the page runs any more. */
export const crashes: Step = async (scene) => {
  const { page } = scene.caller
  const crashed = page.waitForEvent('crash')
  await scene.breaks(async () => {
    page.goto('chrome://crash').catch(() => {})
    await crashed
  })
}
