import type { AudioStream, CallReport, LineConfig, LineReport, SipCall, SipLine, SipStack } from '@patchcord/core'

/** A call of a real stack, and what was asked of it and reported. */
export interface TappedCall {
  readonly target: string
  readonly stream: AudioStream
  readonly asked: string[]
  readonly reports: CallReport['type'][]
  readonly ended: boolean
}

/** A line of a real stack, as far as the application has heard of it. */
export interface TappedLine {
  readonly calls: TappedCall[]
  closed: boolean
  up: boolean
  /** How often it was told to be lost, or not to be had. */
  losses: number
}

function noteHangup(call: SipCall, tap: TappedCall): SipCall {
  const hangup = call.hangup.bind(call)
  return Object.assign(call, {
    hangup() {
      if (!tap.ended) tap.asked.push('hangup')
      hangup()
    },
  })
}

function tapCall({ target, stream }: { target: string; stream: AudioStream }): TappedCall {
  const reports: CallReport['type'][] = []
  return {
    target,
    stream,
    asked: [],
    reports,
    get ended() {
      return reports.at(-1) === 'ended'
    },
  }
}

function noteLine(tap: TappedLine, { type }: LineReport): void {
  if (type === 'connected') tap.up = true
  if (type !== 'disconnected') return
  tap.up = false
  tap.losses += 1
}

/** The stack as it is, with notes of its lines and calls; `ending` comes before the end of a call is heard. */
export function tapped(stack: SipStack, ending: () => void): SipStack & { readonly lines: readonly TappedLine[] } {
  const lines: TappedLine[] = []
  const open = (config: LineConfig, on: (report: LineReport) => void): SipLine => {
    const tap: TappedLine = { calls: [], closed: false, up: false, losses: 0 }
    lines.push(tap)
    const line = stack.open(config, (report) => {
      noteLine(tap, report)
      on(report)
    })
    return {
      dial(request, listener) {
        const call = tapCall(request)
        tap.calls.push(call)
        const dialled = line.dial(request, (report) => {
          if (report.type === 'ended') ending()
          call.reports.push(report.type)
          listener(report)
        })
        return noteHangup(dialled, call)
      },
      close() {
        tap.closed = true
        return line.close()
      },
    }
  }
  return { ...stack, lines, open }
}
