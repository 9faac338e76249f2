/** The value as a text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The conversation's id in a `connected` message, whatever the server made of it. */
export function sessionId(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null || !('session_id' in message)) return undefined
  const id = message.session_id
  return typeof id === 'number' ? String(id) : text(id)
}
