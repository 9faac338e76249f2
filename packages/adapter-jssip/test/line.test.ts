import { expect, it } from 'vitest'
import { jssip } from '../src/index.ts'
import { lines } from './scenarios/line.ts'
import { configFor, fact, startPbx } from './support/lab.ts'

lines(jssip)

it('takes a library that is already there', async () => {
  const pbx = await startPbx()
  let loads = 0
  const load = async () => {
    loads += 1
    if (loads < 3) throw new Error('the network is down')
    return (await import('jssip')).default
  }
  const reports: string[] = []
  const line = jssip({ load }).open(configFor(pbx), (report) => {
    reports.push(report.type === 'disconnected' ? report.detail : report.type)
  })
  await fact(() => expect(reports).toContain('connected'))
  expect(reports.filter((report) => report !== 'connecting')).toEqual([
    'the SIP library could not be started: Error: the network is down',
    'connected',
  ])
  await line.close()
})
