import type { CallReport, LineConfig } from '@patchcord/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { jssip } from '../src/index.ts'
import { parse, response } from './support/sip.ts'

/** A WebSocket whose server refuses every call, so that the real browser's part alone is measured. */
class ScriptedSocket extends EventTarget {
  static invites: string[] = []
  readyState = 0
  binaryType = 'blob'
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null

  constructor() {
    super()
    queueMicrotask(() => {
      this.readyState = 1
      this.onopen?.()
    })
  }

  send(text: string): void {
    const message = parse(text)
    if (message.method !== 'INVITE') return
    ScriptedSocket.invites.push(text)
    queueMicrotask(() => this.onmessage?.({ data: response(message, 486) }))
  }

  close(): void {
    this.readyState = 3
    queueMicrotask(() => this.onclose?.({ code: 1000, reason: '' }))
  }
}

const limits = { connect: 4000, hangup: 1500, close: 1500, gathering: 2000, reflexive: 500 }

const config = (iceServers: LineConfig['iceServers']): LineConfig => ({
  servers: [{ url: 'wss://pbx.test:7443/', priority: 0 }],
  domain: 'pbx.test',
  account: { user: 'transfer' },
  register: false,
  dtmf: 'rfc4733',
  iceServers,
  limits,
  pbx: 'freeswitch',
  profile: 'internal',
})

let microphone: MediaStream

beforeEach(async () => {
  ScriptedSocket.invites = []
  vi.stubGlobal('WebSocket', ScriptedSocket)
  microphone = await navigator.mediaDevices.getUserMedia({ audio: true })
})

afterEach(() => {
  vi.unstubAllGlobals()
  for (const track of microphone.getTracks()) track.stop()
})

/** Dials twice over one line; tells what each INVITE waited for. */
async function dialTwice(iceServers: LineConfig['iceServers']) {
  let ready = () => {}
  const connected = new Promise<void>((resolve) => {
    ready = resolve
  })
  const line = jssip().open(config(iceServers), (report) => report.type === 'connected' && ready())
  await connected
  const dial = () =>
    new Promise<{ took: number; reports: CallReport[] }>((resolve) => {
      const since = performance.now()
      let took = 0
      const reports: CallReport[] = []
      line.dial({ target: 'sip:200@pbx.test', stream: microphone, headers: [] }, (report) => {
        reports.push(report)
        if (report.type === 'sent') took = performance.now() - since
        if (report.type === 'ended') resolve({ took, reports })
      })
    })
  const results = [await dial(), await dial()] as const
  await line.close()
  return results
}

describe('in a real browser', () => {
  it('sends the INVITE with the first host candidate, at once', async () => {
    for (const { took, reports } of await dialTwice([])) {
      expect(reports[0]).toMatchObject({ type: 'sent', gathering: { candidate: 'host' } })
      expect(reports[1]).toMatchObject({ type: 'ended', end: { cause: 'response', response: { status: 486 } } })
      expect(took).toBeLessThan(500)
    }
    const [invite = ''] = ScriptedSocket.invites
    expect(invite).toMatch(/a=candidate:\S+ 1 udp \d+ \d+\.\d+\.\d+\.\d+ \d+ typ host/)
    expect(invite).toContain('a=rtcp-mux')
    expect(microphone.getAudioTracks()[0]?.readyState).toBe('live')
  })

  it.each(['stun:127.0.0.1:9', 'stun:192.0.2.1:3478'])('is not held up by %s, which never answers', async (urls) => {
    const [first, second] = await dialTwice([{ urls }])
    expect(first.reports[0]).toMatchObject({ type: 'sent', gathering: { candidate: 'host' } })
    expect(first.took).toBeLessThan(1000)
    expect(second.took).toBeLessThan(500)
  })
})
