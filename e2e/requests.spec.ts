import { expect, test } from './support/fixtures.ts'

const refusals: readonly [what: string, message: Record<string, unknown>, code: string, field: string][] = [
  ['another domain', { extension: 'sip:2001@evil.example' }, 'policy-refused', 'extension'],
  ['an extension elsewhere', { extension: '2001@elsewhere' }, 'policy-refused', 'extension'],
  ['an emergency number', { extension: 112 }, 'policy-refused', 'extension'],
  ['a premium number', { extension: '+49900123456' }, 'policy-refused', 'extension'],
  ['a header smuggled in', { extension: '2001\r\nX-Evil: 1' }, 'invalid-request', 'extension'],
  ['an extension that is none', { extension: { number: 2001 } }, 'invalid-request', 'extension'],
  ['no extension', {}, 'invalid-request', 'extension'],
  ['a department that nobody knows', { department: 'legal' }, 'policy-refused', 'department'],
  [
    'a domain of the server’s own',
    { extension: 2001, fusionpbx_domain: 'evil.example' },
    'policy-refused',
    'fusionpbx_domain',
  ],
  ['success: false', { success: false }, 'not-offered', 'success'],
  ['success that is no boolean', { success: 'yes', extension: 2001 }, 'invalid-request', 'success'],
]

for (const [what, message, code, field] of refusals)
  test(`refuses ${what}: nothing is dialled, and the field is named`, async ({ caller }) => {
    caller.offered(message)
    await caller.is('idle', code)
    expect(await caller.outcome()).toMatchObject({ result: 'refused', failure: { code, field }, attempts: [] })
    expect(await caller.invites()).toEqual([])
    await caller.holdsNothing()
  })

test('dials whatever a language model wrote beside the extension', async ({ caller, agent }) => {
  const reason = 'The caller says:\r\n“My kettle is broken.”\nX-Evil: 1\n'.repeat(200)
  caller.offered({
    extension: ' 2001\n',
    department: `support\r\nX-Evil: 1, ${'for kettles, '.repeat(30)}`,
    reason,
    instructions: { extension: '2001', department: 'support', reason },
    call_started: false,
    call_details: { error: 'Twilio' },
  })
  await agent.is('ringing')
  const [invite = ''] = await caller.invites()
  expect(invite).toContain('X-Transfer-Department: support X-Evil: 1, for kettles')
  expect(invite).not.toMatch(/^X-Evil/m)
})

test('a page whose settings come late misses no transfer, and no conversation’s id', async ({ openCaller, agent }) => {
  let give = () => {}
  const late = new Promise<void>((resolve) => {
    give = resolve
  })
  const caller = await openCaller({
    opened: (page) =>
      void page.route('**/config.json', async (route) => {
        await late
        await route.continue()
      }),
  })
  await expect(caller.page.getByText('Connecting…')).toBeVisible()
  give()
  await caller.ready()
  await caller.says('extension 2001')
  await agent.is('ringing')
  const [invite] = await caller.invites()
  expect(invite).toMatch(/^X-Conversation-Id: \S+/m)
})

test('the server’s own bridge rings the agent already: it is shown, and nothing is dialled', async ({ caller }) => {
  caller.assistantSends('transfer_initiated', { success: true, extension: '2001', call_started: true })
  await caller.is('idle', 'bridged')
  expect(await caller.invites()).toEqual([])
})

test('the bridge that failed is dialled instead', async ({ caller, agent }) => {
  caller.assistantSends('transfer_initiated', {
    success: true,
    extension: '2001',
    call_started: false,
    call_details: { error: 'Twilio' },
  })
  await agent.is('ringing')
})

test('a duplicate, while it rings and while they talk, changes neither call nor screen', async ({ caller, agent }) => {
  await caller.says('extension 2001')
  await agent.is('ringing')
  caller.offered({ extension: '2005' })
  caller.offered({ extension: '2001@elsewhere' })
  await agent.press('Answer')
  await caller.is('confirmed', 'talking')
  caller.offered({ extension: '9486' })
  caller.assistantSends('transfer_status', { success: false, details: 'bridge failed' })
  await expect(caller.page.getByRole('button', { name: 'Hang up', exact: true })).toBeVisible()
  await caller.is('confirmed', 'talking')
  expect(await caller.invites()).toHaveLength(1)
  await agent.press('Hang up')
  await caller.is('idle', 'handed-over')
  expect(await caller.outcome()).toMatchObject({ result: 'handed-over', endedBy: 'agent' })
})
