import type { Hearing } from '@patchcord/core'
import type { Player } from './player.ts'

/** The page's two cuts, as the assistant port's adapter wants them. */
export interface PageHearing {
  /** Both take effect before it returns. */
  hear(hearing: Hearing): void
  /** Whether the caller hears the assistant, at each change. */
  onSpeaking(listener: (speaking: boolean) => void): () => void
}

/** Cuts and opens the assistant's voice at the player, and the caller's words and clips by `setInput`. */
export function createHearing(player: Player, setInput: (open: boolean) => void): PageHearing {
  return {
    hear({ input, output }) {
      setInput(input)
      player.setOutput(output)
    },
    onSpeaking: player.onSpeaking,
  }
}
