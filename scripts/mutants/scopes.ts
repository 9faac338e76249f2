/** A folder of core whose mutants are tested together. */
export interface Scope {
  readonly mutate: string
  /** How the names of the test files begin that hold the folder, in the order in which they run: the nearest first. */
  readonly tests: readonly string[]
  /** The same of those among them that walk through a whole machine: they take long, and get what the others let live. */
  readonly walks?: readonly string[]
}

export type ScopeName = 'assistant' | 'failure' | 'sip' | 'call' | 'transfer'

/** Every folder that is mutated. */
export const scopes: Readonly<Record<ScopeName, Scope>> = {
  assistant: { mutate: 'packages/core/src/assistant/*.ts', tests: ['messages', 'plan'] },
  failure: { mutate: 'packages/core/src/failure/*.ts', tests: ['failure', 'call.failure', 'transfer.outcome'] },
  sip: {
    mutate: 'packages/core/src/sip/*.ts',
    tests: [
      'target',
      'headers',
      'server-url',
      'presets',
      'settings',
      'reregistration',
      'plan',
      'desk.ring',
      'desk.signin',
    ],
  },
  call: {
    mutate: 'packages/core/src/call/*.ts',
    tests: ['call.', 'leg.', 'transfer.talk', 'desk.call', 'transfer.hunting'],
    walks: ['call.walk'],
  },
  transfer: {
    mutate: 'packages/core/src/transfer/*.ts',
    tests: ['plan', 'settings', 'transfer.', 'create-transfer'],
    walks: ['transfer.laws', 'spec.', 'transfer.properties', 'transfer.replay'],
  },
}
