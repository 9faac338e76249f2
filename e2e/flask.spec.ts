import { execFileSync, spawnSync } from 'node:child_process'
import process from 'node:process'
import AxeBuilder from '@axe-core/playwright'
import { tones } from './support/fixtures.ts'
import { flaskFolder, flaskPin, flaskPython } from './support/flask.ts'
import type { FlaskCaller } from './support/flask-caller.ts'
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

test('the button records a clip, is locked until it is answered, and gives the microphone back', async ({
  flaskWith,
  openFlask,
}) => {
  const caller = await openFlask(await flaskWith(before))
  await caller.ready()
  await caller.flask.understands('What are your opening hours?')
  await caller.speaks()
  expect(await caller.page.evaluate(() => window.probe.open().tracks)).toBe(1)
  await caller.stops()
  await expect(caller.transcript).toContainText('You: What are your opening hours?')
  await expect(caller.transcript).toContainText('from nine in the morning to six in the evening')
  await caller.isFree()
  await expect(caller.status).toHaveText('Click to speak')
  expect(await caller.page.evaluate(() => window.probe.open().tracks)).toBe(0)
  // The first bytes of a WebM file.
  expect(await caller.flask.received('stop_recording')).toEqual([
    { event: 'stop_recording', payload: { audio: expect.stringMatching(/^GkXfo/) } },
  ])
})

test('a status line alone does not free the button', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith(before))
  await caller.ready()
  await caller.page.evaluate('lockButton()')
  await caller.flask.emit('status', { message: 'Transcribing …' })
  await expect(caller.status).toHaveText('Transcribing …')
  await expect(caller.button).toBeDisabled()
  await caller.flask.emit('transcription', { success: false, message: 'Nothing was understood.' })
  await caller.isFree()
})

for (const server of ['before', 'after'] as const)
  test(`asking for a human: the server's messages in their order, ${server} the change`, async ({
    flaskWith,
    openFlask,
  }) => {
    const caller = await openFlask(await flaskWith({ server, page: 'before' }))
    await caller.ready()
    await caller.says(ask)
    expect(await caller.told('agent_response')).toEqual({
      success: true,
      text: 'I am connecting you to our support team now.',
      audio: expect.stringMatching(/^[\w+/]{1000,}=*$/),
      transfer: true,
    })
    expect(await caller.heardOf()).toEqual([
      'recording_started',
      'status',
      'transcription',
      'transfer_initiated',
      'transfer_status',
      'agent_response',
    ])
    expect(await caller.told('status')).toEqual({ message: 'Transcribing …' })
    expect(await caller.told('transcription')).toEqual({ success: true, text: ask, method: 'local' })
    const direct = { direct_transfer: true, fusionpbx_domain: 'localhost', wss_port: caller.flask.pbxPort }
    const initiated = await caller.told('transfer_initiated')
    expect(initiated).toEqual({
      success: true,
      extension: '2001',
      department: 'support',
      reason: ask,
      message: 'I am connecting you to our support team now.',
      instructions: { extension: '2001', department: 'support', reason: ask },
      call_started: false,
      call_details: { error: 'The bridge is switched off.' },
      ...(server === 'after' ? direct : {}),
    })
    await expect(caller.transcript.locator('strong', { hasText: 'Transferring your call' })).toBeVisible()
    await expect(caller.transcript).toContainText('Transfer failed: The bridge is switched off.')
    expect(await caller.told('transfer_status')).toEqual({
      success: false,
      details: { error: 'The bridge is switched off.' },
    })
  })

test('a clip of which nothing is understood', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith(before))
  await caller.ready()
  await caller.speaks()
  await caller.stops()
  await caller.isFree()
  expect(await caller.told('transcription')).toEqual({
    success: false,
    message: "I got your recording, but this demo can't understand speech. Please type instead.",
  })
})

test('where the synthesis fails, no sentence announces the transfer', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith({ ...before, synthesis: 'fails', pause: 0 }))
  await caller.ready()
  await caller.writes(ask)
  await caller.told('transfer_status')
  // The next answer comes after the time for the sentence.
  await caller.writes(ask)
  await expect(caller.transcript).toContainText('I am already connecting you.')
  expect((await caller.heardOf()).filter((event) => event === 'agent_response')).toHaveLength(1)
})

test('the bridge rings the agent: the page is told so, and not to dial', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith({ page: 'before', bridge: 'rings' }))
  await caller.ready()
  await caller.writes(ask)
  await expect(caller.transcript).toContainText('The agent is being called')
  const initiated = await caller.told('transfer_initiated')
  expect(initiated).toMatchObject({
    call_started: true,
    call_details: { call_sid: expect.any(String), user_call_sid: expect.any(String) },
  })
  expect(initiated).not.toHaveProperty('direct_transfer')
})

