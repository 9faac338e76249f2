import { fromCallback } from 'xstate'
import type { AssistantLink, AssistantPort, AssistantReport } from '../assistant/index.ts'
import { callMachine, type LegPorts, legActor } from '../call/index.ts'
import type { AudioStream, MediaPort, MicrophoneReport } from '../media/index.ts'
import type { LineConfig, LineReport, SipCall, SipLine, SipStack } from '../sip/index.ts'
import { cleanText, withoutSecrets } from '../text.ts'
import { transferMachine } from './transfer.machine.ts'
import type { Report } from './transfer.types.ts'

/** Everything that a transfer acts through. The account's secret stays in `line`, out of the machine's sight. */
export interface TransferPorts {
  readonly sip: SipStack
  readonly line: LineConfig
  readonly media: MediaPort
  readonly assistant: AssistantPort
}

/** The handles that live in no snapshot: what is open now, for what must not pass through the machine. */
export interface TransferHandles {
  assistant: AssistantLink | undefined
  call: SipCall | undefined
  /** Resolves when no socket of any line is left. */
  closing: Promise<void>
}

/** What the assistant's side tells beside what the machine knows. */
export type OnAssistant = (report: AssistantReport) => void

/** What a line ignores of the settings, for the log. */
export type OnWarning = (detail: string) => void

function ofLine(report: LineReport): Report | undefined {
  if (report.type === 'connected') return { type: 'line.up', server: withoutSecrets(report.server) }
  if (report.type === 'disconnected') {
    const { detail, setting, silent } = report
    return {
      type: 'line.down',
      detail: withoutSecrets(detail),
      ...(setting ? { setting } : {}),
      ...(silent ? { silent } : {}),
    }
  }
  return undefined
}

function ofMicrophone(report: MicrophoneReport): Report {
  switch (report.type) {
    case 'prompting':
      return { type: 'mic.prompting' }
    case 'granted':
      return { type: 'mic.granted' }
    case 'ended':
      return { type: 'mic.ended' }
    case 'silenced':
      return { type: 'mic.silenced', on: report.on }
    case 'refused':
      return { type: 'mic.refused', code: report.code, detail: report.detail }
  }
}

/**
 * A `transfer_status` speaks of the server's own bridge alone, whatever call of ours is up. Its `details` are text, or an
 * object with an `error`.
 */
function ofBridge(message: unknown): Report | undefined {
  const { success, details } = Object(message)
  if (success !== false) return undefined
  const said = typeof details === 'string' ? details : Object(details).error
  return { type: 'assistant.bridgeFailed', detail: typeof said === 'string' ? cleanText(said, 200).text : '' }
}

function ofAssistant(report: AssistantReport): Report | undefined {
  if (report.type === 'up') return { type: 'assistant.up' }
  if (report.type === 'down') return { type: 'assistant.down' }
  if (report.type === 'transfer-status') return ofBridge(report.message)
  if (report.type === 'announcement')
    return { type: report.phase === 'speaking' ? 'assistant.speaking' : 'assistant.spoken' }
  return undefined
}

/** The machine with its ports. Each resource is open exactly while its actor lives. */
export function provideTransfer(
  ports: TransferPorts,
  handles: TransferHandles,
  onAssistant: OnAssistant,
  onWarning: OnWarning = () => {},
) {
  let line: SipLine | undefined
  let stream: AudioStream | undefined
  const legPorts: LegPorts = {
    media: ports.media,
    stalledAfter: 5000,
    start: ({ target, headers }, on) => (line && stream ? line.dial({ target, headers, stream }, on) : undefined),
    live: (call) => {
      handles.call = call
    },
  }
  return transferMachine.provide({
    actors: {
      line: fromCallback(({ sendBack }) => {
        const opened = ports.sip.open(ports.line, (report) => {
          if (report.type === 'warning') onWarning(report.detail)
          const told = ofLine(report)
          if (told) sendBack(told)
        })
        line = opened
        return () => {
          handles.closing = Promise.all([handles.closing, opened.close()]).then(() => {})
        }
      }),
      mic: fromCallback(({ sendBack }) => {
        const microphone = ports.media.acquire((report) => {
          if (report.type === 'granted') stream = report.stream
          sendBack(ofMicrophone(report))
        })
        return () => {
          stream = undefined
          microphone.release()
        }
      }),
      assistant: fromCallback(({ sendBack }) => {
        const link = ports.assistant.connect((report) => {
          onAssistant(report)
          const told = ofAssistant(report)
          if (told) sendBack(told)
        })
        handles.assistant = link
        return () => {
          handles.assistant = undefined
          link.close()
        }
      }),
      ringback: fromCallback(() => {
        const tone = ports.media.ringback()
        return () => tone.stop()
      }),
      call: callMachine.provide({ actors: { leg: legActor(legPorts) } }),
    },
  })
}
