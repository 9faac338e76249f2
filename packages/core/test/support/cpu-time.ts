import process from 'node:process'

/** How long this process computed while something ran, in milliseconds. A busy machine takes longer, and computes no more. */
export function cpuTime(run: () => unknown): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
