import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { sentences } from '../../packages/core/src/failure/index.ts'

const folder = fileURLToPath(new URL('../../examples/pbx/', import.meta.url))
const read = (file: string): string => readFileSync(`${folder}${file}`, 'utf8')

/** A section of an Asterisk configuration; several may share a name. */
interface Section {
  readonly name: string
  readonly lines: readonly (readonly [key: string, value: string])[]
}

function sectionsOf(text: string): Section[] {
  const parts = text.replace(/^;.*$/gm, '').split(/^\[(.+)\]$/m)
  return Array.from({ length: (parts.length - 1) / 2 }, (_, at) => ({
    name: parts[at * 2 + 1] ?? '',
    lines: [...(parts[at * 2 + 2] ?? '').matchAll(/^\s*(\w+)\s*=>?\s*(.*)$/gm)].map(
      ([, key = '', value = '']) => [key, value] as const,
    ),
  }))
}

const settingOf = ({ lines }: Section, key: string): string | undefined => lines.find(([name]) => name === key)?.[1]

describe('Asterisk’s files', () => {
  const pjsip = sectionsOf(read('asterisk/pjsip.conf'))
  const extensions = sectionsOf(read('asterisk/extensions.conf'))
  const contexts = extensions.map(({ name }) => name)
  const named = (type: string) => pjsip.filter((section) => settingOf(section, 'type') === type)
  const endpoints = named('endpoint')

  test('have a transport, an account, an agent and anonymous callers', () => {
    expect(named('transport').map((section) => settingOf(section, 'protocol'))).toEqual(['wss'])
    expect(endpoints.map(({ name }) => name)).toEqual(['1900', '2001', 'anonymous'])
  })

  test('name only sections that are there', () => {
    for (const endpoint of endpoints) {
      for (const [key, type] of [
        ['auth', 'auth'],
        ['aors', 'aor'],
      ] as const) {
        const wanted = settingOf(endpoint, key)
        if (wanted) expect(named(type).map(({ name }) => name)).toContain(wanted)
      }
      expect(contexts).toContain(settingOf(endpoint, 'context'))
    }
    for (const auth of named('auth')) expect(endpoints.map(({ name }) => name)).toContain(settingOf(auth, 'username'))
  })

  test('give every endpoint what a browser needs, and no codec that has to be downloaded', () => {
    for (const endpoint of endpoints) {
      expect(endpoint.lines).toEqual(
        expect.arrayContaining([
          ['webrtc', 'yes'],
          ['direct_media', 'no'],
          ['allow', 'g722,ulaw,alaw'],
        ]),
      )
    }
  })

  test('free the agent of every caller whose browser is gone', () => {
    const callers = endpoints.filter((endpoint) => !settingOf(endpoint, 'aors'))
    expect(callers.map((caller) => settingOf(caller, 'rtp_timeout'))).toEqual(['60', '60'])
  })

  test('pass a hold on to the caller’s page', () => {
    const callers = endpoints.filter((endpoint) => !settingOf(endpoint, 'aors'))
    expect(callers.map((caller) => settingOf(caller, 'moh_passthrough'))).toEqual(['yes', 'yes'])
  })

  test('tell an agent who is signed out, one who does not answer and one who declines apart', () => {
    const steps = extensions.find(({ name }) => name === 'agent')?.lines.map(([, step]) => step) ?? []
    const last = steps.findIndex((step) => step.startsWith('n,Hangup(${'))
    expect(last).toBeGreaterThan(0)
    for (const decision of ['= ""]?signed-out)', '= "NOANSWER"]?Hangup(19))', '= "21"]?Hangup(16))'])
      expect(steps.slice(0, last).filter((step) => step.endsWith(decision))).toHaveLength(1)
    expect(steps.slice(last + 1)).toEqual(['n(signed-out),Hangup(20)'])
  })

  test('let a browser dial agents alone', () => {
    const web = extensions.find(({ name }) => name === 'web')
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Asterisk's own variable
    const agent = 'Goto(agent,${EXTEN},1)'
    expect(web?.lines).toEqual([
      ['exten', `2001,1,${agent}`],
      ['exten', `2005,1,${agent}`],
    ])
  })

  test('jump only to contexts and labels that are there', () => {
    for (const { name, lines } of extensions) {
      const text = lines.map(([, value]) => value).join('\n')
      const labels = [...text.matchAll(/^n\(([\w-]+)\)/gm)].map(([, label]) => label)
      for (const [, label] of text.matchAll(/GotoIf\(.*\?([\w-]+)\)$/gm)) expect(labels, name).toContain(label)
      for (const [, context] of text.matchAll(/(?:Goto\(|b\()([\w-]+)[,^]/g)) expect(contexts, name).toContain(context)
    }
    expect(read('asterisk/extensions.conf')).toContain('b(web-headers^s^1)')
  })

  test('hand every header of the page on to the desk', () => {
    const text = read('asterisk/extensions.conf')
    for (const header of ['X-Transfer-Id', 'X-Conversation-Id', 'X-Transfer-Department', 'X-Transfer-Topic']) {
      const variable = new RegExp(`__(\\w+)=\\$\\{PJSIP_HEADER\\(read,${header}\\)\\}`).exec(text)?.[1]
      expect(text).toContain(`PJSIP_HEADER(add,${header})=\${${variable}}`)
    }
  })

  test('end each call as the guide’s table says, in the page’s own words', () => {
    const guide = readFileSync(`${folder}../../docs/guide/asterisk.md`, 'utf8')
    for (const code of ['unavailable', 'declined', 'no-answer', 'busy', 'not-found', 'timeout'] as const)
      expect(guide).toContain(sentences[code])
  })

  test('open as many ports as the guide says, over IPv4', () => {
    const [general] = sectionsOf(read('asterisk/rtp.conf'))
    expect(general?.lines).toEqual([
      ['rtpstart', '10000'],
      ['rtpend', '20000'],
      ['icesupport', 'yes'],
      ['ice_deny', '::/0'],
    ])
  })
})

/** The tags of an XML file; throws where one is not closed, or a value not quoted. */
function tagsOf(text: string): string[] {
  const open: string[] = []
  const all: string[] = []
  const rest = text
    .replace(/<!--(?:(?!--)[\s\S])*-->/g, '')
    .replace(/<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<&]*")*)\s*(\/?)>/g, (_, end, name, values, single) => {
      all.push(`${name}${values}`)
      if (end && open.pop() !== name) throw new Error(`</${name}> closes nothing`)
      if (!end && !single) open.push(name)
      return ''
    })
  if (open.length > 0 || /[<>&]/.test(rest)) throw new Error(`not well-formed: ${open.join()} ${rest.trim()}`)
  return all
}

