// Prints the prompts' names and sentences, one pair to a line with a tab between, for make.sh.
import sentences from './sentences.json' with { type: 'json' }

for (const [name, sentence] of Object.entries(sentences)) console.log(`${name}\t${sentence}`)
