/** Where an adapter may make an error visible that is not its own. */
const places = globalThis as unknown as Record<string, unknown>

const quietly = (task: () => void) => () => {
  try {
    task()
  } catch {
    // The application's own error.
  }
}

/**
 * What a listener throws is the application's error, and an adapter may make it visible as an uncaught one. A case that
 * throws on purpose must not end the run: until the returned function is called, tasks throw nothing.
 */
export function swallowUncaught(): () => void {
  const before = { queueMicrotask, setTimeout, reportError: places['reportError'] }
  const { queueMicrotask: soon, setTimeout: later } = before
  Object.assign(places, {
    queueMicrotask: (task: () => void) => soon(quietly(task)),
    setTimeout: (task: () => void, ms: number) => later(quietly(task), ms),
    reportError: () => {},
  })
  return () => void Object.assign(places, before)
}
