import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Reregistration } from '../src/adapter/registering.ts'

beforeEach(() => {
  vi.useFakeTimers()
  // The longest pauses that the jitter allows.
  vi.spyOn(Math, 'random').mockReturnValue(0.999)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const unanswered = { type: 'registration-failed', detail: 'Request Timeout' } as const

const answered = (status: number) => ({ status, reasonPhrase: '', reasons: [], credentials: 'first' }) as const

/** Milliseconds until it registers again; 0 where it does not within a minute. */
function pauseAfter(register: ReturnType<typeof vi.fn>): number {
  register.mockClear()
  const since = Date.now()
  while (Date.now() - since < 60_000) {
    vi.advanceTimersByTime(100)
    if (register.mock.calls.length > 0) return Date.now() - since
  }
  return 0
}

test('the pauses grow up to half a minute, and begin anew after a registration', () => {
  const register = vi.fn()
  const again = new Reregistration(register)
  const pauses = Array.from({ length: 7 }, () => {
    again.heard(unanswered)
    return pauseAfter(register)
  })
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  again.heard({ type: 'registered' })
  again.heard(unanswered)
  expect(pauseAfter(register)).toBe(1000)
})

test('a server’s trouble passes, and so does a timeout', () => {
  const register = vi.fn()
  const again = new Reregistration(register)
  for (const status of [408, 500, 503, 599]) {
    again.heard({ ...unanswered, response: answered(status) })
    expect(pauseAfter(register)).toBeGreaterThan(0)
  }
})

test('a refusal is final; a lost connection leaves it to the next one, a closed line to nobody', () => {
  const register = vi.fn()
  const again = new Reregistration(register)
  for (const status of [302, 403, 407, 409, 499, 600]) {
    again.heard({ ...unanswered, response: answered(status) })
    expect(pauseAfter(register)).toBe(0)
  }
  again.heard(unanswered)
  again.heard({ type: 'disconnected', server: '', detail: '' })
  expect(pauseAfter(register)).toBe(0)
  again.heard(unanswered)
  again.stop()
  expect(pauseAfter(register)).toBe(0)
})
