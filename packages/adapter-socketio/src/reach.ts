import type { AssistantReport } from '@patchcord/core'

/** Whether the assistant's server can be reached, and under which conversation. */
export interface Reach {
  up(id: string | undefined): void
  down(): void
  /** The id that was known last; a loss does not end the conversation. */
  readonly conversationId: string | undefined
}

/** Reports `up` and `down` once for each change, and `up` again when the conversation's id becomes known. */
export function createReach(report: (report: AssistantReport) => void, onUp: () => void): Reach {
  let state: 'up' | 'down' | undefined
  let told: string | undefined
  let known: string | undefined
  return {
    get conversationId() {
      return known
    },
    up(id) {
      if (state === 'up' && (id === undefined || id === told)) return
      const came = state !== 'up'
      state = 'up'
      told = id
      known = id ?? known
      report(id === undefined ? { type: 'up' } : { type: 'up', conversationId: id })
      if (came) onUp()
    },
    down() {
      if (state === 'down') return
      state = 'down'
      report({ type: 'down' })
    },
  }
}
