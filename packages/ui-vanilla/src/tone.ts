/** The mood of a card, from which its colour and its movement follow. */
export type Tone = 'calm' | 'busy' | 'good' | 'warn' | 'bad'
