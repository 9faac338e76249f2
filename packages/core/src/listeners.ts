/** Listeners of one kind. One that throws is reported like an uncaught error, and disturbs nothing. */
export interface Listeners<Value> {
  add(listener: (value: Value) => void): () => void
  tell(value: Value): void
}

export function guarded<Value>(listener: (value: Value) => void): (value: Value) => void {
  return (value) => {
    try {
      listener(value)
    } catch (error) {
      queueMicrotask(() => {
        throw error
      })
    }
  }
}

export function listeners<Value>(): Listeners<Value> {
  const all = new Set<(value: Value) => void>()
  return {
    add(listener) {
      const safe = guarded(listener)
      all.add(safe)
      return () => void all.delete(safe)
    },
    tell(value) {
      for (const listener of [...all]) listener(value)
    },
  }
}
