import type { PlantedFault } from './fault.ts'

const at = (file: string) => `packages/core/src/adapter/${file}.ts`
const test = (file: string, name: string) => ({ file: `packages/adapter-jssip/test/${file}.test.ts`, name })

/** Faults of what both adapters stand on. */
export const coreFaults: readonly PlantedFault[] = [
  {
    name: 'a report comes before the method has returned',
    file: at('report'),
    code: '    queueMicrotask(() => {\n      if (!this.#silent) listener(report)\n    })',
    becomes: '    listener(report)',
    caughtBy: test('promises', 'the port’s promises > a hang-up reports nothing before it has returned'),
  },
  {
    name: 'something is reported after the line was closed',
    file: at('line-base'),
    code: 'this.#reporter.close()',
    becomes: '',
    caughtBy: test(
      'promises',
      'the port’s promises > a registration that succeeds while the line closes is not reported',
    ),
  },
  {
    name: 'a closed line leaves its calls up',
    file: at('line-base'),
    code: 'for (const call of this.#calls) call.hangup()',
    becomes: '',
    caughtBy: test('line', 'closing a line > hangs up what is up'),
  },
  {
    name: 'a call that nobody takes is left ringing',
    file: at('line-base'),
    code: 'if (!call.taken) call.reject(480)',
    becomes: '',
    caughtBy: test('incoming', 'a call that comes in > gets 480 when nobody takes it at once'),
  },
  {
    name: 'the loss of the socket ends a confirmed call',
    file: at('call-base'),
    code: "if (!this.answered) this.fail('transport', detail)",
    becomes: "this.fail('transport', detail)",
    caughtBy: test(
      'reconnect',
      'the loss of the WebSocket > leaves a confirmed call up: its BYE goes over the new socket, which comes quickly',
    ),
  },
  {
    name: 'a hang-up that nobody can hear counts as signalled',
    file: at('call-base'),
    code: 'return !this.known || this.host.link.isOpen',
    becomes: 'return true',
    caughtBy: test('reconnect', 'the loss of the WebSocket > makes a hang-up unsignalled'),
  },
  {
    name: 'a target that is no SIP URI is dialled',
    file: at('call-base'),
    code: "if (!sipUri.test(target)) return this.#refuse('invalid', 'the target is not a SIP URI')",
    becomes: '',
    caughtBy: test('outgoing', 'an outgoing call > refuses the target sip:pbx.test'),
  },
  {
    name: 'any character is sent as a digit',
    file: at('call-base'),
    code: "tones.toUpperCase().replace(/[^0-9A-D*#]/g, '')",
    becomes: 'tones',
    caughtBy: test('in-call', 'DTMF > goes by RFC 4733, without other characters'),
  },
  {
    name: 'a call is placed although nothing is connected',
    file: at('call-base'),
    code: "if (!connected || !this.host.link.isOpen) return this.#refuse('transport', 'not connected')",
    becomes: '',
    caughtBy: test(
      'reconnect',
      'a server that cannot be reached > ends a call at once; no call is placed when it comes up',
    ),
  },
  {
    name: 'a refusal may have any status',
    file: at('incoming'),
    code: 'Number.isInteger(status) && status >= 400 && status < 700 ? status : 480',
    becomes: 'status',
    caughtBy: test('incoming', 'a call that comes in > is rejected with 200'),
  },
  {
    name: 'every header of an INVITE is passed on',
    file: at('incoming'),
    code: '.filter(([name]) => /^(x-|user-to-user$)/i.test(name))',
    becomes: '',
    caughtBy: test('incoming', 'a call that comes in > says who calls and with which headers'),
  },
  {
    name: 'a secret’s own words are told',
    file: at('credentials'),
    code: 'await within(Promise.resolve().then(secret), limit)',
    becomes: 'await secret()',
    caughtBy: test('credentials', 'credentials > that cannot be had end the call, without their words'),
  },
  {
    name: 'ICE servers that cannot be had end the call',
    file: at('credentials'),
    code: 'await within(Promise.resolve().then(iceServers), limits.gathering)',
    becomes: 'await iceServers()',
    caughtBy: test('gathering', 'the INVITE > goes on with none when the ICE servers cannot be had'),
  },
  {
    name: 'an account that was accepted once is never trusted',
    file: at('credentials'),
    code: 'if (carried && provesAcceptance(status)) this.#accepted = true',
    becomes: '',
    caughtBy: test('credentials', 'credentials > answer a challenge'),
  },
  {
    name: 'a silent STUN server is waited for each time',
    file: at('gathering'),
    code: 'this.#options.silent.note(this.#options.iceServers)',
    becomes: '',
    caughtBy: test('gathering', 'the INVITE > waits for a silent server only within its limit, and then not again'),
  },
  {
    name: 'an INVITE goes with .local names alone',
    file: at('gathering'),
    code: 'if (!literal) this.#options.failed(explain(this.#lack))',
    becomes: '',
    caughtBy: test('gathering', 'the INVITE > never goes with .local names alone: when gathering is complete'),
  },
  {
    name: '.local names go along with the others',
    file: at('gathering'),
    code: "literal ? lines.filter((line) => parseCandidate(line)?.literal !== false).join('\\r\\n') : sdp",
    becomes: 'sdp',
    caughtBy: test('gathering', 'the INVITE > goes with the first host candidate where there is no ICE server'),
  },
  {
    name: 'a candidate that came before the limit is not used at it',
    file: at('gathering'),
    code: 'if (this.#literal) this.#ready?.()\n    else {',
    becomes: '{',
    caughtBy: test('gathering', 'the INVITE > goes at the limit with what is literal'),
  },
  {
    name: 'a socket that hangs is kept',
    file: at('keepalive'),
    code: 'this.#deadline = setTimeout(',
    becomes: 'void (',
    caughtBy: test(
      'reconnect',
      'a socket that hangs > is replaced while a call is up, if the server used to answer pings',
    ),
  },
  {
    name: 'a server that accepts and stays silent is waited for',
    file: at('socket'),
    code: 'const timer = setTimeout(',
    becomes: 'const timer = void (',
    caughtBy: test(
      'reconnect',
      'a server that cannot be reached > that accepts and stays silent counts as unreachable after the limit',
    ),
  },
  {
    name: 'a line that is closed while it connects connects',
    file: at('reconnect'),
    code: "this.#opening?.abort('the line was closed')",
    becomes: '',
    caughtBy: test('promises', 'the port’s promises > a line that is closed while it connects leaves no socket'),
  },
  {
    name: 'servers are tried without regard to priority',
    file: at('reconnect'),
    code: '[...servers].sort((a, b) => a.priority - b.priority)',
    becomes: 'servers',
    caughtBy: test(
      'reconnect',
      'a server that cannot be reached > is passed over for the next by priority, and reported once for the whole round',
    ),
  },
  {
    name: 'a library that could not be loaded is not asked for again',
    file: at('once'),
    code: 'loading = undefined\n',
    becomes: '\n',
    caughtBy: test('line', 'opening a line > takes a library that is already there, and asks for it again'),
  },
]
