import type { Log } from '../log.ts'
import type { SipStack } from './sip.port.ts'

/** The same stack, whose lines say in the log what they could not read. */
export const logged = (sip: SipStack, log: Log): SipStack => ({
  name: sip.name,
  capabilities: sip.capabilities,
  preload: () => sip.preload(),
  open: (config, on) =>
    sip.open(config, (report) => {
      if (report.type === 'unreadable')
        log({ level: 'warn', message: `the PBX sent what could not be read: ${report.header.slice(0, 40)}` })
      on(report)
    }),
})
