import type { FarAction, FarScript } from './far.types.ts'

const usual: Readonly<Record<string, readonly FarAction[]>> = {
  INVITE: [],
  ACK: [],
  CANCEL: [
    { type: 'reply', status: 200, contact: 'none' },
    { type: 'reply', status: 487, method: 'INVITE', contact: 'none' },
  ],
  REGISTER: [{ type: 'reply', status: 200, contact: 'ours' }],
}

const anything: readonly FarAction[] = [{ type: 'reply', status: 200 }]

/** A script, and how far it has got. */
export class Rules {
  readonly #script: FarScript
  readonly #asked = new Map<string, number>()

  constructor(script: FarScript = []) {
    this.#script = script
  }

  /** What is played for the next request of a method; where there are rules for one within a dialog, by these. */
  next(method: string, within = false): readonly FarAction[] {
    const name = within && this.#script.some(({ on }) => on === `re-${method}`) ? `re-${method}` : method
    const rules = this.#script.filter((rule) => rule.on === name)
    const asked = this.#asked.get(name) ?? 0
    this.#asked.set(name, asked + 1)
    return rules[Math.min(asked, rules.length - 1)]?.play ?? usual[method] ?? anything
  }
}
