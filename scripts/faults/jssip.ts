import { contractTest } from './contract-test.ts'
import type { PlantedFault } from './fault.ts'

const library = 'packages/adapter-jssip/src/library.ts'
const contract = (id: string) => contractTest('jssip', id)
const own = (file: string, name: string) => ({ file: `packages/adapter-jssip/test/${file}.ts`, name })

/** Faults of the adapter for JsSIP. */
export const jssipFaults: readonly PlantedFault[] = [
  {
    name: 'JsSIP forgets the password after the first realm',
    file: library,
    code: "if (setting === 'password') plain = true",
    becomes: '',
    caughtBy: contract('credentials-realms'),
  },
  {
    name: 'JsSIP keeps a BYE without a socket from being told later',
    file: library,
    code: 'ua.transport.send = (message) => options.sockets.send(String(message))',
    becomes: '',
    caughtBy: contract('told-hang-up'),
  },
  {
    name: 'JsSIP ends the call whose hold was refused',
    file: library,
    code: "if (refusals.test(reason_phrase) || (confirmed && cause === 'Connection Error')) return on.refused()",
    becomes: '',
    caughtBy: contract('hold-refused'),
  },
  {
    name: 'JsSIP ends the call whose socket is lost during a hold',
    file: library,
    code: " || (confirmed && cause === 'Connection Error')",
    becomes: '',
    caughtBy: contract('hold-lost'),
  },
  {
    name: 'JsSIP’s answer to the peer’s offer ends our hold',
    file: 'packages/adapter-jssip/src/renegotiation.ts',
    code: 'transceiver.direction = held ?',
    becomes: 'transceiver.direction = !held ?',
    caughtBy: contract('hold-both'),
  },
  {
    name: 'JsSIP sends the voice before the caller’s offer is known, and loses it with a refused hold',
    file: 'packages/adapter-jssip/src/incoming.ts',
    code: 'mediaStream: new MediaStream(),',
    becomes: 'mediaStream: media.stream,',
    caughtBy: contract('in-hold-refused'),
  },
  {
    name: 'a refused offer is not taken back',
    file: library,
    code: "if (connection?.signalingState === 'have-local-offer') await connection.setLocalDescription({ type: 'rollback' })",
    becomes: '',
    caughtBy: own('jssip.test', 'whose hold is refused has no offer left'),
  },
  {
    name: 'JsSIP forgets a 200 that crosses the CANCEL',
    file: library,
    code: 'if (session.status === status.provisional) session._is_canceled = true',
    becomes: '',
    caughtBy: contract('glare-200'),
  },
  {
    name: 'a BYE goes without the ACK before it',
    file: library,
    code: "if (accepted && !confirmed) session.sendRequest('ACK')",
    becomes: '',
    caughtBy: contract('hang-up-applying'),
  },
  {
    name: 'a 180 without a To tag keeps the CANCEL from being sent',
    file: library,
    code: 'if (tagless && inviteOf(session)?.state === transactionState.proceeding) session._request.cancel()',
    becomes: '',
    caughtBy: contract('hang-up-tagless'),
  },
  {
    name: 'JsSIP hangs up a second fork in the first one’s dialog',
    file: library,
    code: '  mendForks(ua, session)\n',
    becomes: '',
    caughtBy: contract('ok-forked'),
  },
  {
    name: 'an ICE restart does not wait for new candidates',
    file: library,
    code: 'session._iceReady = false',
    becomes: '',
    caughtBy: contract('restart-agreed'),
  },
  {
    name: 'Replaces names the tags as this side sees them',
    file: library,
    code: 'incoming ? [session._from_tag, session._to_tag] : [session._to_tag, session._from_tag]',
    becomes: '[session._to_tag, session._from_tag]',
    caughtBy: contract('in-replaced'),
  },
  {
    name: 'the INVITE that answers a challenge is not waited for',
    file: 'packages/adapter-jssip/src/cancel.ts',
    code: 'if (again && again !== last && again.state <= transactionState.calling) return follow(again)',
    becomes: '',
    caughtBy: own('jssip.test', 'that is hung up while a challenge is on its way'),
  },
  {
    name: 'a line closes its socket on an open INVITE',
    file: 'packages/adapter-jssip/src/closing.ts',
    code: '(invites || (!late && unsettled(ua)))',
    becomes: '(!late && (invites || unsettled(ua)))',
    caughtBy: contract('close-late-200'),
  },
  {
    name: 'a call that was muted before it was placed is heard',
    file: 'packages/adapter-jssip/src/call.ts',
    code: 'if (this.media?.muted) this.media.setMuted(true, session)',
    becomes: '',
    caughtBy: contract('out-muted-first'),
  },
  {
    name: 'nobody answers a REFER of the peer',
    file: 'packages/adapter-jssip/src/call.ts',
    code: "session.on('refer', (request) => request.reject())",
    becomes: '',
    caughtBy: own('jssip.test', 'a REFER of the peer'),
  },
  {
    name: 'the caller’s own stream is used, and stopped',
    file: 'packages/adapter-jssip/src/call-media.ts',
    code: '(stream as MediaStream).clone()',
    becomes: 'stream as MediaStream',
    caughtBy: contract('out-stream'),
  },
  {
    name: 'a registration that JsSIP drops without a word is waited for',
    file: 'packages/adapter-jssip/src/registration.ts',
    code: "if (!this.#ua.registrator().registered) this.#fail('the server answered without our Contact')",
    becomes: '',
    caughtBy: contract('register-no-contact'),
  },
  {
    name: 'a REGISTER whose timer ran out counts as answered without our Contact, too',
    file: 'packages/adapter-jssip/src/registration.ts',
    code: 'queueMicrotask(() => this.#unexplained())',
    becomes: 'this.#unexplained()',
    caughtBy: contract('register-unanswered'),
  },
]
