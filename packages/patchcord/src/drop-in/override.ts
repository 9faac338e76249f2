/**
 * Puts something in place of an object's property, its own or an inherited one. Returns how to undo it, which does
 * nothing where somebody else has put something over it in the meantime.
 */
export function override<Target extends object, Name extends keyof Target>(
  target: Target,
  name: Name,
  value: Target[Name],
): () => void {
  const own = Object.getOwnPropertyDescriptor(target, name)
  target[name] = value
  return () => {
    if (target[name] !== value) return
    if (own) Object.defineProperty(target, name, own)
    else Reflect.deleteProperty(target, name)
  }
}
