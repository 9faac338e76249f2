import type { AnyWorld } from './world.ts'

/** As the README tells them; the last three are a call's own. */
export const specLimits = {
  line: 12_000,
  microphone: 60_000,
  ring: 25_000,
  join: 6000,
  announcement: 3000,
  speech: 15_000,
  backoff: 1000,
  warm: 300_000,
  hangup: 1500,
  link: 10_000,
  path: 8000,
}

/** Lets a limit pass to the millisecond: one before, nothing may have changed yet. */
export function specClock(w: AnyWorld) {
  const since = new Map<string, number>()
  let seen: readonly string[] = []
  const mark = (what: string) => void since.set(what, w.clock.now())
  const facts = (): string[] => {
    const { state, notice } = w.view()
    const hangups = w.calls().filter(({ asked }) => asked.includes('hangup')).length
    const counts = { calls: w.calls().length, hangups, microphones: w.media.microphones.length }
    return [state, notice, ...Object.entries(counts).map(([what, count]) => `${count} ${what}`)]
  }
  /** Remembers since when things are as they are. */
  const look = () => {
    const now = facts()
    for (const what of now.filter((fact) => !seen.includes(fact))) mark(what.replace(/^\d+ /, ''))
    if (now[0] === 'connecting' && seen[0] !== 'connecting') mark('line wanted')
    seen = now
  }
  const pass = (limit: keyof typeof specLimits, from: string) => {
    const due = (since.get(from) ?? Number.NaN) + specLimits[limit]
    if (!(due > w.clock.now())) throw new Error(`the ${limit} limit cannot pass: “${from}” since ${since.get(from)}`)
    const before = JSON.stringify(w.view())
    w.clock.increment(due - 1 - w.clock.now())
    if (JSON.stringify(w.view()) !== before) throw new Error(`something came before the ${limit} limit: ${w.now()}`)
    w.clock.increment(1)
  }
  return { look, pass, mark }
}
