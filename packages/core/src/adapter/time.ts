/** The promise's value, or `undefined` if it rejects or takes longer than the limit. */
export async function within<T>(promise: Promise<T>, limit: number): Promise<T | undefined> {
  let timer: number | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limit)
  })
  try {
    return await Promise.race([promise, late])
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
