import { chromium, type Page } from '@playwright/test'
import { launchOptions } from './chromium.ts'
import type { Desk } from './support/desk.ts'
import { launchWithoutMicrophone, tones } from './support/fixtures.ts'
import { FlaskCaller } from './support/flask-caller.ts'
import { expect, test } from './support/flask-fixtures.ts'
import { toneWav } from './support/tone.ts'

const heldBack = 'Not sent: the assistant does not hear what is said during a call.'
const ask = 'I want support, transfer me to an agent'

interface Sentence {
  readonly source: string
  readonly muted: boolean
  readonly whole: boolean
}

/** Runs in the page: keeps how every sentence of the assistant ended. */
function keepSentences() {
  const sentences: Sentence[] = []
  const NativeAudio = window.Audio
  window.Audio = class extends NativeAudio {
    constructor(source = '') {
      super(source)
      this.addEventListener('ended', () =>
        sentences.push({ source, muted: this.muted, whole: this.currentTime >= this.duration }),
      )
    }
  }
  Object.assign(window, { sentences })
}

/** The sentences that announced a transfer, and have ended. */
async function announcements(caller: FlaskCaller): Promise<Sentence[]> {
  return caller.page.evaluate(() => {
    const { said, sentences } = window as unknown as Window & { sentences: Sentence[] }
    const announcing = said.filter(({ message }) => message?.['transfer'] === true)
    return sentences.filter(({ source }) => announcing.some(({ message }) => source.endsWith(String(message['audio']))))
  })
}

/** The caller asks, the sentence is spoken whole, the agent answers. */
async function handOver(caller: FlaskCaller, agent: Desk): Promise<void> {
  const before = (await announcements(caller)).length
  await caller.says(ask)
  await expect.poll(async () => (await announcements(caller)).length, { timeout: 15_000 }).toBe(before + 1)
  expect((await announcements(caller)).at(-1)).toMatchObject({ muted: false, whole: true })
  await agent.answers()
  await caller.is('confirmed', 'talking')
}

for (const [query, version] of [
  ['?jssip', '3.10.1'],
  ['', '3.13.8'],
] as const)
  test(`ten hand-overs in a row, with JsSIP ${version} ${query ? 'of the page' : 'of its own'}`, async ({
    openFlask,
    agent,
  }) => {
    test.setTimeout(180_000)
    const loaded: string[] = []
    const agents = new Set<string | undefined>()
    const caller = await openFlask(undefined, {
      query,
      before: keepSentences,
      opened(page) {
        page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
        page.on('websocket', (socket) =>
          socket.on('framesent', ({ payload }) => {
            if (String(payload).startsWith('INVITE '))
              agents.add(/^User-Agent: (.*)$/m.exec(String(payload))?.[1]?.trim())
          }),
        )
      },
    })
    await caller.ready()
    for (let round = 1; round <= 10; round++) {
      await caller.flask.understands('What are your opening hours?')
      await caller.holdsToTalk()
      await caller.letsGo()
      await expect(caller.transcript.getByText('You: What are your opening hours?')).toHaveCount(round)
      await handOver(caller, agent)
      await caller.hears('call', tones.agent)
      await agent.hears(tones.caller)
      await (round % 2 ? caller : agent).press('Hang up')
      await caller.is('idle', 'handed-over')
      await agent.is('ready')
      expect(await caller.outcome(round)).toMatchObject({ result: 'handed-over' })
    }
    await caller.holdsNothing()
    await agent.holdsTheLineAlone()
    expect([...agents]).toEqual([`JsSIP ${version}`])
    expect(loaded.includes('/static/patchcord-jssip.js')).toBe(query === '')
    expect(await caller.flask.received('transfer_outcome')).toHaveLength(10)
  })

/** In a talk with the agent, both heard. */
async function talking(caller: FlaskCaller, agent: Desk): Promise<void> {
  await caller.says(ask)
  await agent.answers()
  await caller.is('confirmed', 'talking')
  await caller.hears('call', tones.agent)
  await agent.hears(tones.caller)
}

const recordings = async ({ flask }: FlaskCaller) =>
  (await flask.received()).filter(({ event }) => event.endsWith('_recording')).map(({ event }) => event)

