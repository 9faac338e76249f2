import type { LineReport, Log, SipStack } from '@patchcord/core'

/** What to do about a page's own policy, by the server's address. */
const mend = (server: string): string =>
  `the page’s Content-Security-Policy forbids ${server}: add ${new URL(server).origin} to its connect-src`

/**
 * A stack that knows why a server cannot be reached where it is the page itself that forbids it (CSP Level 3 §6.1.2): the
 * browser tells the library nothing but that the connection failed.
 */
export function explainingCsp(stack: SipStack, log: Log): SipStack {
  const forbidden = new Set<string>()
  return {
    name: stack.name,
    capabilities: stack.capabilities,
    preload: () => stack.preload(),
    open(config, on) {
      const noteViolation = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
        const server = config.servers.find(({ url }) => new URL(url).origin === originOf(blockedURI))?.url
        if (effectiveDirective !== 'connect-src' || !server || forbidden.has(server)) return
        forbidden.add(server)
        log({ level: 'error', message: mend(server) })
      }
      document.addEventListener('securitypolicyviolation', noteViolation)
      const line = stack.open(config, (report) => on(explained(report, forbidden)))
      return {
        dial: (request, listener) => line.dial(request, listener),
        close() {
          document.removeEventListener('securitypolicyviolation', noteViolation)
          return line.close()
        },
      }
    },
  }
}

function explained(report: LineReport, forbidden: ReadonlySet<string>): LineReport {
  if (report.type !== 'disconnected' || !forbidden.has(report.server)) return report
  return { ...report, detail: `${mend(report.server)} (${report.detail})` }
}

function originOf(uri: string): string | undefined {
  try {
    return new URL(uri).origin
  } catch {
    return undefined
  }
}
