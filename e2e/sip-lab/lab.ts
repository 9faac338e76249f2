import { Kamailio } from './kamailio.ts'
import { phones as extensions } from './lab.config.ts'
import { Phones } from './phones.ts'
import { Rtpengine } from './rtpengine.ts'
import { until } from './until.ts'

/** A running lab. */
export interface Lab {
  readonly kamailio: Kamailio
  readonly rtpengine: Rtpengine
  readonly phones: Phones
  /** Resolves when every desk phone is registered. */
  registered(): Promise<void>
  /** Ends every program. The folder is its owner's. */
  close(): Promise<void>
}

/** Starts everything but the pages, in the foreground; resolves when a call would be answered. */
export async function startLab(folder: string): Promise<Lab> {
  const [kamailio, rtpengine, phones] = [new Kamailio(folder), new Rtpengine(folder), new Phones(folder)]
  const registered = async () => {
    for (const user of Object.keys(extensions)) await until(`${user} to register`, () => kamailio.isRegistered(user))
  }
  const close = async () => {
    await Promise.all([phones.stop(), rtpengine.component.stop(), kamailio.component.stop()])
  }
  try {
    kamailio.makeCertificate()
    await Promise.all([rtpengine.start(), kamailio.start()])
    await phones.start()
    await registered()
  } catch (error) {
    await close()
    throw error
  }
  return { kamailio, rtpengine, phones, registered, close }
}
