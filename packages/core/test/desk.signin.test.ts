import { fusionpbx } from '@patchcord/core'
import { describe, expect, test } from 'vitest'
import { deskAt, deskStationNames, deskWorld, password } from './support/desk-world.ts'
import { nothing } from './support/world.ts'

describe('signing in', () => {
  test('is all that a signed-out desk can do; nothing is open', () => {
    const w = deskWorld()
    expect(w.view()).toEqual({
      state: 'signed-out',
      notice: 'signed-out',
      extension: null,
      can: ['SIGN_IN'],
      muted: false,
      hold: 'none',
      caller: null,
      alsoRinging: 0,
      failure: null,
      missed: [],
    })
    expect(w.open()).toEqual(nothing)
  })

  test('opens a line that registers the typed account, without the blanks around it', () => {
    const w = deskWorld()
    w.signIn(' 2001 ')
    expect(w.view()).toMatchObject({ state: 'connecting', extension: '2001' })
    expect(w.sip.line.config).toMatchObject({ register: true, account: { user: '2001', secret: { password } } })
  })

  test('is done once the line is registered, not when it is merely connected', () => {
    const w = deskAt('connecting')
    w.lineUp()
    expect(w.view().state).toBe('connecting')
    w.registered()
    expect(w.view()).toMatchObject({ state: 'ready', failure: null })
  })

  test.each([
    [403, 'first', 'auth-failed'],
    [401, 'first', 'auth-failed'],
    [403, 'accepted', 'forbidden'],
    [403, 'none', 'forbidden'],
    [404, 'none', 'not-found'],
  ] as const)('is refused by a %i to %s credentials as %s, and the line is let go', (status, credentials, code) => {
    const w = deskAt('connecting')
    w.refuse(status, credentials)
    expect(w.view()).toMatchObject({ state: 'refused', failure: { code, stage: 'line', sipStatus: status } })
    expect(w.view().failure?.remedy).toContain('extension 2001')
    expect(w.view().failure?.remedy).not.toMatch(/ACCOUNT|EXTENSION|context/)
    expect(w.open()).toEqual(nothing)
  })

  test('may be tried again after a refusal, over a new line', async () => {
    const w = deskAt('refused')
    expect(w.view().can).toContain('SIGN_IN')
    w.signIn('2002')
    expect(w.view()).toMatchObject({ state: 'connecting', extension: '2002', failure: null })
    await expect.poll(() => w.sip.lines.length).toBe(2)
    w.registered()
    expect(w.now()).toBe('ready:ready')
  })

  test('goes on by itself where the server cannot be reached', () => {
    const w = deskAt('connecting')
    w.lineDown()
    expect(w.view()).toMatchObject({
      state: 'recovering',
      failure: { code: 'server-unreachable', detail: 'closed 1006' },
    })
    w.registered()
    expect(w.view()).toMatchObject({ state: 'ready', failure: null })
  })

  test('goes on by itself where a REGISTER failed without a response', () => {
    const w = deskAt('connecting')
    w.sip.line.say({ type: 'registration-failed', detail: 'Request Timeout' })
    expect(w.view()).toMatchObject({
      state: 'recovering',
      failure: { code: 'server-unreachable', detail: 'Request Timeout' },
    })
    w.registered()
    expect(w.view()).toMatchObject({ state: 'ready', failure: null })
  })

  test('opens no line before the one of before has closed: that one still takes its registration back', async () => {
    const w = deskAt('ready')
    const { line } = w.sip
    let closed = () => {}
    line.close = () =>
      new Promise((resolve) => {
        closed = resolve
      })
    w.desk.send('SIGN_OUT')
    w.signIn()
    await Promise.resolve()
    expect([w.view().state, w.sip.lines.length]).toEqual(['connecting', 1])
    closed()
    await expect.poll(() => w.sip.lines.length).toBe(2)
    w.registered()
    expect(w.now()).toBe('ready:ready')
  })

  test('with a line that cannot be made, while the one of before closes, is refused', async () => {
    const w = deskAt('ready')
    w.sip.open = () => {
      throw new Error('no line')
    }
    w.desk.send('SIGN_OUT')
    w.signIn()
    await expect.poll(() => w.view()).toMatchObject({ state: 'refused', failure: { code: 'server-unreachable' } })
  })

  test('that is taken back while the line of before closes opens none', async () => {
    const w = deskAt('ready')
    w.desk.send('SIGN_OUT')
    w.signIn()
    w.desk.send('SIGN_OUT')
    await w.desk.dispose()
    expect([w.view().state, w.sip.lines.length]).toEqual(['signed-out', 1])
  })

  test('says so when nothing answers within its limit, and still waits', () => {
    const w = deskAt('connecting')
    w.clock.increment(11_999)
    expect(w.view().state).toBe('connecting')
    w.clock.increment(1)
    expect(w.view()).toMatchObject({ state: 'recovering', failure: { code: 'server-unreachable' } })
    w.registered()
    expect(w.now()).toBe('ready:ready')
  })

  test.each(['20 01', '', '2001@pbx.test', '<b>', '2001\r\nX: y', 'ü'])(
    'with %j typed is refused by its field, and not thrown',
    (extension) => {
      const w = deskWorld()
      w.signIn(extension)
      expect(w.view()).toMatchObject({ state: 'refused', failure: { code: 'invalid-request', field: 'extension' } })
      expect(JSON.stringify(w.view())).not.toContain(password)
      expect(w.sip.lines).toEqual([])
      w.signIn('2001')
      expect(w.view()).toMatchObject({ state: 'connecting', failure: null })
    },
  )

  test('throws on what is the page’s own mistake', () => {
    const own = new RangeError('the page’s own')
    let asked = 0
    const w = deskWorld({
      line(account) {
        asked += 1
        if (asked > 1) throw own
        return fusionpbx({ domain: 'pbx.test' }, { account })
      },
    })
    expect(() => w.signIn()).toThrow(own)
  })

  test.each(deskStationNames.filter((name) => name !== 'refused'))('does nothing while %s', (name) => {
    const w = deskAt(name)
    const view = w.view()
    w.signIn('2009')
    expect(w.view()).toBe(view)
    expect(w.sip.lines).toHaveLength(1)
  })
})

