import type { PlantedFault } from './fault.ts'

const library = 'packages/adapter-sipjs/src/library.ts'
const description = 'packages/adapter-sipjs/src/description.ts'
const test = (file: string, name: string) => ({ file: `packages/adapter-sipjs/test/${file}.test.ts`, name })

/** Faults of the adapter for SIP.js. */
export const sipjsFaults: readonly PlantedFault[] = [
  {
    name: 'SIP.js drops a 200 without a Contact',
    file: library,
    code: '  mendResponses(ua.userAgentCore)\n',
    becomes: '',
    caughtBy: test(
      'outgoing',
      'what SIP.js drops without a word > a 180 and a 200 without a Contact still ring and answer',
    ),
  },
  {
    name: 'SIP.js drops a 180 without a To tag',
    file: library,
    code: "if (status < 200) response.toTag ||= 'none'",
    becomes: '',
    caughtBy: test('outgoing', 'what SIP.js drops without a word > a 180 without a To tag still rings'),
  },
  {
    name: 'SIP.js registers in an endless loop where the Contact has no expiry',
    file: library,
    code: "if (response.method === 'REGISTER' && status >= 200 && status < 300) limit(response)",
    becomes: '',
    caughtBy: test('registration', 'a registration, where SIP.js errs > without an expiry in our Contact is made once'),
  },
  {
    name: 'a hash is offered to another realm',
    file: library,
    code: "return digest && asked.kind === 'ha1' ? ofRealm(digest, asked.realm) : digest",
    becomes: 'return digest',
    caughtBy: test('credentials', 'credentials > that are a hash of one realm are not offered to another'),
  },
  {
    name: 'a BYE that overtakes the answer is not answered',
    file: library,
    code: '    else request.accept()\n',
    becomes: '',
    caughtBy: test(
      'outgoing',
      'what SIP.js drops without a word > a BYE that overtakes the answer ends the call, and leaves no leg',
    ),
  },
  {
    name: 'SIP.js throws at a second fork’s answer after the end',
    file: library,
    code: "if (!isTerminated(session) || state !== 'Terminated') transit(state)",
    becomes: 'transit(state)',
    caughtBy: test(
      'hangup',
      'hanging up, where SIP.js would leave a leg > hangs up every fork that answers afterwards',
    ),
  },
  {
    name: 'a hang-up while the answer is applied goes with a false reason',
    file: library,
    code: `if (on.isOver()) hangUp(response)
    else hangUp(response, status, reason)`,
    becomes: 'hangUp(response, status, reason)',
    caughtBy: test(
      'hangup',
      'hanging up, where SIP.js would leave a leg > while the 200 is being applied says no false reason',
    ),
  },
  {
    name: 'a challenge after the hang-up is answered with another INVITE',
    file: library,
    code: 'if (invite) invite.authenticationGuard = () => true',
    becomes: '',
    caughtBy: test(
      'hangup',
      'hanging up, where SIP.js would leave a leg > while a challenge is on its way does not send the INVITE again',
    ),
  },
  {
    name: 'a BYE whose ACK is to come is not waited for',
    file: library,
    code: `(dialog as Core.SessionDialog).sessionState === 'AckWait'`,
    becomes: 'dialog === undefined',
    caughtBy: test(
      'incoming',
      'between our 200 and its ACK > a line that closes waits for the ACK, so that the BYE is sent',
    ),
  },
  {
    name: 'transactions do not hear of the loss of the socket',
    file: 'packages/adapter-sipjs/src/line.ts',
    code: 'if (this.#outlet) abandon(this.#outlet.ua)',
    becomes: '',
    caughtBy: test(
      'reconnect',
      'the loss of the WebSocket, which SIP.js does not tell its calls > leaves a REFER without an outcome',
    ),
  },
  {
    name: 'the INVITE is given up with its socket, so that a late 200 leaves a leg',
    file: library,
    code: "if (!isPending(transaction) || (message.method === 'INVITE' && !message.toTag)) continue",
    becomes: 'if (!isPending(transaction)) continue',
    caughtBy: test(
      'reconnect',
      'the loss of the WebSocket, which SIP.js does not tell its calls > ends a call; a 200 that still comes gets ACK and BYE (ringing: true)',
    ),
  },
  {
    name: 'a registration’s timers outlive the line',
    file: library,
    code: 'inside.clearTimers()',
    becomes: '',
    caughtBy: test(
      'line',
      'a line on SIP.js > closes within its limit where the server answers neither the un-REGISTER nor the BYE',
    ),
  },
  {
    name: 'an answer that cannot be used ends the call',
    file: description,
    code: `    } catch {
      await this.rollbackDescription()
    }
  }

  /** While`,
    becomes: `    } finally {}
  }

  /** While`,
    caughtBy: test('in-call', 'hold > resolves false after an unusable answer, and the call stays up'),
  },
  {
    name: 'early media is not heard',
    file: 'packages/adapter-sipjs/src/outgoing.ts',
    code: 'if (body) this.description?.early(body)',
    becomes: '',
    caughtBy: test('outgoing', 'early media > is heard, and its description need not come again'),
  },
  {
    name: 'the answer does not wait for early media that is being applied',
    file: description,
    code: '    await this.#applied\n',
    becomes: '',
    caughtBy: test('outgoing', 'early media > may still be on its way to being heard when another fork answers'),
  },
  {
    name: 'the offer is not made anew for another fork’s answer',
    file: description,
    code: 'await this.#connection.setLocalDescription(await this.#connection.createOffer())',
    becomes: '',
    caughtBy: test('outgoing', 'early media > of one fork does not keep another one from answering'),
  },
  {
    name: 'a held call still sends',
    file: description,
    code: 'this.#options.media.setHeld(held)',
    becomes: '',
    caughtBy: test('in-call', 'offers within a call > nothing is sent while the call is held'),
  },
  {
    name: 'SIP.js follows a REFER of the peer',
    file: 'packages/adapter-sipjs/src/call.ts',
    code: 'onRefer: (referral) => void referral.reject({ statusCode: 603 }),',
    becomes: '',
    caughtBy: test('in-call', 'REFER > of the peer is refused'),
  },
  {
    name: 'a second REFER takes the first one’s outcome',
    file: 'packages/adapter-sipjs/src/call.ts',
    code: 'this.#referred.then(() => this.#refer(target))',
    becomes: 'this.#refer(target)',
    caughtBy: test('in-call', 'REFER > twice gets both outcomes, although SIP.js has one listener for them'),
  },
  {
    name: 'SIP.js prints what goes over the wire',
    file: 'packages/adapter-sipjs/src/account.ts',
    code: 'logBuiltinEnabled: false,',
    becomes: "logBuiltinEnabled: true, logLevel: 'debug',",
    caughtBy: test('outgoing', 'SIP.js’s own habits > nothing is printed, least of all a secret'),
  },
  {
    name: 'a call that the peer does not know stays up',
    file: 'packages/adapter-sipjs/src/renegotiation.ts',
    code: 'if (response.statusCode === 481 && !isInvented(response)) this.#host.gone()',
    becomes: '',
    caughtBy: test('in-call', 'offers within a call > that find the call unknown to the peer end it'),
  },
]