test('push-to-talk in mid-call neither disturbs the call nor reaches the assistant', async ({ openFlask, agent }) => {
  const caller = await openFlask()
  await caller.ready()
  await talking(caller, agent)
  await caller.presses()
  await expect.poll(() => caller.page.evaluate(() => window.probe.open().tracks)).toBe(2)
  await caller.letsGo()
  await expect(caller.status).toHaveText(heldBack)
  await agent.hears(tones.caller)
  await caller.hears('call', tones.agent)
  await caller.is('confirmed', 'talking')
  await caller.press('Hang up')
  await caller.is('idle', 'handed-over')
  expect(await recordings(caller)).toEqual([])
  await caller.holdsNothing()

  await caller.flask.understands('thank you')
  await caller.holdsToTalk()
  await caller.letsGo()
  await expect(caller.transcript).toContainText('You: thank you')
  expect(await recordings(caller)).toEqual(['start_recording', 'stop_recording'])
})

test('a recording that runs when the agent answers, and until the call is over, never leaves', async ({
  openFlask,
  agent,
}) => {
  const caller = await openFlask()
  await caller.ready()
  await caller.says(ask)
  await agent.is('ringing')
  await caller.holdsToTalk()
  await agent.press('Answer')
  await caller.is('confirmed', 'talking')
  await agent.hears(tones.caller)
  await agent.press('Hang up')
  await caller.is('idle', 'handed-over')
  await caller.letsGo()
  await expect(caller.status).toHaveText(heldBack)
  expect(await recordings(caller)).toEqual(['start_recording'])
  await caller.holdsNothing()
})

test('a microphone that the page has used and ended is not relied on', async ({ openFlask, agent }) => {
  const caller = await openFlask()
  await caller.ready()
  await caller.says(ask)
  await agent.is('ringing')
  await caller.holdsToTalk()
  await caller.letsGo()
  await agent.press('Answer')
  await caller.is('confirmed', 'talking')
  await agent.hears(tones.caller)
  await agent.press('Hang up')
})

test('the assistant is silent from the commit on, and can be heard again after the call', async ({
  openFlask,
  agent,
}) => {
  const caller = await openFlask()
  await caller.ready()
  await caller.says(ask)
  await agent.is('ringing')
  await caller.told('agent_response')
  const tone = { success: true, text: 'A tone.', audio: toneWav(tones.assistant, 30, 16_000).toString('base64') }
  await caller.flask.emit('agent_response', tone)
  await caller.hears('assistant', tones.assistant)
  await agent.press('Answer')
  await caller.is('confirmed', 'talking')
  await caller.hears('assistant', 0)
  await caller.flask.emit('agent_response', tone)
  await expect(caller.transcript.getByText('A tone.')).toHaveCount(2)
  await caller.hears('assistant', 0)
  await caller.hears('call', tones.agent)
  await agent.press('Hang up')
  await caller.is('idle', 'handed-over')
  await caller.hears('assistant', 0)
  await caller.flask.emit('agent_response', tone)
  await caller.hears('assistant', tones.assistant)
})

test('the sound of another call on the page goes on', async ({ openFlask, agent }) => {
  const caller = await openFlask()
  await caller.ready()
  await caller.page.evaluate(async () => {
    const context = new AudioContext()
    const other = new Audio()
    const destination = context.createMediaStreamDestination()
    other.srcObject = destination.stream
    new OscillatorNode(context).connect(destination)
    await other.play()
    Object.assign(window, { other })
  })
  await talking(caller, agent)
  expect(await caller.page.evaluate('[other.muted, other.paused]')).toEqual([false, false])
})

test('the server’s own bridge rings the agent: nothing is dialled, and the page says so', async ({
  flaskWith,
  openFlask,
}) => {
  const caller = await openFlask(await flaskWith({ bridge: 'rings' }))
  await caller.ready()
  await caller.says(ask)
  await caller.is('idle', 'bridged')
  await expect(caller.element.getByText('The assistant’s own system is calling the agent for you.')).toBeVisible()
  expect(await caller.invites()).toEqual([])
  await caller.holdsNothing()
})

for (const server of ['before', 'after'] as const)
  test(`the server’s bridge has failed, ${server} its change: the page dials, and no bad news changes the call`, async ({
    flaskWith,
    openFlask,
    agent,
  }) => {
    const caller = await openFlask(await flaskWith({ server, bridge: 'fails' }))
    await caller.ready()
    await talking(caller, agent)
    await caller.flask.emit('transfer_status', { success: false, details: 'The bridge gave up.' })
    await caller.flask.emit('agent_response', { success: true, text: 'After the news.', audio: '' })
    await expect(caller.transcript).toContainText('After the news.')
    await caller.is('confirmed', 'talking')
    await expect(caller.page.getByText(/Transfer failed/)).toHaveCount(0)
    await agent.hears(tones.caller)
    await agent.press('Hang up')
    await caller.is('idle', 'handed-over')
  })

