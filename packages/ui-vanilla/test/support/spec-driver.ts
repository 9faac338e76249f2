import { type Outcome, sentences } from '@patchcord/core'
import type { CallerIntent, Expected, SpecDriver, SpecTerms } from '@patchcord/core/testing'
import { specVerbs } from '../../../core/test/support/spec-mock-verbs.ts'
import { outcomeOf } from '../../../core/test/support/spec-outcome.ts'
import { watched } from '../../../core/test/support/spec-verbs.ts'
import { defineElements, transferTexts as texts } from '../../src/index.ts'
import { format } from '../../src/texts.ts'

defineElements()

/** The buttons for what the caller may do, in their order; before the answer a hang-up is called a cancellation. */
const buttons: readonly [intent: CallerIntent, label: string, answered: boolean | undefined][] = [
  ['CANCEL', 'Cancel', false],
  ['HANGUP', 'Hang up', true],
  ['UNBLOCK', 'Turn on sound', undefined],
  ['RETRY', 'Try again', undefined],
  ['MUTE', 'Mute', undefined],
  ['UNMUTE', 'Unmute', undefined],
  ['DTMF', 'Keypad', undefined],
  ['DISMISS', 'Dismiss', undefined],
]

/** What the screen must say: after a failure its sentence, else what happens now. */
function saidOf({ state, notice, failure, extension }: Expected): string {
  if (state === 'idle' && failure) return sentences[failure]
  if (state === 'failed' && notice === 'hanging-up') return 'One moment…'
  return format(texts.now[notice], { extension: extension ?? '' }, 'en')
}

const labelsOf = ({ can, state }: Expected): string[] =>
  buttons
    .filter(
      ([intent, , answered]) => can.includes(intent) && (answered ?? state === 'confirmed') === (state === 'confirmed'),
    )
    .map(([, label]) => label)

const detailOf = ({ state, notice, failure }: Expected): string => (state === 'idle' && failure) || notice

/** `<patchcord-transfer>` in the page, over the mocks; the caller presses its buttons. */
export function elementDriver(terms: SpecTerms): SpecDriver & { remove(): void } {
  const { world, verbs, look } = specVerbs(terms)
  const element = document.createElement('patchcord-transfer')
  const told: Outcome[] = []
  element.addEventListener('patchcord-outcome', (event) => void told.push((event as CustomEvent<Outcome>).detail))
  element.transfer = world.transfer
  document.body.append(element)
  const root = element.shadowRoot as ShadowRoot
  const shown = (part: string): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>(`[part~='${part}']`)].filter((node) => node.getClientRects().length > 0)
  const textOf = (part: string) =>
    shown(part)
      .map(({ textContent }) => textContent)
      .join(' ')
  const press =
    (...names: string[]) =>
    () =>
      names.flatMap(shown)[0]?.click()
  const see = ({ name, must, seen }: { name: string; must: unknown; seen: unknown }) =>
    JSON.stringify(must) === JSON.stringify(seen)
      ? []
      : [`${name}: expected ${JSON.stringify(must)}, seen ${JSON.stringify(seen)}`]
  return {
    verbs: watched(
      {
        ...verbs,
        'caller cancels': press('hangup'),
        'caller hangs up': press('hangup'),
        'caller mutes': press('mute'),
        'caller unmutes': press('mute'),
        'caller unblocks': press('unblock'),
        'caller tries again': press('retry'),
        'caller dismisses': press('dismiss'),
      },
      look,
    ),
    probes: {
      state: () => element.getAttribute('state') as Expected['state'],
      outcome: () => told.map(outcomeOf).at(-1) ?? null,
    },
    differences: (expected) => [
      ...see({ name: 'detail', must: detailOf(expected), seen: element.getAttribute('detail') }),
      ...see({ name: 'sentence', must: saidOf(expected), seen: `${textOf('now')}${textOf('alert')}` }),
      ...see({
        name: 'buttons',
        must: labelsOf(expected),
        seen: shown('action').map(({ textContent }) => textContent),
      }),
    ],
    remove: () => element.remove(),
  }
}
