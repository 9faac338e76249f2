import { launchWithoutMicrophone, tones } from './support/fixtures.ts'
import { ask, type FlaskCaller } from './support/flask-caller.ts'
import { expect, test } from './support/flask-fixtures.ts'
import { toneWav } from './support/tone.ts'

const heldBack = 'Not sent. The assistant isn’t listening during your call.'

const recordings = async ({ flask }: FlaskCaller) =>
  (await flask.received()).filter(({ event }) => event.endsWith('_recording')).map(({ event }) => event)

test('push-to-talk in mid-call neither disturbs the call nor reaches the assistant', async ({ openFlask, agent }) => {
  const caller = await openFlask()
  await caller.ready()
  await caller.talksWith(agent)
  await caller.presses()
  await expect.poll(() => caller.page.evaluate(() => window.probe.open().tracks)).toBe(2)
  await caller.stops()
  await expect(caller.status).toHaveText(heldBack)
  await agent.hears(tones.caller)
  await caller.hears('call', tones.agent)
  await caller.is('confirmed', 'talking')
  await caller.press('Hang up')
  await caller.is('idle', 'handed-over')
  expect(await recordings(caller)).toEqual([])
  await caller.holdsNothing()

  await caller.flask.understands('thank you')
  await caller.speaks()
  await caller.stops()
  await expect(caller.transcript).toContainText('You: thank you')
  expect(await recordings(caller)).toEqual(['start_recording', 'stop_recording'])
})

test('a recording that runs when the agent answers, and until the call is over, never leaves', async ({
  openFlask,
  agent,
}) => {
  const caller = await openFlask()
  await caller.ready()
  await caller.writes(ask)
  await agent.is('ringing')
  await caller.speaks()
  await agent.press('Answer')
  await caller.is('confirmed', 'talking')
  await agent.hears(tones.caller)
  await agent.press('Hang up')
  await caller.is('idle', 'handed-over')
  await caller.stops()
  await expect(caller.status).toHaveText(heldBack)
  expect(await recordings(caller)).toEqual(['start_recording'])
  await caller.holdsNothing()
})

test('a microphone that the page has used and ended is not relied on', async ({ openFlask, agent }) => {
  const caller = await openFlask()
  await caller.ready()
  await caller.writes(ask)
  await agent.is('ringing')
  await caller.speaks()
  await caller.stops()
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
  await caller.writes(ask)
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
  await caller.talksWith(agent)
  expect(await caller.page.evaluate('[other.muted, other.paused]')).toEqual([false, false])
})

test('a page that plays in its own way is asked to mute, and to end its recording', async ({ openFlask, agent }) => {
  const caller = await openFlask()
  await caller.ready()
  await caller.page.evaluate(() => {
    const voice = document.body.appendChild(document.createElement('audio'))
    voice.id = 'assistantVoice'
  })
  await caller.attachesAs('optional/own-audio.js')
  await caller.writes(ask)
  await agent.is('ringing')
  await caller.speaks()
  await agent.press('Answer')
  await caller.is('confirmed', 'talking')
  const voice = caller.page.locator('#assistantVoice')
  await expect(voice).toHaveJSProperty('muted', true)
  await expect(caller.button).toBeDisabled()
  await expect.poll(() => caller.page.evaluate(() => window.probe.open().tracks)).toBe(1)
  await agent.press('Hang up')
  await caller.is('idle', 'handed-over')
  await expect(voice).toHaveJSProperty('muted', false)
  await caller.isFree()
  await caller.holdsNothing()
})

test('a page that lends its microphone is asked for no other one, and keeps it after the call', async ({
  openFlask,
  agent,
}) => {
  const caller = await openFlask()
  await caller.ready()
  await caller.attachesAs('optional/shared-audio.js')
  await caller.page.evaluate(`(async () => {
    micStream = await navigator.mediaDevices.getUserMedia({ audio: true })
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('asked again'))
  })()`)
  await caller.talksWith(agent)
  await agent.press('Hang up')
  await caller.is('idle', 'handed-over')
  expect(await caller.page.evaluate('micStream.getTracks().map(({ readyState }) => readyState)')).toEqual(['live'])
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
  await caller.writes(ask)
  await caller.is('connecting', 'prompting')
  await expect(caller.element.getByText('Your browser is asking to use your microphone.')).toBeVisible()
  await caller.press('Cancel')
  await caller.is('idle', 'abandoned')
  await agent.is('ready')
  await browser.close()
})
