import type { TransferOptions } from './assistant.ts'
import type { Intent } from './intent.ts'
import type { Outcome, Progress } from './payloads.ts'
import { type PromptName, prompt } from './prompts.ts'
import type { SessionTools } from './session.ts'

type TransferIntent = Extract<Intent, { kind: 'transfer' }>

/** The server's share of a transfer: it asks the page to dial, and hears how that went. */
export interface TransferDesk {
  /** While a transfer runs, the caller is told so and nothing else happens. */
  request(intent: TransferIntent, topic: string): void
  progress(step: Progress): void
  /** Once for each id; a repeated one changes nothing. `heard`: there is somebody to welcome back. */
  outcome(outcome: Outcome, heard: boolean): void
}

/** A page that says nothing for so long before an agent has answered is an older one, which never tells an outcome. */
const silence = 120_000
/** How many ended transfers are remembered. */
const remembered = 50
const noBridge = 'This server has no bridge of its own: the page dials.'

/** One page's transfers, one at a time. */
export function createTransferDesk(tools: SessionTools, pbx: TransferOptions, pause: number): TransferDesk {
  const { send, log, later } = tools
  const ended = new Set<string>()
  let inProgress = false
  let keepFlag = () => {}
  let silenceAnnouncement = () => {}

  function setInProgress(running: boolean, expires = false) {
    inProgress = running
    keepFlag()
    keepFlag = expires ? later(silence, () => setInProgress(false)) : () => {}
  }

  function say(name: PromptName, transfer?: true) {
    send('agent_response', { success: true, ...prompt(name), ...(transfer && { transfer }) })
  }

  return {
    request(intent, topic) {
      if (inProgress) return say('already-connecting')
      setInProgress(true, true)
      const announcement = announcementOf(intent)
      // Not the digits: a caller may have typed a PIN.
      log(`transfer_initiated ${'extension' in intent ? 'extension' : intent.department}`)
      send('transfer_initiated', initiated(intent, topic, prompt(announcement).text, pbx))
      send('transfer_status', { success: false, details: noBridge })
      silenceAnnouncement = later(pause, () => say(announcement, true))
    },
    progress({ transferId, state }) {
      log(`transfer_progress ${transferId} ${state}`)
      if (ended.has(transferId)) return
      // A call with an agent may be long and without news.
      setInProgress(state !== 'idle', state !== 'confirmed' && state !== 'idle')
    },
    outcome({ id, result }, heard) {
      if (ended.has(id)) return
      ended.add(id)
      for (const oldest of [...ended].slice(0, -remembered)) ended.delete(oldest)
      log(`transfer_outcome ${id} ${result}`)
      silenceAnnouncement()
      setInProgress(false)
      if (heard) later(pause, () => say(`back-${result}`))
    },
  }
}

function announcementOf(intent: TransferIntent): PromptName {
  return 'extension' in intent ? 'transfer-extension' : `transfer-${intent.department}`
}

function initiated(intent: TransferIntent, topic: string, message: string, pbx: TransferOptions) {
  const { kind: _, ...whom } = intent
  return { success: true, ...whom, reason: topic, message, direct_transfer: true, call_started: false, ...pbx } as const
}
