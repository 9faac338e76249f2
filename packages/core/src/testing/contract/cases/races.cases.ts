import type { ContractCase } from '../case.types.ts'
import { dial, ended, hangUpAt, hungUp, on, reply, wait } from '../steps.ts'

/** Park and Miller's generator: the same moments in every run and everywhere. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const raceCase = (id: string, moment: number, honoured: boolean): ContractCase => ({
  id,
  name: `a hang-up ${Math.round(moment * 100)} % into the set-up leaves nothing behind, where CANCEL is ${honoured ? 'honoured' : 'ignored'}`,
  clause: 'hangup-limit',
  far: [
    on('INVITE', wait(4), reply(180), wait(8), { type: 'reply', status: 200, sdp: 'good', unlessFinal: true }),
    on(
      'CANCEL',
      reply(200),
      ...(honoured ? [{ type: 'reply', status: 487, method: 'INVITE', unlessFinal: true } as const] : []),
    ),
  ],
  steps: [dial(), hangUpAt(moment), ended(hungUp, { within: 'hangup' })],
})

/** A hang-up at twenty moments of the set-up, with a far side that rings after 4 ms and answers 8 ms later. */
export function hangUpMoments(count = 20, seed = 20_250_807): ContractCase[] {
  const next = seeded(seed)
  return Array.from({ length: count }, (_, index) => raceCase(`race-${index + 1}`, next(), index % 2 === 0))
}

/** The same at every millisecond of a set-up that takes so many of them. */
export const everyMillisecond = (setUp: number): ContractCase[] =>
  [true, false].flatMap((honoured) =>
    Array.from({ length: setUp }, (_, ms) =>
      raceCase(`race-at-${ms}-ms-${honoured ? 'honoured' : 'ignored'}`, ms / setUp, honoured),
    ),
  )