test('the bridge fails: it says why, and the page is not told to dial', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith({ page: 'before', bridge: 'fails' }))
  await caller.ready()
  await caller.writes(ask)
  await expect(caller.transcript).toContainText('Transfer failed: The bridge could not reach the agent')
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
    await caller.writes(ask)
    await caller.told('transfer_initiated')
    await caller.sends(event, message)
    expect(await caller.told('error')).toMatchObject({ field, message: expect.stringContaining(`${field}: expected`) })
    await caller.writes(ask)
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
  await caller.writes(ask)
  await caller.told('transfer_initiated')
  expect(await caller.acknowledged('transfer_outcome', outcome)).toEqual({ id: 'one' })
  await caller.writes(ask)
  const initiations = async () => (await caller.heardOf()).filter((event) => event === 'transfer_initiated').length
  await expect.poll(initiations).toBe(2)
  expect(await caller.acknowledged('transfer_outcome', outcome)).toEqual({ id: 'one' })
  await caller.writes(ask)
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
  await talking.writes(ask)
  await talking.told('transfer_initiated')
  await talking.sends('transfer_progress', { transferId: 'two', state: 'confirmed' })
  const older = await openFlask(flask)
  await older.ready()
  await older.writes(ask)
  await expect(async () => {
    await older.writes(ask)
    const initiations = (await older.heardOf()).filter((event) => event === 'transfer_initiated')
    expect(initiations.length).toBeGreaterThan(1)
  }).toPass()
  await talking.writes(ask)
  await expect(talking.transcript).toContainText('I am already connecting you.')
})

test('a page that comes back has no transfer in progress', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith({ page: 'before' }))
  for (const visit of [1, 2]) {
    await test.step(`visit ${visit}`, async () => {
      await caller.ready()
      await caller.writes(ask)
      await caller.told('transfer_initiated')
    })
    await caller.page.reload()
  }
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
  await caller.writes(ask)
  await expect(caller.transcript).toContainText('Transfer failed')
  expect(await violations()).toEqual([])
})

/** The page's client, as its script tag gives it. */
declare const io: (
  path: string,
  options: object,
) => {
  on(event: string, listener: (message: { success: boolean; message?: string }) => void): void
  emit(event: string, message: object): void
  close(): void
}

/** Tries PINs on connections of their own, all at once, and gets what the server says of each. */
function tryPins({ page }: FlaskCaller, pins: readonly string[]): Promise<string[]> {
  const tryAll = (all: readonly string[]) =>
    Promise.all(
      all.map(
        (pin) =>
          new Promise<string>((resolve) => {
            const socket = io('/voice', { transports: ['websocket'], forceNew: true, reconnection: false })
            socket.on('authenticated', ({ success, message }) => {
              socket.close()
              resolve(success ? 'signed in' : String(message))
            })
            socket.emit('authenticate', { pin })
          }),
      ),
    )
  return page.evaluate(tryAll, pins)
}

test('wrong PINs count by address, whatever the number of connections', async ({ flaskWith, openFlask }) => {
  const caller = await openFlask(await flaskWith(before))
  await expect(caller.status).toHaveText('Please enter your PIN')
  const said = await tryPins(
    caller,
    Array.from({ length: 40 }, (_, turn) => String(1000 + turn)),
  )
  // Three are free, then one after 1 s, 3 s and 7 s: it takes a while to open so many connections.
  expect(said.filter((one) => one === 'That PIN is wrong.').length).toBeLessThanOrEqual(6)
  expect(said.filter((one) => /^Too many wrong PINs. Try again in \d s.$/.test(one)).length).toBeGreaterThanOrEqual(34)
  expect(await tryPins(caller, [flaskPin])).toEqual([expect.stringMatching(/^Too many wrong PINs/)])
  await expect(async () => expect(await tryPins(caller, [flaskPin])).toEqual(['signed in'])).toPass()
})

test('each wrong PIN after the third doubles the wait; few addresses are kept, and a subscriber is one of them', () => {
  const checks = `
from sign_in import Tries, MOST_ADDRESSES
now = [0.0]
tries = Tries(lambda: now[0])
waits = []
for _ in range(16):
    tries.failed('192.0.2.1')
    waits.append(tries.wait('192.0.2.1'))
    now[0] += tries.wait('192.0.2.1')
print(waits)
for _ in range(4):
    tries.failed('2001:db8::1')
print(tries.wait('2001:db8::ffff'), tries.wait('2001:db8:0:1::1'), tries.wait('::ffff:192.0.2.9'))
for number in range(MOST_ADDRESSES):
    tries.failed(f'10.0.{number // 256}.{number % 256}')
print(len(tries.wrong) == MOST_ADDRESSES, tries.wait('2001:db8::1'))
`
  const printed = execFileSync(flaskPython, ['-c', checks], {
    cwd: flaskFolder,
    encoding: 'utf8',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  })
  const waits = [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900].map((wait) => `${wait}.0`)
  expect(printed).toBe(`[${waits.join(', ')}]\n2.0 0.0 0.0\nTrue 0.0\n`)
})

test('with the demo PIN, the callers’ password keeps the server from starting', () => {
  const env = { ...process.env, VOICE_PIN: '1234', SIP_PASSWORD: 'pwtransfer', PYTHONDONTWRITEBYTECODE: '1' }
  const { status, stderr } = spawnSync(flaskPython, ['server.py', '--port', '0'], {
    cwd: flaskFolder,
    encoding: 'utf8',
    timeout: 10_000,
    env,
  })
  expect(status).toBe(2)
  expect(stderr).toContain('SIP_PASSWORD: everybody knows the demo PIN. Set VOICE_PIN to one of your own.')
})
