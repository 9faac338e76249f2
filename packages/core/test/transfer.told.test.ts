import { createTransfer, fusionpbx } from '@patchcord/core'
import { mockAssistant, mockMedia, mockStack } from '@patchcord/core/mock'
import { describe, expect, test } from 'vitest'
import { arriveAt, requestAt } from './support/stations.ts'
import { world } from './support/world.ts'

const names = (timeline: readonly { readonly name: string }[] = []) => timeline.map(({ name }) => name)

describe('the log tells an administrator', () => {
  test('that a request was accepted, by its id', () => {
    const w = arriveAt('connecting')
    const id = w.assistant.steps.at(-1)?.transferId
    expect(w.log).toContainEqual({
      level: 'info',
      message: expect.stringContaining('accepted'),
      data: { transferId: id },
    })
  })

  test('that the server’s own bridge is calling, by the request’s id', () => {
    const w = world()
    w.ask({ call_started: true })
    expect(w.log).toContainEqual({
      level: 'info',
      message: expect.stringContaining('bridge'),
      data: { transferId: expect.stringMatching(/^[0-9a-f]{16}$/) },
    })
  })

  test('that the bridge failed, by the same id', () => {
    const w = world()
    w.ask({ call_started: true })
    const [called] = w.log
    w.assistant.say({ type: 'transfer-status', message: { success: false } })
    expect(w.outcomes).toMatchObject([{ transferId: called?.data?.['transferId'] }])
  })

  test('of a transfer_status, and of nothing else that the assistant says, that it is the bridge’s', () => {
    const w = world()
    w.assistant.say({ type: 'transfer-status', message: { success: true } })
    expect(w.log).toEqual([{ level: 'info', message: expect.stringContaining('bridge') }])
    w.speak('spoken')
    expect(w.log).toHaveLength(1)
  })

  test('how it ended, and why where it failed', () => {
    const failed = arriveAt('ringing')
    failed.refuse(486)
    expect(failed.log.at(-1)?.message).toContain('returned: busy')
    const fine = arriveAt('talking')
    fine.bye()
    expect(fine.log.at(-1)?.message).toMatch(/handed-over$/)
  })

  test('the code, where there is nothing more to tell, and the remedy, as sentences', () => {
    const w = arriveAt('ringing')
    w.clock.increment(25_000)
    const { failure } = w.outcomes[0] ?? {}
    expect(w.log.at(-1)?.message).toBe(`transfer returned: no-answer. ${failure?.remedy}`)
  })
})

describe('a timeline', () => {
  test('is its own transfer’s: a request that comes meanwhile neither stands in it nor begins it anew', () => {
    const w = arriveAt('talking')
    w.ask({ extension: '2005' })
    w.bye()
    expect(names(w.outcomes[0]?.timeline).filter((name) => name === 'requested')).toHaveLength(1)
    expect(names(w.outcomes[0]?.timeline)).toContain('confirmed:talking')
  })

  test('tells nothing twice: a mute is no step', () => {
    const w = arriveAt('talking')
    const steps = w.assistant.steps.length
    w.transfer.send('MUTE')
    w.transfer.send('UNMUTE')
    expect(w.assistant.steps).toHaveLength(steps)
    w.bye()
    const told = names(w.outcomes[0]?.timeline)
    expect(told).toEqual([...new Set(told)])
  })

  test('tells a step that the screen calls by the same word', () => {
    const w = arriveAt('draining')
    w.transfer.send('CANCEL')
    expect(w.assistant.steps.slice(-2)).toMatchObject([
      { state: 'failed', detail: 'hanging-up' },
      { state: 'cleanup', detail: 'hanging-up' },
    ])
  })

  test('counts whole milliseconds from the request, by the page’s own clock where no other is given', async () => {
    const ports = { sip: mockStack(), media: mockMedia(), assistant: mockAssistant() }
    const transfer = createTransfer({ ...ports, line: fusionpbx({ domain: 'pbx.test' }) })
    const asked = transfer.request({ targets: ['2001'] })
    transfer.send('CANCEL')
    const times = (await asked).timeline.map(({ at }) => at)
    expect(times.length).toBeGreaterThan(1)
    for (const at of times) expect(Number.isInteger(at) && at >= 0 && at < 5000).toBe(true)
    await transfer.dispose()
  })
})

describe('a request that was never begun', () => {
  test('has neither attempts nor a timeline, while another one runs', async () => {
    const w = requestAt('ringing', ['2001'])
    expect(await w.transfer.request({ targets: ['2002'] })).toMatchObject({ attempts: [], timeline: [] })
  })

  test('is refused because another one runs, whatever else is wrong with it', async () => {
    const w = requestAt('ringing', ['2001'])
    const { failure } = await w.transfer.request({ targets: ['0900123456'] })
    expect(failure).toMatchObject({ code: 'invalid-request', detail: expect.stringContaining('running') })
  })

  test('of a disposed transfer says so', async () => {
    const w = world()
    await w.transfer.dispose()
    const outcome = await w.transfer.request({ targets: ['2001'] })
    expect(outcome).toMatchObject({
      attempts: [],
      timeline: [],
      failure: { detail: expect.stringContaining('disposed') },
    })
  })
})
