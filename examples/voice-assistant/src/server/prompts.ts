import { readFileSync } from 'node:fs'
import type { Spoken } from '../messages.ts'

/**
 * Everything that the assistant can say. `prompts/make.sh` records this list: run it after a change and commit the
 * sound with the text.
 */
export const sentences = {
  welcome: 'Hello, I am the Patchcord assistant. How can I help you?',
  hello: 'Hello! What can I do for you?',
  hours: 'We are open from Monday to Friday, from nine in the morning to six in the evening.',
  help: 'Of course. Ask me about our opening hours, or say: transfer me to an agent.',
  abilities: 'I am a machine. I can tell you our opening hours, and connect you with support or with sales.',
  thanks: 'You are welcome.',
  goodbye: 'Goodbye, and thank you for calling.',
  stay: 'All right, I will stay with you.',
  unknown: 'I am not sure about that. You can ask me to transfer you to an agent.',
  'no-recogniser': 'I got your recording, but nobody taught me to understand speech. Please type it.',
  'transfer-extension': 'I am connecting you to the agent now.',
  'transfer-support': 'I am connecting you to our support team now.',
  'transfer-sales': 'I am connecting you to our sales team now.',
  'already-connecting': 'I am already connecting you. One moment, please.',
  'back-handed-over': 'Welcome back. Is there anything else that I can do for you?',
  'back-returned': 'Welcome back. I am sorry, nobody could take your call. How else can I help?',
  'back-refused': 'I am sorry, I cannot transfer you there. Would you like to talk to our support team?',
  'back-abandoned': 'All right, I have stopped the transfer. How else can I help?',
} as const

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
