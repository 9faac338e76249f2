import type { LineReport, Log, SipStack } from '@patchcord/core'

/** What to do about a page's own policy, by the server's address; a query may hold a token. */
function mend(server: string): string {
  const { origin, pathname } = new URL(server)
  return `the page’s Content-Security-Policy forbids ${origin}${pathname}: add ${origin} to its connect-src`
}

/**
 * A stack that knows when it is the page itself that forbids its server (CSP Level 3 §6.1.2): the browser tells a library
 * nothing, and some let it wait. The line is reported as down at once, by the directive that mends it.
 */
export function explainingCsp(stack: SipStack, log: Log): SipStack {
  const told = new Set<string>()
  return {
    name: stack.name,
    capabilities: stack.capabilities,
    preload: () => stack.preload(),
    open(config, on) {
      const noteViolation = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
        const server = config.servers.find(({ url }) => new URL(url).origin === originOf(blockedURI))?.url
        if (effectiveDirective !== 'connect-src' || !server) return
        if (!told.has(server)) log({ level: 'error', message: mend(server) })
        told.add(server)
        on(forbidden(server))
      }
      document.addEventListener('securitypolicyviolation', noteViolation)
      const line = stack.open(config, on)
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

const forbidden = (server: string): LineReport => ({
  type: 'disconnected',
  server: new URL(server).origin,
  detail: mend(server),
  setting: 'connect-src',
})

function originOf(uri: string): string | undefined {
  try {
    return new URL(uri).origin
  } catch {
    return undefined
  }
}
