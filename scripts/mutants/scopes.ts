/** A folder of core whose mutants are tested together. */
export interface Scope {
  readonly mutate: string
  /**
   * How the names of the test files begin that hold the folder, in the order in which they run. What walks through a
   * whole machine takes longest and stands last.
   */
  readonly tests: readonly string[]
}

/** Every folder that is mutated. */
export const scopes = {
  assistant: { mutate: 'packages/core/src/assistant/*.ts', tests: ['messages', 'plan'] },
  failure: { mutate: 'packages/core/src/failure/*.ts', tests: ['failure', 'call.failure', 'transfer.outcome'] },
  sip: {
    mutate: 'packages/core/src/sip/*.ts',
    tests: ['target', 'headers', 'server-url', 'presets', 'settings', 'plan', 'desk.ring'],
  },
  call: {
    mutate: 'packages/core/src/call/*.ts',
    tests: ['call.machine', 'call.failure', 'leg', 'call', 'transfer.talk', 'desk.call', 'transfer.hunting'],
  },
  transfer: {
    mutate: 'packages/core/src/transfer/*.ts',
    tests: [
      'plan',
      'settings',
      ...['talk', 'hunting', 'idle', 'leaving', 'hearing', 'outcome', 'microphone', 'announcement', 'test'].map(
        (name) => `transfer.${name}`,
      ),
      'create-transfer',
      'transfer.laws',
      'transfer',
    ],
  },
} as const satisfies Readonly<Record<string, Scope>>

export type ScopeName = keyof typeof scopes
