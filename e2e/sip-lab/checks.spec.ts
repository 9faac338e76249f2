import { request } from 'node:http'
import { commandOf, guides } from '../../packages/core/src/failure/failure.checks.ts'
import { expect, test } from './fixtures.ts'
import { lab as names } from './lab.config.ts'
import { startStatusPage } from './status-page.ts'

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

/** What a server of the lab answers to a request with headers of one's own, Host included. */
function post(port: number, path: string, headers: Record<string, string>, body = ''): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: 'localhost', port, path, method: 'POST', headers, agent: false }, (response) => {
      let text = ''
      response.on('data', (data) => {
        text += data
      })
      response.on('end', () => resolve([response.statusCode ?? 0, text]))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const evil = 'http://evil.example'

test('a page of another site cannot give Kamailio a command', async ({ lab }) => {
  await lab.kamailio.set('wss', 'accept')
  const command = JSON.stringify({ jsonrpc: '2.0', method: 'htable.get', params: ['policy', 'wss'], id: 1 })
  const type = { 'content-type': 'text/plain', 'content-length': String(command.length) }
  expect((await post(names.ws, '/RPC', type, command))[1]).toContain('"result"')
  expect((await post(names.ws, '/RPC', { ...type, origin: evil }, command))[1]).not.toContain('jsonrpc')
})

test('a page of another site can break nothing by the lab’s own page', async ({ lab }) => {
  const status = await startStatusPage(lab, [])
  const own = `localhost:${names.status}`
  const answers = [
    await post(names.status, '/faults/none', { origin: evil }),
    await post(names.status, '/faults/none', { host: `evil.example:${names.status}`, origin: evil }),
    await post(names.status, '/faults/none', { host: own, origin: `http://localhost:${names.pages}` }),
    await post(names.status, '/faults/none', { host: own, origin: `http://${own}` }),
    await post(names.status, '/faults/none', {}),
  ]
  expect(answers.map(([code]) => code)).toEqual([403, 403, 403, 404, 404])
  await status.close()
})
