import { mockStream } from '@patchcord/core/mock'
import type { Happening } from './any-day.ts'
import type { DaySettings } from './live-day.ts'

/** A day on which a law was once broken, as short as it could be made. */
export interface RememberedDay {
  readonly name: string
  readonly settings: DaySettings
  readonly happenings: readonly Happening[]
}

const usual: DaySettings = {
  obeysHangup: false,
  inputCut: 'answer',
  afterHandover: 'resume',
  keepWarm: false,
  retries: 1,
}
const goesOn: Happening = { what: 'goes on' }
const connection = { getStats: () => Promise.resolve(new Map()) }

export const rememberedDays: readonly RememberedDay[] = [
  {
    name: 'a request is accepted once, however often its target is tried',
    settings: usual,
    happenings: [
      goesOn,
      { what: 'line', age: 0, report: { type: 'disconnected', server: 'wss://pbx.test:7443', detail: '' } },
      goesOn,
    ],
  },
  {
    name: 'a playback that was replaced tells nothing of the one that is heard',
    settings: usual,
    happenings: [
      ...[goesOn, goesOn, goesOn],
      { what: 'call', age: 0, report: { type: 'remote-stream', stream: mockStream('early'), connection } },
      ...[goesOn, goesOn],
      { what: 'playback', age: 1, report: { type: 'blocked' } },
    ],
  },
]
