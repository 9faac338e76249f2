import { expect, test } from 'vitest'
import type { LogEntry } from '../src/index.ts'
import { mockStack } from '../src/mock/index.ts'
import type { LineReport } from '../src/sip/index.ts'
import { logged } from '../src/sip/logged.ts'
import { configOf, mockArena } from '../src/testing/index.ts'

test('what a line could not read is named in the log, and told on', async () => {
  const entries: LogEntry[] = []
  const reports: LineReport[] = []
  const mock = mockStack()
  const { far, leave } = await mockArena().enter({ simulatedTime: false, browser: {} })
  logged(mock, (entry) => entries.push(entry)).open(configOf({}, far, mockArena().limits), (report) =>
    reports.push(report),
  )
  mock.line.say({ type: 'unreadable', header: 'Contact' })
  mock.line.say({ type: 'connecting', server: 'wss://pbx.test' })
  expect(entries).toEqual([{ level: 'warn', message: 'the PBX sent what could not be read: Contact' }])
  expect(reports.map(({ type }) => type)).toEqual(['unreadable', 'connecting'])
  await leave()
})
