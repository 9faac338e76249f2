import { readFileSync } from 'node:fs'
import sentences from '../../prompts/sentences.json' with { type: 'json' }
import type { Spoken } from '../messages.ts'

/**
 * Everything that the assistant can say. `prompts/make.sh` records this list: run it after a change and commit the
 * sound with the text.
 */
export { sentences }

/** The name of a sentence, and of its recording. */
export type PromptName = keyof typeof sentences

const recorded = new Map<PromptName, string>()

/** A sentence with its recording, base64 mp3. Each file is read once. */
export function prompt(name: PromptName): Spoken {
  const audio = recorded.get(name) ?? read(name)
  recorded.set(name, audio)
  return { text: sentences[name], audio }
}

function read(name: PromptName): string {
  return readFileSync(new URL(`../../prompts/${name}.mp3`, import.meta.url)).toString('base64')
}
