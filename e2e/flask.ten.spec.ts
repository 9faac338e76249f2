import type { Desk } from './support/desk.ts'
import { tones } from './support/fixtures.ts'
import { ask, type FlaskCaller } from './support/flask-caller.ts'
import { expect, test } from './support/flask-fixtures.ts'

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
  await caller.writes(ask)
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
      await caller.says('What are your opening hours?')
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
