import type { Limits, VoiceSocket } from './socket-assistant.types.ts'

/** A socket, or a function that knows the page's socket of the moment; it may have none yet. */
export type SocketSource = VoiceSocket | (() => VoiceSocket | null | undefined)

/** What {@link followSocket} tells. */
export interface SocketFollower {
  attach(socket: VoiceSocket): void
  detach(socket: VoiceSocket): void
  /** There was none within the limit. Told once; it is still waited for. */
  missing(): void
}

/**
 * Attaches to the page's socket. A function is asked again and again: a page may make its socket late, or a new one at
 * each sign-in. The returned function detaches and stops asking.
 */
export function followSocket(source: SocketSource, limits: Limits, follower: SocketFollower): () => void {
  let current: VoiceSocket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  function change(next: VoiceSocket | undefined) {
    if (next === current) return
    if (current) follower.detach(current)
    current = next
    if (current) follower.attach(current)
  }

  function poll() {
    change(typeof source === 'function' ? ask(source) : source)
    if (typeof source !== 'function') return
    asked += limits.poll
    const late = asked > limits.socket
    if (!current && late && asked - limits.poll <= limits.socket) follower.missing()
    timer = setTimeout(poll, current || late ? limits.poll * 10 : limits.poll)
  }

  poll()
  return () => {
    clearTimeout(timer)
    change(undefined)
  }
}

/** A page's function that throws (its variable is not there yet) has no socket. */
function ask(source: () => VoiceSocket | null | undefined): VoiceSocket | undefined {
  try {
    return source() ?? undefined
  } catch {
    return undefined
  }
}
