import { setTimeout as wait } from 'node:timers/promises'

const every = 25

/**
 * Resolves with the first answer that is neither undefined nor false; asks again until then.
 *
 * @throws Error that names what was waited for, and what was wrong with the last answer
 */
export async function until<Answer>(
  what: string,
  ask: () => Answer | undefined | false | Promise<Answer | undefined | false>,
  limit = 30_000,
): Promise<Answer> {
  const end = Date.now() + limit
  let problem: unknown
  while (Date.now() < end) {
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== false) return answer
    } catch (error) {
      problem = error
    }
    await wait(every)
  }
  throw new Error(`Waited ${limit} ms for ${what}.`, { cause: problem })
}
