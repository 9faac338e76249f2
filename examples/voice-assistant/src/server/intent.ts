import { plainWords } from './words.ts'

/** What the caller's sentence asks for. */
export type Intent =
  | { readonly kind: 'transfer'; readonly extension: string }
  | { readonly kind: 'transfer'; readonly department: Department }
  | { readonly kind: 'hello' | 'hours' | 'help' | 'abilities' | 'thanks' | 'goodbye' | 'stay' | 'unknown' }

/** Which extension answers for a department is the page's policy; the server only names it. */
export type Department = 'support' | 'sales'

const hours =
  /\b(opening|business|office|working) (hours|times?)\b|\b(when|until when|how long)\b.*\b(open|close|closed)\b|\byour hours\b|\bare you (still )?open\b/
const person =
  /\b(agents?|humans?|(real |live )?persons?|(real )?people|some ?one|some ?body|representatives?|operators?|colleague)\b/
const extension = /\b(?:extension|ext) ?(?:number |no )?(\d{2,15})\b/

/** `transfer me`, `put me through`: whatever follows is whom the caller wants. */
const handOver =
  /\b(transfer|connect|pass|hand) (me|us|(this|my|the) call)\b|\bput (me|us) (through|thru)\b|\bbe (transferred|connected)\b/
/** With somebody named, these ask for a transfer; alone they do not (`connect to my wifi`, `transfer money`). */
const wish =
  /\b(transfer|connect|through|speak|talk|want|need|d like|would like|give me|get me|let me have|(can|may|could) i have|reach|call|dial|ring)\b/
const dialled =
  /\b(?:through|transfer(?:red)?|connect(?:ed)?|dial|call|reach|speak|talk|ring|get me)\b(?: me| us)?(?: please)?(?: to| with| on)?(?: the)?(?: number)? (\d{3,15})\b/

/** A refusal is next to the verb: in `I don't know, transfer me` nothing is refused. */
const refusal =
  /\b(don't|dont|do not|never|not)( want| need| wish)?( to| you to| be| an?| any| me)* (transfer(red)?|connect(ed)?|speak|talk|agent|human|person|operator|representative)\b/

const department: readonly (readonly [Department, RegExp])[] = [
  ['sales', /\b(sales?|selling)\b/],
  ['support', /\b(support|help ?desk|technician)\b/],
]

const answers: readonly (readonly [Exclude<Intent['kind'], 'transfer' | 'stay' | 'unknown'>, RegExp])[] = [
  ['hours', hours],
  [
    'abilities',
    /\bwhat (can|do|could) you (do|offer|know)\b|\bwho are you\b|\bare you (an? )?(real |live )?(human|person|robot|bot|machine|ai)\b/,
  ],
  ['thanks', /\b(thanks|thank you|thx|cheers)\b/],
  ['help', /\bhelp\b/],
  ['goodbye', /\b(bye|goodbye|good night|see you)\b/],
  ['hello', /\b(hello|hi|hey|good (morning|afternoon|evening))\b/],
]

/** Reads a sentence. Pure, and lenient about typing mistakes in the words that matter. */
export function readIntent(sentence: string): Intent {
  const words = plainWords(sentence)
  if (refusal.test(words)) return { kind: 'stay' }
  return readTransfer(words) ?? { kind: answers.find(([, pattern]) => pattern.test(words))?.[0] ?? 'unknown' }
}

function readTransfer(words: string): Intent | undefined {
  const digits = extension.exec(words)?.[1] ?? dialled.exec(words)?.[1] ?? /^(\d{3,6})( please)?$/.exec(words)?.[1]
  if (digits) return { kind: 'transfer', extension: digits }
  if (!asksForTransfer(words)) return undefined
  return { kind: 'transfer', department: department.find(([, name]) => name.test(words))?.[0] ?? 'support' }
}

function asksForTransfer(words: string): boolean {
  if (handOver.test(words) || /^transfer( please)?$/.test(words)) return true
  if (hours.test(words)) return false
  const named = person.test(words) || department.some(([, name]) => name.test(words))
  return named && (wish.test(words) || isBare(words))
}

/** `agent`, `a human please`, `sales now`: nothing but the name. */
function isBare(words: string): boolean {
  const rest = words.replace(/\b(an?|the|some|please|now|real|live|technical|tech|to|team|department)\b/g, ' ').trim()
  return rest.split(/\s+/).length <= 1
}

/** The transfer's topic: the caller's own words, without control characters and without what must stay secret. */
export function topicOf(sentence: string, secret?: string): string {
  const shown = secret ? sentence.replaceAll(secret, '****') : sentence
  const plain = shown
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return Array.from(plain).slice(0, 120).join('').trim()
}