describe('the line', () => {
  test('that is lost is told, and comes back by itself', () => {
    const w = deskAt('recovering')
    expect(w.view().failure).toMatchObject({ code: 'server-unreachable' })
    w.lineUp()
    expect(w.view().state).toBe('recovering')
    w.registered()
    expect(w.view()).toMatchObject({ state: 'ready', failure: null })
  })

  test('that is lost may be signed out of', () => {
    const w = deskAt('recovering')
    w.desk.send('SIGN_OUT')
    expect(w.view()).toMatchObject({ state: 'signed-out', failure: null, extension: null })
    expect(w.open()).toEqual(nothing)
  })

  test('that is refused later is let go: the account was taken away', () => {
    const w = deskAt('ready')
    w.refuse(403, 'accepted')
    expect(w.view()).toMatchObject({ state: 'refused', failure: { code: 'forbidden' } })
    expect(w.open()).toEqual(nothing)
  })
})

describe('a registration that lapses', () => {
  test('is told, and made again by the line', () => {
    const w = deskAt('ready')
    w.sip.line.say({ type: 'registration-failed', detail: 'Request Timeout' })
    expect(w.view()).toMatchObject({ state: 'recovering', failure: { code: 'server-unreachable' } })
    w.registered()
    expect(w.view()).toMatchObject({ state: 'ready', failure: null })
    expect(w.sip.lines).toHaveLength(1)
  })

  test.each([
    ['ready', 408, 'server-unreachable'],
    ['ready', 500, 'server-error'],
    ['connecting', 503, 'server-error'],
  ] as const)('while %s by a %i is told as %s, and made again by the line', (from, status, code) => {
    const w = deskAt(from)
    w.refuse(status, 'none')
    expect(w.view()).toMatchObject({ state: 'recovering', failure: { code, sipStatus: status } })
    w.registered()
    expect(w.view()).toMatchObject({ state: 'ready', failure: null })
    expect(w.sip.lines).toHaveLength(1)
  })

  test('is no loss of the call that is up', () => {
    const w = deskAt('talking')
    w.sip.line.say({ type: 'registration-failed', detail: 'Request Timeout' })
    expect(w.view()).toMatchObject({ notice: 'talking', failure: { code: 'server-unreachable' } })
  })
})

describe('being ready', () => {
  test('may be switched off and on', () => {
    const w = deskAt('away')
    expect(w.view().can).toContain('GO_READY')
    w.desk.send('GO_READY')
    expect(w.now()).toBe('ready:ready')
    expect(w.view().can).toContain('GO_NOT_READY')
  })

  test('outlives signing out and in', async () => {
    const w = deskAt('away')
    w.desk.send('SIGN_OUT')
    w.signIn()
    await expect.poll(() => w.sip.lines.length).toBe(2)
    w.registered()
    expect(w.now()).toBe('not-ready:not-ready')
  })
})
