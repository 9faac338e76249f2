/** Lets connections in as a test tells: what comes unasked waits. */
export function doorkeeper() {
  const waiting: ((admitted: boolean) => void)[] = []
  let answer: boolean | undefined
  const say = (told: boolean) => {
    answer = told
    for (const settle of waiting.splice(0)) settle(told)
  }
  return {
    admit: (): Promise<boolean> =>
      answer === undefined ? new Promise((resolve) => void waiting.push(resolve)) : Promise.resolve(answer),
    /** Lets nobody in any more. */
    shuts: () => say(false),
    /** Gives every connection this answer until the fact is there. */
    async answers(told: boolean, fact: () => Promise<void>): Promise<void> {
      say(told)
      await fact()
      answer = undefined
    },
  }
}
