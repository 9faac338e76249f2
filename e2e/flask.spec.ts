import AxeBuilder from '@axe-core/playwright'
import { tones } from './support/fixtures.ts'
import { flaskPin } from './support/flask.ts'
import { expect, test } from './support/flask-fixtures.ts'
import { toneWav } from './support/tone.ts'

const before = { server: 'before', page: 'before' } as const
const ask = 'I want support, transfer me to an agent'

test('the page signs in with the PIN alone, and the greeting is heard', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith(before))
  await caller.signIn('0000')
  await expect(caller.status).toHaveText('That PIN is wrong.')
  await caller.page.getByLabel('PIN').fill(flaskPin)
  await caller.page.getByRole('button', { name: 'Sign in' }).click()
  await expect(caller.status).toHaveText('Ready')
  await expect(caller.transcript).toContainText('How can I help you?')
  const heard = () => caller.page.evaluate(() => window.probe.heard('assistant'))
  await expect.poll(heard, { intervals: [50] }).toBeGreaterThan(0)
  expect(await (await fetch(caller.flask.url)).text()).not.toContain(flaskPin)
})

test('the assistant speaks from elements that nobody keeps', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith(before))
  await caller.ready()
  const audio = toneWav(tones.assistant, 10, 16_000).toString('base64')
  await caller.flask.emit('agent_response', { success: true, text: 'A tone.', audio })
  await caller.hears('assistant', tones.assistant)
  expect(await caller.page.locator('audio').count()).toBe(0)
})

test('what cannot be played is tried in six formats', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith(before), {
    before: () => {
      const sources: string[] = []
      const NativeAudio = window.Audio
      window.Audio = class extends NativeAudio {
        constructor(source?: string) {
          super(source)
          sources.push(String(source).slice(0, 16))
        }
      }
      Object.assign(window, { sources })
    },
  })
  await caller.ready()
  await caller.flask.emit('agent_response', { success: true, text: 'Noise.', audio: 'bm90IGEgc291bmQ=' })
  await expect(caller.status).toHaveText('The answer could not be played')
  const sources = await caller.page.evaluate(() => (window as unknown as { sources: string[] }).sources)
  const formats = ['mp3', 'wav', 'ogg', 'webm', 'mpeg', 'mp4']
  expect(sources.slice(-6)).toEqual(formats.map((format) => `data:audio/${format};base64`.slice(0, 16)))
})

test('holding the button records a clip, and letting go gives the microphone back', async ({
  flaskWith,
  openFlask,
}) => {
  const caller = await openFlask(await flaskWith(before))
  await caller.ready()
  await caller.flask.understands('What are your opening hours?')
  await caller.holdsToTalk()
  expect(await caller.page.evaluate(() => window.probe.open().tracks)).toBe(1)
  await caller.letsGo()
  await expect(caller.transcript).toContainText('You: What are your opening hours?')
  await expect(caller.transcript).toContainText('from nine in the morning to six in the evening')
  expect(await caller.page.evaluate(() => window.probe.open().tracks)).toBe(0)
  // The first bytes of a WebM file.
  expect(await caller.flask.received('stop_recording')).toEqual([
    { event: 'stop_recording', payload: { audio: expect.stringMatching(/^GkXfo/) } },
  ])
})

for (const server of ['before', 'after'] as const)
  test(`asking for a human: the server's messages in their order, ${server} the change`, async ({
    flaskWith,
    openFlask,
  }) => {
    const caller = await openFlask(await flaskWith({ server, page: 'before' }))
    await caller.ready()
    await caller.says(ask)
    expect(await caller.told('agent_response')).toMatchObject({ success: true, transfer: true })
    expect(await caller.heardOf()).toEqual(['status', 'transfer_initiated', 'transfer_status', 'agent_response'])
    const direct = {
      direct_transfer: true,
      fusionpbx_domain: 'localhost',
      wss_port: await caller.page.evaluate('window.FUSIONPBX_CONFIG.wss_port'),
    }
    const initiated = await caller.told('transfer_initiated')
    expect(initiated).toEqual({
      success: true,
      extension: '2001',
      department: 'support',
      reason: ask,
      message: 'I am connecting you to our support team now.',
      instructions: 'Please stay on this page.',
      call_started: false,
      call_details: { error: 'The bridge is switched off.' },
      ...(server === 'after' ? direct : {}),
    })
    await expect(caller.transcript.locator('strong', { hasText: 'Transferring your call' })).toBeVisible()
    await expect(caller.transcript).toContainText('Transfer failed: The bridge is switched off.')
    await expect(caller.status).toHaveText('Transfer failed: The bridge is switched off.')
  })

test('the bridge rings the agent: the page is told so, and not to dial', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith({ page: 'before', bridge: 'rings' }))
  await caller.ready()
  await caller.says(ask)
  await expect(caller.status).toHaveText('The agent is being called')
  const initiated = await caller.told('transfer_initiated')
  expect(initiated).toMatchObject({ call_started: true, call_details: { status: 'queued' } })
  expect(initiated).not.toHaveProperty('direct_transfer')
})

test('the bridge fails: it says why, and the page is not told to dial', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith({ page: 'before', bridge: 'fails' }))
  await caller.ready()
  await caller.says(ask)
  await expect(caller.status).toContainText('Transfer failed: The bridge could not reach the agent')
  const initiated = await caller.told('transfer_initiated')
  expect(initiated).toMatchObject({ call_started: false, call_details: { error: expect.any(String) } })
  expect(initiated).not.toHaveProperty('direct_transfer')
})

