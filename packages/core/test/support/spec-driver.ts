import type { CallerIntent, Expected, SpecDriver, SpecTerms } from '@patchcord/core/testing'
import { specVerbs } from './spec-mock-verbs.ts'
import { outcomeOf } from './spec-outcome.ts'
import { watched } from './spec-verbs.ts'
import type { AnyWorld, world } from './world.ts'

const pages: readonly string[] = ['PREPARE', 'RELEASE', 'REQUEST']

function openOf({ sip, open }: AnyWorld, lingering: ReadonlySet<unknown>): Expected['open'] {
  const { lines, microphones, tones } = open()
  const calls = sip.lines.filter(({ closed }) => !closed).flatMap((line) => line.calls)
  const call = calls.some((made) => !made.ended && !lingering.has(made))
  return { line: lines > 0, microphone: microphones > 0, call, tone: tones > 0 }
}

const canOf = ({ view }: AnyWorld): CallerIntent[] =>
  view()
    .can.filter((intent): intent is CallerIntent => !pages.includes(intent))
    .sort()

/** What is seen of the machine and of what it opened; `lingering`: calls that were given up, and are counted apart. */
export const machineProbes = (w: AnyWorld, lingering: ReadonlySet<unknown>) => ({
  state: () => w.view().state,
  notice: () => w.view().notice,
  voice: () => w.view().voice,
  hearing: () => w.assistant.heard.at(-1) ?? { input: true, output: true },
  can: () => canOf(w),
  muted: () => w.view().muted,
  extension: () => w.view().extension,
  failure: () => w.view().failure?.code ?? null,
  open: () => openOf(w, lingering),
  outcome: () => w.outcomes.map(outcomeOf).at(-1) ?? null,
})

/** The machine with the mock ports. `taken`: the transitions that it took. */
export function mockDriver(
  terms: SpecTerms,
  more: Parameters<typeof world>[0] = {},
): SpecDriver & { readonly taken: ReadonlySet<string>; readonly world: ReturnType<typeof world> } {
  const { world: w, verbs, look, taken, lingering } = specVerbs(terms, more)
  return {
    world: w,
    taken,
    verbs: watched(verbs, look),
    probes: machineProbes(w, lingering),
  }
}
