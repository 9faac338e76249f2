import { jssip } from '@patchcord/adapter-jssip'
import { type SocketAssistantOptions, socketAssistant } from '@patchcord/adapter-socketio'
import {
  type Account,
  type AssistantPort,
  createTransfer,
  type LineOptions,
  type Log,
  type PbxConfig,
  preset,
  SettingError,
  type SipStack,
  type Transfer,
  type TransferOptions,
} from '@patchcord/core'
import {
  defineTransferElement,
  type PatchcordTransferElement,
  type Placement,
  type SomeTexts,
  type TransferTexts,
} from '@patchcord/ui-vanilla'
import { consoleLog } from './console-log.ts'
import { explainingCsp } from './csp.ts'
import { attachKeys, unknownKeys } from './known-keys.ts'
import { mediaPort, type PageMedia } from './page-media.ts'
import { define, place, placementOf } from './place.ts'
import { whenIdle } from './when-idle.ts'

/** What a voice-assistant page gives. Only `config` and `socket` (or `port`) are needed. */
export interface AttachOptions extends TransferOptions {
  /** The page's socket.io client on the assistant's namespace, or a function that knows it once there is one. */
  readonly socket?: SocketAssistantOptions['socket']
  /** The PBX: `{ domain, wss_port }`, and more where it differs. */
  readonly config: PbxConfig
  /** Who calls; anonymous where absent. */
  readonly account?: Account
  /** The line's own limits, and FreeSWITCH's profile for the remedies. */
  readonly line?: Pick<LineOptions, 'limits' | 'profile'>
  /** How the page's assistant is silenced, and how it tells that it speaks. */
  readonly assistant?: Pick<SocketAssistantOptions, 'hear' | 'speaking' | 'conversationId'>
  /** Where the element goes: an element or a selector; at the end of the body where absent. */
  readonly mount?: Element | string
  /**
   * `floating`: over the page, at the bottom of the window, and a person can fold it. `inline`: where the element is.
   *
   * @default 'inline' with a `mount`, 'floating' without one; an element of the page's own keeps its `placement`
   */
  readonly placement?: Placement
  /** What the caller may do by hand when a transfer failed. */
  readonly manual?: { readonly phone?: string; readonly sipAddress?: string }
  /** The screen's words, for other languages. */
  readonly texts?: SomeTexts<TransferTexts>
  readonly stack?: SipStack
  /** The shared microphone, the output device and the ringing tone's region; or a media port of your own. */
  readonly media?: PageMedia
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

type Assistant = Pick<AttachOptions, 'port' | 'socket' | 'assistant'>

function assistantPort({ port, socket, assistant = {} }: Assistant, log: Log): AssistantPort {
  if (port) return port
  if (!socket) throw new SettingError('socket', 'expected the page’s socket.io client, or a function that returns it.')
  return socketAssistant({ socket, ...assistant, log: (level, message) => log({ level, message }) })
}

/**
 * Puts the transfer into a voice-assistant page: listens to the assistant's server, calls the agent, and shows
 * `<patchcord-transfer>`. Nothing is running after it has thrown.
 *
 * @throws SettingError that names the wrong setting
 */
export function attach(options: AttachOptions): Attached {
  const [misspelled] = unknownKeys(options, attachKeys)
  if (misspelled) throw misspelled
  const { config, account, line, socket, assistant, port, mount, placement, manual, texts, ...rest } = options
  const { stack = jssip(), media, log = consoleLog, ...settings } = rest
  // With a fault the page goes on whatever is missing: its server still learns that nobody can be called.
  if (!settings.fault) define(defineTransferElement)
  const { element, put } = place('patchcord-transfer', mount)
  const placed = placementOf(element, { mount, placement })
  const transfer = createTransfer({
    ...settings,
    sip: explainingCsp(stack, log),
    line: preset(config, { ...line, ...(account ? { account } : {}) }),
    media: mediaPort(media),
    assistant: assistantPort({ port, socket, assistant } as Assistant, log),
    log,
  })
  try {
    element.placement = placed
    if (texts) element.texts = texts
    element.manual = manual ?? {}
    element.transfer = transfer
    put()
  } catch (error) {
    void transfer.dispose()
    throw error
  }
  whenIdle(stack.preload)
  const leave = () => transfer.leave()
  addEventListener('pagehide', leave)
  return {
    transfer,
    element,
    detach() {
      removeEventListener('pagehide', leave)
      element.remove()
      element.transfer = null
      return transfer.dispose()
    },
  }
}
