import { checkOf, commandOf, guides } from './failure.checks.ts'
import { type Remedy, type RemedyFacts, remedies } from './failure.texts.ts'
import type { FailureCode } from './failure.ts'

const who = ({ account }: RemedyFacts): string => (account ? `extension ${account}` : 'this extension')

/** The same for a registration that the PBX refused: no call, and no caller. */
const ofRegistrations: Readonly<Partial<Record<FailureCode, (facts: RemedyFacts) => Remedy>>> = {
  'auth-failed': (f) => [
    `The PBX did not accept the password of ${who(f)}. Correct the password, or create the extension.`,
    'Account',
  ],
  forbidden: (f) => [`The PBX does not let ${who(f)} sign in. Create it, or allow it to register.`, 'Account'],
  'not-found': (f) => [`The PBX does not know ${who(f)} on ${f.domain}. Create it, or correct it.`, 'Account'],
}

const unregistered = (f: RemedyFacts): Remedy => [
  `The PBX answered ${f.sipStatus} to REGISTER. Its log says why.`,
  'Trace',
]

/** What to do, and what to check. Only a response to REGISTER has a status before there is a call. */
export function remedyFor(code: FailureCode, facts: RemedyFacts): Remedy {
  const registers = facts.stage === 'line' && facts.sipStatus !== undefined
  return (registers ? (ofRegistrations[code] ?? unregistered) : remedies[code])(facts)
}

/** The administrator's remedy in one text; settings and commands are in back-ticks. */
export function remedyOf(code: FailureCode, facts: RemedyFacts): string {
  const [text, ...sections] = remedyFor(code, facts)
  const { name } = guides[facts.pbx]
  const named = sections.map((section) => {
    const check = checkOf(section, facts)
    return check ? ` Check: \`${commandOf(check, facts)}\` must show ${check[1]} (${name} guide: ${section}).` : ''
  })
  return text + named.join('')
}
