import { jssip } from '@patchcord/adapter-jssip'
import { type SocketAssistantOptions, socketAssistant } from '@patchcord/adapter-socketio'
import {
  type Account,
  type AssistantPort,
  createTransfer,
  type LineOptions,
  type Log,
  type MediaPort,
  type PbxConfig,
  preset,
  SettingError,
  type SipStack,
  type Transfer,
  type TransferOptions,
} from '@patchcord/core'
import { browserMedia } from '@patchcord/media-browser'
import { defineElements, type PatchcordTransferElement, type TransferTexts } from '@patchcord/ui-vanilla'
import { consoleLog } from './console-log.ts'
import { explainingCsp } from './csp.ts'
import { place } from './place.ts'
import { whenIdle } from './when-idle.ts'

/** What a voice-assistant page gives. Only `config` and `socket` (or `port`) are needed. */
export interface AttachOptions extends TransferOptions {
  /** The page's socket.io client on the assistant's namespace, or a function that knows it once there is one. */
  readonly socket?: SocketAssistantOptions['socket']
  /** The PBX, as `window.FUSIONPBX_CONFIG` holds it. */
  readonly config: PbxConfig
  /** Who calls; anonymous where absent. */
  readonly account?: Account
  /** The line's own limits, and FreeSWITCH's profile for the remedies. */
  readonly line?: Pick<LineOptions, 'limits' | 'profile'>
  /** How the page's assistant is silenced, and how it tells that it speaks. */
  readonly assistant?: Pick<SocketAssistantOptions, 'hear' | 'speaking' | 'conversationId'>
  /** Where the element goes: an element or a selector; at the end of the body where absent. */
  readonly mount?: Element | string
  /** What the caller may do by hand when a transfer failed. */
  readonly manual?: { readonly phone?: string; readonly sipAddress?: string }
  /** The screen's words, for other languages. */
  readonly texts?: Partial<TransferTexts>
  readonly stack?: SipStack
  readonly media?: MediaPort
  /** The assistant's side instead of `socket`, for a page without socket.io. */
  readonly port?: AssistantPort
  readonly log?: Log
}

/** A page with Patchcord in it. */
export interface Attached {
  readonly transfer: Transfer
  readonly element: PatchcordTransferElement
  /** Ends what runs, takes the element out, and resolves when nothing is open. */
  detach(): Promise<void>
}

function assistantPort({ port, socket, assistant = {} }: AttachOptions, log: Log): AssistantPort {
  if (port) return port
  if (!socket) throw new SettingError('socket', 'expected the page’s socket.io client, or a function that returns it.')
  return socketAssistant({ socket, ...assistant, log: (level, message) => log({ level, message }) })
}

/**
 * Puts the hand-over into a voice-assistant page: listens to the assistant's server, calls the agent, and shows
 * `<patchcord-transfer>`.
 *
 * @throws SettingError that names the wrong setting
 */
export function attach(options: AttachOptions): Attached {
  const { config, account, stack = jssip(), media = browserMedia(), log = consoleLog } = options
  const transfer = createTransfer({
    ...options,
    sip: explainingCsp(stack, log),
    line: preset(config, { ...options.line, ...(account ? { account } : {}) }),
    media,
    assistant: assistantPort(options, log),
    log,
  })
  defineElements()
  const element = place('patchcord-transfer', options.mount)
  if (options.texts) element.texts = options.texts
  element.manual = options.manual ?? {}
  element.transfer = transfer
  whenIdle(stack.preload)
  const leave = () => transfer.leave()
  addEventListener('pagehide', leave)
  return {
    transfer,
    element,
    detach() {
      removeEventListener('pagehide', leave)
      element.remove()
      return transfer.dispose()
    },
  }
}