for (const [event, message, field] of [
  ['user_text', { text: 5 }, 'text'],
  ['user_text', 'hello', 'text'],
  ['stop_recording', { audio: 'not a sound' }, 'audio'],
  ['authenticate', {}, 'pin'],
  ['transfer_outcome', { id: 'a b', result: 'returned' }, 'id'],
  ['transfer_outcome', { id: 'a' }, 'result'],
  ['transfer_progress', { transferId: 'a', state: null }, 'state'],
] as const)
  test(`a malformed ${event} is refused by its field: ${JSON.stringify(message)}`, async ({ flaskWith, openFlask }) => {
    const caller = await openFlask(await flaskWith({ page: 'before' }))
    await caller.ready()
    await caller.says(ask)
    await caller.told('transfer_initiated')
    await caller.sends(event, message)
    expect(await caller.told('error')).toMatchObject({ field, message: expect.stringContaining(`${field}: expected`) })
    await caller.says(ask)
    await expect(caller.transcript).toContainText('I am already connecting you.')
    expect(caller.flask.output()).not.toContain('Traceback')
  })

test('nothing is answered before the PIN', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith({ page: 'before' }))
  await expect(caller.status).toHaveText('Please enter your PIN')
  await caller.sends('user_text', { text: ask })
  await expect(caller.status).toHaveText('Sign in with the PIN first.')
})

test('an outcome is acknowledged and ends the transfer; the same one once more changes nothing', async ({
  flaskWith,
  openFlask,
}) => {
  const caller = await openFlask(await flaskWith({ page: 'before' }))
  await caller.ready()
  const outcome = { id: 'one', result: 'returned' }
  await caller.says(ask)
  await caller.told('transfer_initiated')
  expect(await caller.acknowledged('transfer_outcome', outcome)).toEqual({ id: 'one' })
  await caller.says(ask)
  const initiations = async () => (await caller.heardOf()).filter((event) => event === 'transfer_initiated').length
  await expect.poll(initiations).toBe(2)
  expect(await caller.acknowledged('transfer_outcome', outcome)).toEqual({ id: 'one' })
  await caller.says(ask)
  await expect(caller.transcript).toContainText('I am already connecting you.')
  expect(await initiations()).toBe(2)
})

test('the server as it was does not listen to an outcome', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith(before))
  await caller.ready()
  expect(await caller.acknowledged('transfer_outcome', { id: 'one' }, 500)).toBe('no acknowledgement')
  expect(await caller.flask.received('transfer_outcome')).toHaveLength(1)
})

test('a transfer without news is over after a while; one with an agent is not', async ({ flaskWith, openFlask }) => {
  const flask = await flaskWith({ page: 'before', forget: 1, pause: 0 })
  const talking = await openFlask(flask)
  await talking.ready()
  await talking.says(ask)
  await talking.told('transfer_initiated')
  await talking.sends('transfer_progress', { transferId: 'two', state: 'confirmed' })
  const older = await openFlask(flask)
  await older.ready()
  await older.says(ask)
  await expect(async () => {
    await older.says(ask)
    const initiations = (await older.heardOf()).filter((event) => event === 'transfer_initiated')
    expect(initiations.length).toBeGreaterThan(1)
  }).toPass()
  await talking.says(ask)
  await expect(talking.transcript).toContainText('I am already connecting you.')
})

test('a page that comes back has no transfer in progress', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith({ page: 'before' }))
  for (const visit of [1, 2]) {
    await test.step(`visit ${visit}`, async () => {
      await caller.ready()
      await caller.says(ask)
      await caller.told('transfer_initiated')
    })
    await caller.page.reload()
  }
})

test('the page reaches the switchboard by what FUSIONPBX_CONFIG says', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith({ page: 'before' }))
  const protocol = await caller.page.evaluate(() => {
    const { transport, domain, wss_port } = (window as unknown as { FUSIONPBX_CONFIG: Record<string, unknown> })
      .FUSIONPBX_CONFIG
    const sip = new WebSocket(`${transport}://${domain}:${wss_port}`, 'sip')
    return new Promise((resolve) => {
      sip.onopen = () => resolve(sip.protocol)
      sip.onclose = () => resolve('refused')
    })
  })
  expect(protocol).toBe('sip')
})

test('JsSIP is on the page where it is asked for', async ({ flaskWith, openFlask }) => {
  const flask = await flaskWith({ page: 'before' })
  const version = ({ page }: Awaited<ReturnType<typeof openFlask>>) => page.evaluate('window.JsSIP?.version')
  expect(await version(await openFlask(flask))).toBeUndefined()
  expect(await version(await openFlask(flask, { query: '?jssip' }))).toBe('3.10.1')
})

test('axe finds nothing on the page', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith(before))
  const violations = async () => (await new AxeBuilder({ page: caller.page }).analyze()).violations.map(({ id }) => id)
  await expect(caller.status).toHaveText('Please enter your PIN')
  expect(await violations()).toEqual([])
  await caller.ready()
  await caller.says(ask)
  await expect(caller.status).toContainText('Transfer failed')
  expect(await violations()).toEqual([])
})
