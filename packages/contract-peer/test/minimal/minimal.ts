import {
  type CallEnd,
  type CallReport,
  type DialRequest,
  type LineConfig,
  type LineReport,
  parseReasons,
  type SipCall,
  type SipLine,
  type SipStack,
} from '@patchcord/core'
import { type TinyCall, TinyPhone } from './tiny-sip.ts'

// #region later
/** Later, and apart: no report comes before the method has returned, and what a listener throws disturbs nobody. */
const later =
  <Report>(on: (report: Report) => void) =>
  (report: Report): void =>
    queueMicrotask(() => on(report))
// #endregion

// #region stack
/** The smallest adapter: it places calls, hangs up and closes. What it cannot do, it declares. */
export function minimal(): SipStack {
  return {
    name: 'minimal',
    capabilities: {
      keepsCallOverReconnect: false,
      survivesRefusedHold: false,
      handlesForkedAnswer: false,
      attendedTransfer: false,
      restartIce: false,
    },
    lacks: {
      keepsCallOverReconnect: 'tiny-sip.ts: a TinyPhone has one WebSocket for all its life',
      survivesRefusedHold: 'tiny-sip.ts: a TinyCall sends one INVITE',
      handlesForkedAnswer: 'tiny-sip.ts: a TinyCall keeps one To tag',
      attendedTransfer: 'tiny-sip.ts: a TinyCall has no refer()',
      restartIce: 'tiny-sip.ts: a TinyCall sends one INVITE',
    },
    preload() {},
    open: (config, on) => line(config, later(on)),
  }
}
// #endregion

// #region line
function line(config: LineConfig, report: (report: LineReport) => void): SipLine {
  const server = [...config.servers].sort((a, b) => a.priority - b.priority)[0]?.url ?? ''
  const phone = new TinyPhone(server)
  const calls: ReturnType<typeof place>[] = []
  let closing: Promise<void> | undefined
  const tell = (what: LineReport) => {
    if (!closing) report(what)
  }
  tell({ type: 'connecting', server })
  void phone.opened.then(() => tell({ type: 'connected', server }))
  void phone.closed.then(() => {
    tell({ type: 'disconnected', server, detail: 'the WebSocket was closed' })
    for (const call of calls) call.end({ cause: 'transport', by: 'system', signalled: false })
  })
  const close = async () => {
    for (const call of calls) call.port.hangup()
    await Promise.all(calls.map(({ over }) => over))
    phone.close()
    await phone.closed
  }
  return {
    dial(request, on) {
      const call = place(phone, config, request, later(on))
      calls.push(call)
      return call.port
    },
    close() {
      closing ??= close()
      return closing
    },
  }
}
// #endregion

// #region call
function place(phone: TinyPhone, config: LineConfig, request: DialRequest, report: (report: CallReport) => void) {
  const connection = new RTCPeerConnection()
  let stream: MediaStream | undefined
  let call: TinyCall | undefined
  let state: 'new' | 'sent' | 'answered' | 'ended' = 'new'
  let done = () => {}
  const over = new Promise<void>((resolve) => {
    done = resolve
  })

  /** Once, whatever comes after; and nothing is left open. */
  const end = (why: Pick<CallEnd, 'cause' | 'by'> & Partial<CallEnd>) => {
    if (state === 'ended') return
    const answered = state === 'answered'
    state = 'ended'
    for (const track of stream?.getTracks() ?? []) track.stop()
    connection.close()
    report({ type: 'ended', end: { answered, signalled: true, detail: why.cause, ...why } })
    done()
  }
  const answered = () => {
    if (state !== 'sent') return
    state = 'answered'
    report({ type: 'answered' })
  }
  const useless = () => {
    call?.bye()
    end({ cause: 'sdp', by: 'system' })
  }
  const events = {
    provisional: (status: number, sdp: string) => {
      if (state === 'sent') report({ type: 'progress', status, media: sdp !== '' })
    },
    accepted: (sdp: string) => void connection.setRemoteDescription({ type: 'answer', sdp }).then(answered, useless),
    refused: (status: number, reasonPhrase: string, reason: string) =>
      end({
        cause: 'response',
        by: 'remote',
        response: { status, reasonPhrase, reasons: parseReasons(reason), credentials: 'none' },
      }),
    bye: (reason: string) => end({ cause: 'hangup', by: 'remote', reasons: parseReasons(reason) }),
  }
  const start = async () => {
    if (!phone.isOpen) return end({ cause: 'transport', by: 'system' })
    const since = performance.now()
    stream = (request.stream as MediaStream).clone()
    for (const track of stream.getTracks()) connection.addTrack(track, stream)
    await connection.setLocalDescription()
    await firstCandidates(connection)
    if (state !== 'new') return
    call = phone.call(request.target, `<sip:${config.account.user}@${config.domain}>`, events)
    const headers = request.headers.map(({ name, value }) => `${name}: ${value}`)
    call.invite(headers, connection.localDescription?.sdp ?? '')
    state = 'sent'
    report({ type: 'sent', gathering: { candidate: 'host', waited: Math.round(performance.now() - since) } })
  }
  const port: SipCall = {
    id: `minimal-${++count}`,
    hangup() {
      const signalled = state === 'new' || phone.isOpen
      if (state === 'sent') call?.cancel()
      if (state === 'answered') call?.bye()
      end({ cause: 'hangup', by: 'local', signalled })
    },
    setMuted(muted) {
      for (const track of stream?.getTracks() ?? []) track.enabled = !muted
    },
    answer() {},
    reject() {},
    sendDtmf() {},
    setHeld: () => Promise.resolve(false),
    restartIce: () => Promise.resolve(false),
    refresh: () => Promise.resolve(false),
    refer: () => Promise.resolve({ result: 'refused', decidedBy: 'response' }),
  }
  queueMicrotask(() => void start().catch(() => end({ cause: 'media', by: 'system' })))
  return { over, end, port }
}

let count = 0

/** Those of all networks come within milliseconds of the first one. */
async function firstCandidates(connection: RTCPeerConnection): Promise<void> {
  await new Promise((resolve) => connection.addEventListener('icecandidate', resolve))
  await new Promise((resolve) => setTimeout(resolve, 10))
}
// #endregion