test('a server that never acknowledges is no harm', async ({ flaskWith, openFlask, agent }) => {
  const caller = await openFlask(await flaskWith({ server: 'before', forget: 0 }))
  const lines: string[] = []
  caller.page.on('console', (line) => lines.push(line.text()))
  await caller.ready()
  for (const round of [1, 2]) {
    await talking(caller, agent)
    await agent.press('Hang up')
    await caller.is('idle', 'handed-over')
    expect(await caller.outcome(round)).toMatchObject({ result: 'handed-over' })
    await agent.is('ready')
  }
  await caller.holdsNothing()
  expect(lines.filter((line) => line.includes('Uncaught'))).toEqual([])
})

test('the page’s own handlers are silent until it is detached, and are back then', async ({ openFlask }) => {
  const caller = await openFlask()
  await caller.ready()
  await caller.flask.emit('transfer_status', { success: false, details: 'One.' })
  await caller.told('transfer_status')
  await caller.detaches()
  await caller.flask.emit('transfer_status', { success: false, details: 'Two.' })
  await expect(caller.status).toHaveText('Transfer failed: Two.')
  await expect(caller.transcript.getByText('Transfer failed:')).toHaveCount(1)
  await expect(caller.element).toHaveCount(0)
})

test('the script leaves one global, and every other one as it was', async ({ flaskWith, openFlask }) => {
  const globals = ({ page }: FlaskCaller) =>
    page.evaluate(() =>
      Object.fromEntries(
        Object.getOwnPropertyNames(window)
          .filter((name) => !name.startsWith('__playwright'))
          .map((name) => [name, typeof Reflect.get(window, name)]),
      ),
    )
  const without = await globals(await openFlask(await flaskWith({ page: 'before' })))
  const caller = await openFlask()
  const { Patchcord, ...rest } = await globals(caller)
  expect(Patchcord).toBe('object')
  expect(rest).toEqual(without)
})

const configuredPort = async (url: string) => /"wss_port": (\d+)/.exec(await (await fetch(url)).text())?.[1]

/** Keeps what the page writes into the console. */
const keep = (lines: string[]) => ({ opened: (page: Page) => page.on('console', (line) => lines.push(line.text())) })

test('a Content-Security-Policy that forbids the PBX is named, with its mend', async ({ flaskWith, openFlask }) => {
  const flask = await flaskWith()
  const pbx = `ws://localhost:${await configuredPort(flask.url)}`
  await flask.servesUnder("connect-src 'self'")
  const lines: string[] = []
  const caller = await openFlask(flask, keep(lines))
  await caller.ready()
  await caller.says(ask)
  await caller.is('idle', 'internal')
  const mend = `Content-Security-Policy forbids ${pbx}: add ${pbx} to its connect-src`
  expect((await caller.outcome()).failure?.detail).toContain(mend)
  expect(lines.filter((line) => line.startsWith('[patchcord]') && line.endsWith(mend))).toHaveLength(1)
})

test('under a strict policy it works as soon as the PBX is allowed, and passes its nonce on', async ({
  flaskWith,
  openFlask,
  agent,
}) => {
  const flask = await flaskWith()
  const pbx = `ws://localhost:${await configuredPort(flask.url)}`
  await flask.servesUnder(
    `default-src 'none'; script-src 'nonce-of-the-page'; style-src 'self'; img-src data:; media-src data:; connect-src 'self' ${pbx}`,
  )
  const lines: string[] = []
  const caller = await openFlask(flask, keep(lines))
  await caller.ready()
  await talking(caller, agent)
  expect(lines.filter((line) => line.includes('Content Security Policy'))).toEqual([])
})

test('callers with an account: its password comes from the server, for pages that have signed in alone', async ({
  openFlask,
  agent,
}) => {
  const froms = new Set<string>()
  const caller = await openFlask(undefined, {
    opened: (page) =>
      page.on('websocket', (socket) =>
        socket.on('framesent', ({ payload }) => {
          const text = String(payload)
          const authorized = /^Proxy-Authorization: Digest/m.test(text)
          if (text.startsWith('INVITE ')) froms.add(`${/^From: .*<(.*?)>/m.exec(text)?.[1]} ${authorized}`)
        }),
      ),
  })
  await caller.ready()
  const stranger = await openFlask(caller.flask)
  expect(await stranger.asked('sip_password')).toBeUndefined()
  await caller.attachesAs('optional/account.js')
  await talking(caller, agent)
  expect([...froms]).toEqual(['sip:transfer@localhost false', 'sip:transfer@localhost true'])
  expect(await caller.page.content()).not.toContain('pwtransfer')
})

