/** Loads a library once for all lines; a failure is not kept. */
export function once<T>(load: () => Promise<T> | T): () => Promise<T> {
  let loading: Promise<T> | undefined
  return () => {
    loading ??= Promise.resolve()
      .then(load)
      .catch((error) => {
        loading = undefined
        throw error
      })
    return loading
  }
}
