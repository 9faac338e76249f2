import type { JsSipModule } from '@patchcord/adapter-jssip'
import type { SipStack } from '@patchcord/core'
import type { Attached } from '../attach.ts'
import { type AttachDeskOptions, type AttachedDesk, attachDesk } from '../attach-desk.ts'
import { consoleLog } from '../console-log.ts'
import { attachToPage } from './attach-page.ts'
import type { AttachPageOptions } from './attach-page.types.ts'
import { type KnownAudio, knowAudio } from './known-audio.ts'
import { pageStack } from './page-jssip.ts'

/** The drop-in script's one global. */
export interface PatchcordGlobal {
  readonly version: string
  /** Puts the hand-over into the page. A second call, before `detach`, changes nothing and returns the first's. */
  attach(options: AttachPageOptions): Attached
  /** Puts an agent's desk into the page. */
  attachDesk(options: AttachDeskOptions): AttachedDesk
}

/** `own` loads the JsSIP that comes with the script. The page's `Audio` is known from here on. */
export function patchcordGlobal(version: string, own: () => Promise<JsSipModule>): PatchcordGlobal {
  let audio: KnownAudio | undefined = knowAudio()
  let attached: Attached | undefined
  const stack: SipStack = pageStack(own)

  function attach(options: AttachPageOptions): Attached {
    const known = audio ?? knowAudio()
    audio = known
    const made = attachToPage({ stack, ...options }, known)
    return {
      ...made,
      async detach() {
        await made.detach()
        audio = undefined
        attached = undefined
      },
    }
  }

  return Object.freeze({
    version,
    attach(options: AttachPageOptions) {
      if (attached) (options.log ?? consoleLog)({ level: 'warn', message: 'attach: the page is attached already.' })
      attached ??= attach(options)
      return attached
    },
    attachDesk: (options: AttachDeskOptions) => attachDesk({ stack, ...options }),
  })
}
