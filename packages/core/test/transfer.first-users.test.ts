import { describe, expect, test } from 'vitest'
import { arriveAt, stations } from './support/stations.ts'
import { world } from './support/world.ts'

/** What the first users' server really sends, in its order; the values are made up. */
const reason = 'The caller says:\n"My kettle is broken.\r\nIt leaks."\n\n**Please** hurry. '.repeat(150)
const initiated = {
  success: true,
  extension: '2001',
  department: `support\nfor kettles, ${'toasters, '.repeat(40)}and ovens`,
  reason,
  instructions: { extension: '2001', department: 'support', reason },
  message: 'Transferring you now.',
  call_started: false,
  call_details: { error: 'Unable to create record' },
}
const failed = { success: false, details: { error: 'Unable to create record' } }
type World = ReturnType<typeof world>
const status = (w: World, message: object) => w.assistant.say({ type: 'transfer-status', message })

describe('a caller of the first users’ server', () => {
  test('reaches the agent, whatever a language model wrote into the texts', () => {
    expect(reason.length).toBeGreaterThan(10_000)
    const w = world({ sendTopic: true })
    w.ask(initiated)
    status(w, failed)
    stations.talking.go(w)
    expect(w.now()).toBe('confirmed:talking')
    expect(w.dialled()).toEqual(['sip:2001@pbx.test'])
    expect(w.view().department).toMatch(/^support for kettles, .{60,}…$/)
    const headers = w.sip.call.headers.map(({ name, value }) => `${name}: ${value}`)
    expect(headers.join('\r\n').length).toBeLessThanOrEqual(512)
    for (const header of headers) expect(header).toMatch(/^[^\r\n]+$/)
  })

  test('is warned of in the log by the names of the fields, without what they held', () => {
    const w = world()
    w.ask(initiated)
    const warnings = w.log.filter(({ level }) => level === 'warn').map(({ message }) => message)
    expect(warnings).toEqual([
      expect.stringContaining('department: cut to 100 characters'),
      expect.stringContaining('reason: cut to 4000 characters'),
    ])
    expect(warnings.join()).not.toMatch(/kettle/)
  })

  test('keeps the call while the server reports its own bridge, whatever it says', () => {
    for (const station of ['connecting', 'dialing', 'ringing', 'joining', 'talking'] as const) {
      const w = arriveAt(station)
      const before = w.view()
      for (const details of [failed.details, 'text', null, 5, { error: { code: 1 } }])
        for (const success of [true, false]) status(w, { success, details })
      expect(w.view()).toBe(before)
      expect(w.outcomes).toEqual([])
    }
  })

  test('is left to the bridge that rings, until that fails; its error is for the Details', () => {
    const w = world()
    w.ask({ ...initiated, call_started: true, call_details: { call_sid: 'CA1', user_call_sid: 'CA2' } })
    status(w, { success: true, details: { call_sid: 'CA1', user_call_sid: 'CA2' } })
    expect([w.now(), w.view().ringsCaller]).toEqual(['idle:bridged', true])
    status(w, { success: false, details: { error: `No\nanswer ${'x'.repeat(500)}` } })
    expect(w.outcomes[0]).toMatchObject({
      result: 'refused',
      failure: { code: 'not-offered', detail: expect.stringMatching(/^No answer x{150,200}…$/) },
    })
    expect([w.dialled(), w.view().ringsCaller]).toEqual([[], false])
  })
})