describe('FreeSWITCH’s files', () => {
  test.each(globSync('*/*.xml', { cwd: folder }))('%s is well-formed', (file) => {
    expect(tagsOf(read(file)).length).toBeGreaterThan(2)
  })

  test('a file that is not well-formed would be noticed', () => {
    for (const wrong of ['<a><b></a>', '<a>', '<a b=c/>', '<a b="&"/>', '<a/><']) expect(() => tagsOf(wrong)).toThrow()
  })

  const profile = Object.fromEntries(
    [...read('freeswitch/sip_profiles-web.xml').matchAll(/<param name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name, value]) => [name, value],
    ),
  )

  test('let media_timeout work: it needs a timer', () => {
    expect(profile['rtp-timer-name']).toBe('soft')
    for (const file of ['freeswitch/dialplan-web.xml', 'fusionpbx/dialplan-transfer.xml'])
      expect(read(file)).toContain('media_timeout=60000')
  })

  test('take the addresses of browsers in the same network, and callers from anywhere', () => {
    expect(profile['apply-candidate-acl']).toBe('any_v4.auto')
    expect(profile).not.toHaveProperty('apply-inbound-acl')
  })

  test('pass silence on as sound', () => expect(profile['suppress-cng']).toBe('true'))

  test('send callers, with an account or without, to the context that dials agents alone', () => {
    const context = /<context name="(\w+)">/.exec(read('freeswitch/dialplan-web.xml'))?.[1]
    expect(profile['context']).toBe(context)
    expect(read('freeswitch/directory-1900.xml')).toContain(`name="user_context" value="${context}"`)
    expect(read('freeswitch/dialplan-web.xml').match(/<extension /g)).toHaveLength(1)
  })
})
