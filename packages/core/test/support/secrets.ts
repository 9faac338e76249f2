type Holder = { readonly sessionId?: unknown; readonly toJSON?: () => unknown }

/**
 * Looks for a secret in a value, however deep, as JSON would write it, and in errors too. XState's own handles are left
 * out; what was found clean once is not looked at again.
 */
export function finderOf(secret: string): (value: unknown) => boolean {
  const clean = new WeakSet<object>()
  const holds = (value: unknown): boolean => {
    if (typeof value === 'string') return value.includes(secret)
    if (typeof value !== 'object' || value === null || clean.has(value)) return false
    clean.add(value)
    if ((value as Holder).sessionId !== undefined) return false
    if (value instanceof Error) return holds(`${value.message} ${value.stack}`)
    const { toJSON } = value as Holder
    const plain = typeof toJSON === 'function' ? toJSON.call(value) : value
    if (typeof plain !== 'object' || plain === null) return holds(plain)
    return Object.entries(plain).some(([name, held]) => holds(name) || holds(held))
  }
  return holds
}
