import type { Limits, VoiceSocket } from './socket-assistant.types.ts'

/** A socket, or a function that knows the page's socket of the moment; it may have none yet. */
export type SocketSource = VoiceSocket | (() => VoiceSocket | null | undefined)

/** What {@link followSocket} tells. */
export interface SocketFollower {
  attach(socket: VoiceSocket): void
  detach(socket: VoiceSocket): void
  /** There was none within the limit. Told once; it is still waited for. `detail`: what the page's function threw. */
  missing(detail: string): void
}

/** The moments at which pages make their sockets: asked then and there, the first message is not missed. */
const moments = ['DOMContentLoaded', 'load'] as const

/**
 * Attaches to the page's socket. A function is asked again and again: a page may make its socket late, or a new one at
 * each sign-in. The returned function detaches and stops asking.
 */
export function followSocket(source: SocketSource, limits: Limits, follower: SocketFollower): () => void {
  let current: VoiceSocket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  let detail = ''

  function change(next: VoiceSocket | undefined) {
    if (next === current) return
    if (current) follower.detach(current)
    current = next
    if (current) follower.attach(current)
  }

  function look() {
    try {
      change((typeof source === 'function' ? source() : source) ?? undefined)
      detail = ''
    } catch (error) {
      // Its variable is not there yet: that is no socket.
      change(undefined)
      detail = String(error)
    }
  }

  function poll() {
    look()
    if (typeof source !== 'function') return
    const late = asked >= limits.socket
    asked += limits.poll
    if (!current && !late && asked >= limits.socket) follower.missing(detail)
    timer = setTimeout(poll, current || late ? limits.repoll : limits.poll)
  }

  poll()
  for (const moment of moments) globalThis.addEventListener?.(moment, look)
  return () => {
    clearTimeout(timer)
    for (const moment of moments) globalThis.removeEventListener?.(moment, look)
    change(undefined)
  }
}
