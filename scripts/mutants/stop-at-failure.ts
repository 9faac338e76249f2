import { afterEach } from 'vitest'

const state = globalThis as { mutantFound?: boolean }

// The files that are left are not even read: some walk through a whole machine before their first test.
if (state.mutantFound) throw new Error('the mutant was found by a test before')

afterEach(({ task }) => {
  if (task.result?.state === 'fail') state.mutantFound = true
})