test('a page that plays in its own way is asked to mute, and to end its recording', async ({ openFlask, agent }) => {
  const caller = await openFlask()
  await caller.ready()
  await caller.page.evaluate(() => {
    const voice = document.body.appendChild(document.createElement('audio'))
    voice.id = 'assistantVoice'
  })
  await caller.attachesAs('optional/own-audio.js')
  await caller.says(ask)
  await agent.is('ringing')
  await caller.holdsToTalk()
  await agent.press('Answer')
  await caller.is('confirmed', 'talking')
  const voice = caller.page.locator('#assistantVoice')
  await expect(voice).toHaveJSProperty('muted', true)
  await expect(caller.page.getByRole('button', { name: 'Hold to talk' })).toBeDisabled()
  await expect.poll(() => caller.page.evaluate(() => window.probe.open().tracks)).toBe(1)
  await agent.press('Hang up')
  await caller.is('idle', 'handed-over')
  await expect(voice).toHaveJSProperty('muted', false)
  await expect(caller.page.getByRole('button', { name: 'Hold to talk' })).toBeEnabled()
  await caller.holdsNothing()
})

test('a page without HTTPS says so, in the console and to the caller, and its assistant goes on', async ({
  flaskWith,
}) => {
  const flask = await flaskWith()
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...launchOptions.args, '--host-resolver-rules=MAP voice.test 127.0.0.1'],
  })
  const page = await browser.newPage()
  const lines: string[] = []
  page.on('console', (line) => lines.push(line.text()))
  await page.goto(flask.url.replace('localhost', 'voice.test'))
  const caller = new FlaskCaller(page, flask)
  await caller.ready()
  await caller.says(ask)
  await caller.is('idle', 'internal')
  await expect(caller.element.getByText('Something went wrong in this page.')).toBeVisible()
  await caller.element.getByText('Details').click()
  await expect(caller.element.getByText(/Wrong in this page: https: .*Serve it over https/)).toBeVisible()
  expect(lines.filter((line) => line.startsWith('[patchcord] https: '))).toHaveLength(1)
  await caller.says('What are your opening hours?')
  await expect(caller.transcript).toContainText('from nine in the morning')
  await browser.close()
})

test('the browser’s question for the microphone is shown when the caller is being connected, and not before', async ({
  openFlask,
  agent,
}) => {
  const browser = await launchWithoutMicrophone(['--use-fake-device-for-media-stream'])
  // Nobody answers a question of a browser without a window: it would count as dismissed.
  const before = () => {
    navigator.mediaDevices.getUserMedia = () => new Promise(() => {})
  }
  const caller = await openFlask(undefined, { before }, browser)
  await caller.ready()
  await caller.is('idle')
  await caller.says(ask)
  await caller.is('connecting', 'prompting')
  await expect(caller.element.getByText('Your browser asks for the microphone.')).toBeVisible()
  await caller.press('Cancel')
  await caller.is('idle', 'abandoned')
  await agent.is('ready')
  await browser.close()
})

test('the server’s bridge fails after it was to ring the agent: the caller is told', async ({
  flaskWith,
  openFlask,
}) => {
  const caller = await openFlask(await flaskWith({ bridge: 'rings' }))
  await caller.ready()
  await caller.says(ask)
  await caller.is('idle', 'bridged')
  await caller.flask.emit('transfer_status', { success: false, details: 'The bridge gave up.' })
  await caller.is('idle', 'not-offered')
  await expect(caller.element.getByText('The assistant could not arrange a transfer.')).toBeVisible()
  expect(await caller.outcome()).toMatchObject({ result: 'refused', failure: { detail: 'The bridge gave up.' } })
})

test('a script that was copied without its neighbour says so', async ({ openFlask }) => {
  const lines: string[] = []
  const caller = await openFlask(undefined, {
    async opened(page) {
      page.on('console', (line) => lines.push(line.text()))
      await page.route('**/patchcord-jssip.js', (route) => route.fulfill({ status: 404 }))
    },
  })
  await caller.ready()
  await caller.says(ask)
  await caller.is('idle', 'server-unreachable')
  const mend = 'patchcord-jssip.js could not be loaded: put it beside patchcord.js, both of the same build'
  expect(lines.filter((line) => line.startsWith('[patchcord]') && line.includes(mend))).not.toEqual([])
  expect((await caller.outcome()).failure?.detail).toContain(mend)
})
