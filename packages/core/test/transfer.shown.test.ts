import { describe, expect, test } from 'vitest'
import { requestAt } from './support/stations.ts'
import { world } from './support/world.ts'

describe('the extension on the screen', () => {
  const three = ['2001', '2002', '2003']

  test('is the one that was called last, once the transfer is over', () => {
    const w = requestAt('ringing', three)
    for (const _ of three) w.refuse(486)
    expect(w.view()).toMatchObject({ notice: 'returned', extension: '2003' })
  })

  test('is the one at which the caller gave up', () => {
    const w = requestAt('ringing', three)
    w.refuse(486)
    w.transfer.send('CANCEL')
    expect(w.view()).toMatchObject({ notice: 'abandoned', extension: '2002' })
  })

  test('is the one that was to be called, where none was', () => {
    const w = requestAt('connecting', three)
    w.transfer.send('CANCEL')
    expect(w.view()).toMatchObject({ notice: 'abandoned', extension: '2001' })
  })
})

test('a caller who gives up while it rings still has the assistant, though the conversation would end with the agent', () => {
  const w = world({ afterHandover: 'end' }, { obeysHangup: false })
  w.ask()
  w.lineUp()
  w.grant()
  w.ring()
  w.transfer.send('CANCEL')
  expect(w.view()).toMatchObject({ state: 'cleanup', voice: 'assistant', hearing: { output: true } })
})

describe('what the server says of its own bridge', () => {
  const failed = (details: unknown) => {
    const w = world()
    w.ask({ call_started: true })
    w.assistant.say({ type: 'transfer-status', message: { success: false, details } })
    return w.view().failure
  }

  test('is shown no longer than a few lines', () => {
    expect(failed('x'.repeat(5000))?.detail).toMatch(/^x{100,300}…$/)
  })

  test('is not shown where it is no text', () => {
    expect(failed({ code: 17 })).toMatchObject({ code: 'not-offered' })
    expect(failed({ code: 17 })).not.toHaveProperty('detail')
  })
})

test('a line that fails by a setting of the page says which one, and is not tried again', () => {
  const w = world()
  w.ask()
  const detail = 'expected text, or a function that gives it.'
  w.sip.line.say({ type: 'disconnected', server: 'wss://pbx.test:7443', detail, setting: 'account.secret' })
  expect(w.view()).toMatchObject({
    notice: 'returned',
    failure: { code: 'internal', stage: 'line', field: 'account.secret', detail },
  })
})
