import { commandOf, guides } from '../../packages/core/src/failure/failure.checks.ts'
import { expect, test } from './fixtures.ts'
import { lab as names } from './lab.config.ts'

const facts = { pbx: 'kamailio', domain: names.domain, profile: '', extension: '2001' } as const

for (const [section, check] of Object.entries(guides.kamailio.checks))
  test(`Kamailio can be asked what the remedies name: ${section}`, async ({ lab }) => {
    await lab.registered()
    const [tool, method = '', ...args] = commandOf(check, facts).split(' ')
    expect(tool).toBe('kamcmd')
    expect(await lab.kamailio.ask(method, args)).toEqual(expect.anything())
  })

test('a desk phone’s contact, the WSS socket and the media relay are what Kamailio tells of', async ({ lab }) => {
  await lab.registered()
  const told = async (method: string, ...args: string[]) => JSON.stringify(await lab.kamailio.ask(method, args))
  expect(await told('ul.lookup', 'location', `2001@${names.domain}`)).toContain('"Address":"sip:2001')
  expect(await told('core.sockets_list')).toContain('"proto":"tls"')
  expect(await told('rtpengine.show', 'all')).toContain('"disabled":0')
})
