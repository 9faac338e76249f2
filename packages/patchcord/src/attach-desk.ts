import { jssip } from '@patchcord/adapter-jssip'
import {
  createDesk,
  type Desk,
  type DeskLimits,
  type Log,
  type PbxConfig,
  preset,
  type SipStack,
} from '@patchcord/core'
import { type DeskTexts, defineDeskElement, type PatchcordDeskElement, type SomeTexts } from '@patchcord/ui-vanilla'
import { consoleLog } from './console-log.ts'
import { mediaPort, type PageMedia } from './page-media.ts'
import { define, place } from './place.ts'
import { whenIdle } from './when-idle.ts'

/** What a call centre page gives. Only `config` is needed. */
export interface AttachDeskOptions {
  /** The PBX: `{ domain, wss_port }`, and more where it differs. */
  readonly config: PbxConfig
  /** Where the element goes: an element or a selector; at the end of the body where absent. */
  readonly mount?: Element | string
  readonly limits?: Partial<DeskLimits>
  readonly texts?: SomeTexts<DeskTexts>
  readonly stack?: SipStack
  /** The shared microphone and the output device; or a media port of your own. */
  readonly media?: PageMedia
  readonly log?: Log
}

/** A call centre page with a desk in it. */
export interface AttachedDesk {
  readonly desk: Desk
  readonly element: PatchcordDeskElement
  /** Ends what runs, takes the element out, and resolves when nothing is open. */
  detach(): Promise<void>
}

/**
 * Puts an agent's desk into a page: signing in, ringing, answering, and `<patchcord-desk>`. Nothing is
 * running after it has thrown.
 *
 * @throws SettingError that names the wrong setting
 */
export function attachDesk(options: AttachDeskOptions): AttachedDesk {
  const { config, stack = jssip(), media, log = consoleLog, mount, texts, ...rest } = options
  define(defineDeskElement)
  const { element, put } = place('patchcord-desk', mount)
  const desk = createDesk({
    // `limits`; a key that nobody knows is refused.
    ...rest,
    sip: stack,
    media: mediaPort(media),
    log,
    line: (account) => preset(config, { account, register: true }),
  })
  if (texts) element.texts = texts
  element.desk = desk
  put()
  whenIdle(stack.preload)
  const leave = () => desk.leave()
  addEventListener('pagehide', leave)
  return {
    desk,
    element,
    detach() {
      removeEventListener('pagehide', leave)
      element.remove()
      element.desk = null
      return desk.dispose()
    },
  }
}
