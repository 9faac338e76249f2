import type { CallReport, LineConfig, SipLine, SipStack } from '@patchcord/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parse, response, type SipMessage } from '../support/sip.ts'

type Reply = (status: number, body?: string) => void

/** A WebSocket with a scripted server behind it; media, SDP and ICE are the browser's own. */
class ScriptedSocket extends EventTarget {
  static invites: string[] = []
  static answer: (invite: SipMessage, reply: Reply) => void
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
    const reply = (status: number, body = '') =>
      queueMicrotask(() => this.onmessage?.({ data: response(message, status, { body }) }))
    if (message.method === 'INVITE') {
      ScriptedSocket.invites.push(text)
      ScriptedSocket.answer(message, reply)
    } else if (message.method !== 'ACK') reply(200)
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

let stack: () => SipStack
let microphone: MediaStream

function openLine(iceServers: LineConfig['iceServers']): Promise<SipLine> {
  return new Promise((resolve) => {
    const line = stack().open(config(iceServers), (report) => report.type === 'connected' && resolve(line))
  })
}

/** Dials twice over one line; tells what each INVITE waited for. */
async function dialTwice(iceServers: LineConfig['iceServers']) {
  const line = await openLine(iceServers)
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

/** A far side with a connection of its own, which answers each offer and refuses one when told to. */
function farSide() {
  const connection = new RTCPeerConnection()
  const directions: string[] = []
  const passwords = new Set<string>()
  let refuse = false
  const accept = async (sdp: string): Promise<string> => {
    directions.push(/a=(sendrecv|sendonly|inactive)/.exec(sdp)?.[0] ?? '')
    passwords.add(/a=ice-pwd:(\S+)/.exec(sdp)?.[1] ?? '')
    await connection.setRemoteDescription({ type: 'offer', sdp })
    if (connection.getSenders().every((sender) => !sender.track)) {
      const [track] = microphone.clone().getAudioTracks()
      if (track) connection.addTrack(track, microphone)
    }
    await connection.setLocalDescription()
    await vi.waitFor(() => expect(connection.iceGatheringState).toBe('complete'), 5000)
    return connection.localDescription?.sdp ?? ''
  }
  return {
    directions,
    passwords,
    refuseNext: () => {
      refuse = true
    },
    close: () => connection.close(),
    answer: (invite: SipMessage, reply: Reply) => {
      if (refuse) reply(488)
      else void accept(invite.body).then((sdp) => reply(200, sdp))
      refuse = false
    },
  }
}

/** What can only be told with a browser's own media, SDP and ICE. */
export function inBrowser(tested: () => SipStack): void {
  stack = tested

  beforeEach(async () => {
    ScriptedSocket.invites = []
    ScriptedSocket.answer = (_, reply) => reply(486)
    vi.stubGlobal('WebSocket', ScriptedSocket)
    microphone = await navigator.mediaDevices.getUserMedia({ audio: true })
  })

  afterEach(() => {
    vi.unstubAllGlobals()
    for (const track of microphone.getTracks()) track.stop()
  })

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

    it('talks to a far side, holds, is refused a hold, restarts ICE and hangs up', async () => {
      const far = farSide()
      ScriptedSocket.answer = far.answer
      const line = await openLine([])
      const reports: CallReport[] = []
      const call = line.dial({ target: 'sip:200@pbx.test', stream: microphone, headers: [] }, (report) => {
        reports.push(report)
      })
      const until = (part: object) =>
        vi.waitFor(() => expect(reports).toContainEqual(expect.objectContaining(part)), 5000)
      await until({ type: 'media', state: 'connected' })
      await until({ type: 'remote-stream' })
      call.sendDtmf('12#')

      expect(await call.setHeld(true)).toBe(true)
      expect(far.directions.at(-1)).toBe('a=sendonly')
      expect(await call.setHeld(false)).toBe(true)
      far.refuseNext()
      expect(await call.setHeld(true)).toBe(false)
      expect(await call.setHeld(true)).toBe(true)
      expect(await call.setHeld(false)).toBe(true)
      far.refuseNext()
      expect(await call.restartIce()).toBe(false)
      expect(await call.restartIce()).toBe(true)
      expect(far.directions.at(-1)).toBe('a=sendrecv')
      expect(far.passwords.size).toBe(2)

      call.hangup()
      await until({ type: 'ended', end: expect.objectContaining({ cause: 'hangup', by: 'local', answered: true }) })
      expect(reports.at(-1)?.type).toBe('ended')
      expect(microphone.getAudioTracks()[0]?.readyState).toBe('live')
      far.close()
      await line.close()
    })
  })
}
