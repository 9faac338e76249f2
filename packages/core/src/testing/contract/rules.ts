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

  /** What is played for the next request of a method. */
  next(method: string): readonly FarAction[] {
    const rules = this.#script.filter((rule) => rule.on === method)
    const asked = this.#asked.get(method) ?? 0
    this.#asked.set(method, asked + 1)
    return rules[Math.min(asked, rules.length - 1)]?.play ?? usual[method] ?? anything
  }
}
