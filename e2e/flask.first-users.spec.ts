import { devices } from '@playwright/test'
import type { Desk } from './support/desk.ts'
import { tones } from './support/fixtures.ts'
import { ask, type FlaskCaller } from './support/flask-caller.ts'
import { expect, test } from './support/flask-fixtures.ts'

/** What a language model writes of a caller's wish. */
const wish = `${ask}.\nThe caller <b>insists</b>, and has called before: ${'again and again, '.repeat(20)}bitte.`

const { defaultBrowserType: _, ...phone } = devices['iPhone 13']

const heldBack = 'Not sent. The assistant isn’t listening during your call.'

/** Within the screen, and nothing in front of it. */
async function canTap(caller: FlaskCaller, name: string): Promise<void> {
  const button = caller.element.getByRole('button', { name, exact: true })
  await expect(button).toBeInViewport({ ratio: 1 })
  const inFront = () =>
    button.evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      return document.elementFromPoint((left + right) / 2, (top + bottom) / 2)?.localName
    })
  await expect.poll(inFront).toBe('patchcord-transfer')
}

/** One press of the microphone button during the call: it is free again, and nothing has left. */
async function pressesInCall(caller: FlaskCaller, agent: Desk): Promise<void> {
  await caller.presses()
  await caller.stops()
  await caller.isFree()
  await expect(caller.status).toHaveText(heldBack)
  await caller.is('confirmed', 'talking')
  await agent.hears(tones.caller)
}

/** Nothing of theirs ends the flag of the running transfer before the change; here a short while does. */
const servers = [
  { server: 'before', forget: 2 },
  { server: 'after', forget: undefined },
] as const

for (const { server, forget } of servers)
  test(`ten transfers in a row by voice on a phone, with the microphone button pressed in each call, ${server} the server’s change`, async ({
    flaskWith,
    openFlask,
    agent,
  }) => {
    test.setTimeout(240_000)
    const caller = await openFlask(await flaskWith(forget === undefined ? { server } : { server, forget }), {
      device: phone,
    })
    await caller.ready()
    for (let round = 1; round <= 10; round++) {
      await caller.says(wish)
      await caller.isFree()
      await agent.is('ringing')
      await canTap(caller, 'Cancel')
      await agent.press('Answer')
      await caller.is('confirmed', 'talking')
      await caller.hears('call', tones.agent)
      await pressesInCall(caller, agent)
      await canTap(caller, 'Hang up')
      if (round % 2) await caller.element.getByRole('button', { name: 'Hang up', exact: true }).tap()
      else await agent.press('Hang up')
      await caller.is('idle', 'handed-over')
      await agent.is('ready')
      expect(await caller.outcome(round)).toMatchObject({ result: 'handed-over' })
      await caller.isFree()
    }
    await caller.holdsNothing()
    expect(await caller.flask.received('stop_recording')).toHaveLength(10)
    // A server that acknowledges none of them is told again.
    const outcomes = await caller.flask.received('transfer_outcome')
    expect(new Set(outcomes.map(({ payload }) => (payload as { id: string }).id)).size).toBe(10)
    if (server === 'after') expect(outcomes).toHaveLength(10)
  })

test('a server without the lines for Patchcord keeps its flag, and the page is transferred all the same', async ({
  flaskWith,
  openFlask,
  agent,
}) => {
  const caller = await openFlask(await flaskWith({ server: 'before' }), { device: phone })
  await caller.ready()
  await caller.says(wish)
  await agent.answers()
  await caller.is('confirmed', 'talking')
  await agent.press('Hang up')
  await caller.is('idle', 'handed-over')
  await caller.says(ask)
  await expect(caller.transcript).toContainText('I am already connecting you.')
})

test('the agent is busy: the assistant says so instead of its announcement, and the button is free', async ({
  flaskWith,
  openFlask,
}) => {
  const caller = await openFlask(await flaskWith({ pause: 3 }))
  await caller.ready()
  await caller.says('transfer me to extension 9486')
  await caller.is('idle', 'busy')
  await expect(caller.transcript).toContainText("I'm sorry, I couldn't reach an agent for you.")
  await caller.isFree()
  await expect(caller.transcript).not.toContainText('I am connecting you')
})

test('on a server as it was, an announcement that comes after the failure is not spoken', async ({
  flaskWith,
  openFlask,
}) => {
  const caller = await openFlask(await flaskWith({ server: 'before', pause: 3 }))
  await caller.ready()
  await caller.says('transfer me to extension 9486')
  await caller.is('idle', 'busy')
  expect(await caller.told('agent_response')).toMatchObject({ transfer: true })
  await caller.isFree()
  await expect(caller.status).toHaveText('The agent is on another call.')
  await expect(caller.transcript).not.toContainText('I am connecting you')
  await caller.hears('assistant', 0)
})

test('where the announcement never comes, the button is free once the transfer has ended', async ({
  flaskWith,
  openFlask,
}) => {
  const caller = await openFlask(await flaskWith({ server: 'before', synthesis: 'fails' }))
  await caller.ready()
  await caller.says('transfer me to extension 9486')
  await expect(caller.button).toBeDisabled()
  await caller.is('idle', 'busy')
  await caller.isFree()
})

test('a recording that runs when the agent answers does not leave, and its end frees the button', async ({
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
  await caller.stops()
  await caller.isFree()
  await agent.press('Hang up')
  await caller.is('idle', 'handed-over')
  expect(await caller.flask.received('stop_recording')).toEqual([])
})
