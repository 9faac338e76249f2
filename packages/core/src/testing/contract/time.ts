/** The time of the machine itself, which passes even while a case's is simulated. */
const later = setTimeout
const machine = performance

export const moments = (ms: number): Promise<void> => new Promise((resolve) => void later(resolve, ms))

/** Waits for a fact; false when it has not come true in time. */
export async function eventually(check: () => boolean, limit: number): Promise<boolean> {
  const since = machine.now()
  while (!check()) {
    if (machine.now() - since > limit) return false
    await moments(2)
  }
  return true
}
