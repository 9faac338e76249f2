import type { PlantedFault } from './fault.ts'

const library = 'packages/adapter-jssip/src/library.ts'
const test = (file: string, name: string) => ({ file: `packages/adapter-jssip/test/${file}.test.ts`, name })

/** Faults of the adapter for JsSIP. */
export const jssipFaults: readonly PlantedFault[] = [
  {
    name: 'JsSIP forgets the password after the first realm',
    file: library,
    code: "if (setting === 'password') plain = true",
    becomes: '',
    caughtBy: test('credentials', 'credentials > fit a second realm within a call'),
  },
  {
    name: 'JsSIP ends the call whose hold was refused',
    file: library,
    code: "if (refusals.test(reason_phrase) || (confirmed && cause === 'Connection Error')) return on.refused()",
    becomes: '',
    caughtBy: test('in-call', 'hold > resolves false after a refusal, and the call stays up'),
  },
  {
    name: 'JsSIP ends the call whose socket is lost during a hold',
    file: library,
    code: " || (confirmed && cause === 'Connection Error')",
    becomes: '',
    caughtBy: test('reconnect', 'the loss of the WebSocket > during a hold leaves the call up'),
  },
  {
    name: 'a refused offer is not taken back',
    file: library,
    code: "if (connection?.signalingState === 'have-local-offer') await connection.setLocalDescription({ type: 'rollback' })",
    becomes: '',
    caughtBy: test('in-call', 'hold > resolves false after a refusal, and the call stays up'),
  },
  {
    name: 'JsSIP forgets a 200 that crosses the CANCEL',
    file: library,
    code: 'if (session.status === status.provisional) session._is_canceled = true',
    becomes: '',
    caughtBy: test('hangup', 'hanging up > acknowledges and hangs up a 200 that crosses the CANCEL'),
  },
  {
    name: 'a BYE goes without the ACK before it',
    file: library,
    code: "if (accepted && !confirmed) session.sendRequest('ACK')",
    becomes: '',
    caughtBy: test('hangup', 'hanging up > acknowledges a 200 that is still being applied before its BYE'),
  },
  {
    name: 'a 180 without a To tag keeps the CANCEL from being sent',
    file: library,
    code: 'if (tagless && inviteOf(session)?.state === transactionState.proceeding) session._request.cancel()',
    becomes: '',
    caughtBy: test('hangup', 'hanging up > while it rings without a To tag sends CANCEL, too'),
  },
  {
    name: 'JsSIP hangs up a second fork in the first one’s dialog',
    file: library,
    code: '  mendForks(ua, session)\n',
    becomes: '',
    caughtBy: test('outgoing', 'an outgoing call > hangs a second fork up and keeps the first'),
  },
  {
    name: 'an ICE restart does not wait for new candidates',
    file: library,
    code: 'session._iceReady = false',
    becomes: '',
    caughtBy: test('in-call', 'an ICE restart > waits for new candidates'),
  },
  {
    name: 'Replaces names the tags as this side sees them',
    file: library,
    code: 'incoming ? [session._from_tag, session._to_tag] : [session._to_tag, session._from_tag]',
    becomes: '[session._to_tag, session._from_tag]',
    caughtBy: test('incoming', 'a call that comes in > can be replaced by its far end’s view of the tags'),
  },
  {
    name: 'the INVITE that answers a challenge is not waited for',
    file: 'packages/adapter-jssip/src/cancel.ts',
    code: 'if (again && again !== last && again.state <= transactionState.calling) return follow(again)',
    becomes: '',
    caughtBy: test('promises', 'a call that is hung up while challenged ends no sooner than its second INVITE'),
  },
  {
    name: 'a line closes its socket on an open INVITE',
    file: 'packages/adapter-jssip/src/closing.ts',
    code: '(invites || (!late && unsettled(ua)))',
    becomes: '(!late && (invites || unsettled(ua)))',
    caughtBy: test('line', 'closing a line > keeps the socket for an open INVITE: a late 200 gets ACK and BYE'),
  },
  {
    name: 'a call that was muted before it was placed is heard',
    file: 'packages/adapter-jssip/src/call.ts',
    code: 'if (this.media?.muted) this.media.setMuted(true, session)',
    becomes: '',
    caughtBy: test('outgoing', 'an outgoing call > stays muted when it was muted before it was placed'),
  },
  {
    name: 'nobody answers a REFER of the peer',
    file: 'packages/adapter-jssip/src/call.ts',
    code: "session.on('refer', (request) => request.reject())",
    becomes: '',
    caughtBy: test('in-call', 'a REFER of the peer is refused'),
  },
  {
    name: 'the caller’s own stream is used, and stopped',
    file: 'packages/adapter-jssip/src/call-media.ts',
    code: '(stream as MediaStream).clone()',
    becomes: 'stream as MediaStream',
    caughtBy: test('outgoing', 'an outgoing call > leaves the caller’s stream alone and stops its own copy'),
  },
  {
    name: 'a registration that JsSIP drops without a word is waited for',
    file: 'packages/adapter-jssip/src/registration.ts',
    code: "if (!this.#ua.registrator().registered) this.#fail('the server answered without our Contact')",
    becomes: '',
    caughtBy: test('registration', 'registration > fails when the server does not list our Contact'),
  },
  {
    name: 'JsSIP’s own timer keeps the line from coming back',
    file: 'packages/adapter-jssip/src/line.ts',
    code: `if (this.#ua?.transport.isConnecting()) this.#socket.onconnect()
    else this.#ua?.transport.connect()`,
    becomes: 'this.#ua?.transport.connect()',
    caughtBy: test('reconnect', 'a loss for longer than JsSIP’s own timer runs is mended, too'),
  },
]
