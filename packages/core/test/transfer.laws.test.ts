import { pathTo } from '@patchcord/core/testing'
import { expect, test } from 'vitest'
import { hearingOf } from '../src/transfer/transfer.view.ts'
import { lawsOver } from './support/transfer-laws.ts'
import { looseWalk, top } from './support/transfer-model.ts'

lawsOver('any report at any time', looseWalk())

test('law 1: where the conversation ends with the agent, nothing but a hang-up ends it: no loss, no crash, no failure', () => {
  const walked = looseWalk({ afterHandover: 'end' })
  const silent = [...walked.states.values()].filter(
    ({ snapshot }) => top(snapshot) === 'idle' && !hearingOf(snapshot).output,
  )
  expect(silent.length).toBeGreaterThan(0)
  const wrong = silent.filter(({ snapshot }) => {
    const { result, endedBy } = snapshot.context.last?.result ?? {}
    return result !== 'handed-over' || !(endedBy === 'caller' || endedBy === 'agent')
  })
  expect(wrong.map(({ key }) => pathTo(walked, key).map(({ type }) => type))).toEqual([])
}, 30_000)
