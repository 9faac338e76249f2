import { contractTest } from './contract-test.ts'
import type { PlantedFault } from './fault.ts'

const library = 'packages/adapter-sipjs/src/library.ts'
const description = 'packages/adapter-sipjs/src/description.ts'
const contract = (id: string) => contractTest('sipjs', id)
const own = (file: string, name: string) => ({ file: `packages/adapter-sipjs/test/${file}.ts`, name })

/** Faults of the adapter for SIP.js. */
export const sipjsFaults: readonly PlantedFault[] = [
  {
    name: 'SIP.js drops a 180 without a To tag',
    file: library,
    code: "response.toTag ||= 'none'",
    becomes: '',
    caughtBy: own('own.test', 'a 180 without a To tag'),
  },
  {
    name: 'SIP.js registers in an endless loop where the Contact has no expiry',
    file: library,
    code: "if (response.method === 'REGISTER' && status >= 200 && status < 300) limit(response)",
    becomes: '',
    caughtBy: contract('register-bare'),
  },
  {
    name: 'a BYE that overtakes the answer is not answered',
    file: library,
    code: '    else request.accept()\n',
    becomes: '',
    caughtBy: contract('bye-overtaking'),
  },
  {
    name: 'SIP.js throws at a second fork’s answer after the end',
    file: library,
    code: "if (!isTerminated(session) || state !== 'Terminated') transit(state)",
    becomes: 'transit(state)',
    caughtBy: contract('late-200-forks'),
  },
  {
    name: 'a hang-up while the answer is applied goes with a false reason',
    file: library,
    code: `if (on.isOver()) hangUp(response)
    else hangUp(response, status, reason)`,
    becomes: 'hangUp(response, status, reason)',
    caughtBy: contract('hang-up-applying'),
  },
  {
    name: 'a challenge after the hang-up is answered with another INVITE',
    file: library,
    code: 'if (invite) invite.authenticationGuard = () => true',
    becomes: '',
    caughtBy: own('own.test', 'a hang-up while a challenge is on its'),
  },
  {
    name: 'a BYE whose ACK is to come is not waited for',
    file: library,
    code: `(dialog as Core.SessionDialog).sessionState === 'AckWait'`,
    becomes: 'dialog === undefined',
    caughtBy: contract('in-closed-unacknowledged'),
  },
  {
    name: 'transactions do not hear of the loss of the socket',
    file: 'packages/adapter-sipjs/src/line.ts',
    code: 'if (this.#outlet) abandon(this.#outlet.ua)',
    becomes: '',
    caughtBy: own('own.test', 'a REFER whose socket is lost'),
  },
  {
    name: 'the INVITE is given up with its socket, so that a late 200 leaves a leg',
    file: library,
    code: "if (message.method === 'INVITE' && !message.toTag) {",
    becomes: 'if (message.method === undefined) {',
    caughtBy: own('own.test', 'a 200 that still comes after the socket'),
  },
  {
    name: 'a registration’s timers outlive the line',
    file: library,
    code: 'inside.clearTimers()',
    becomes: '',
    caughtBy: own('sipjs.test', 'no timer of 32 s and more outlives a line that nobody answers'),
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
    caughtBy: contract('hold-bad-sdp'),
  },
  {
    name: 'early media is not heard',
    file: 'packages/adapter-sipjs/src/outgoing.ts',
    code: 'if (body) this.description?.early(body)',
    becomes: '',
    caughtBy: own('sipjs.test', 'of early media need not come again'),
  },
  {
    name: 'the offer is not made anew for another fork’s answer',
    file: description,
    code: 'await this.#connection.setLocalDescription(await this.#connection.createOffer())',
    becomes: '',
    caughtBy: contract('early-forked'),
  },
  {
    name: 'a held call still sends',
    file: 'packages/adapter-sipjs/src/call-media.ts',
    code: '!(this.#muted || this.#held)',
    becomes: '!this.#muted',
    caughtBy: contract('hold-silent'),
  },
  {
    name: 'an answer to the peer’s offer ends our hold',
    file: description,
    code: 'transceiver.direction = held ?',
    becomes: 'transceiver.direction = !held ?',
    caughtBy: contract('hold-both'),
  },
  {
    name: 'the voice is sent before the caller’s offer is known, and is lost with a refused hold',
    file: 'packages/adapter-sipjs/src/incoming.ts',
    code: 'this.describe(this.#invitation, media, iceServers)',
    becomes: `this.describe(this.#invitation, media, iceServers)
    media.send()`,
    caughtBy: contract('in-hold-refused'),
  },
  {
    name: 'SIP.js follows a REFER of the peer',
    file: 'packages/adapter-sipjs/src/call.ts',
    code: 'onRefer: (referral) => void referral.reject({ statusCode: 603 }),',
    becomes: '',
    caughtBy: own('own.test', 'a REFER of the peer is refused'),
  },
  {
    name: 'a second REFER takes the first one’s outcome',
    file: 'packages/adapter-sipjs/src/call.ts',
    code: 'this.#referred.then(() => this.#refer(target))',
    becomes: 'this.#refer(target)',
    caughtBy: own('own.test', 'two REFERs get both outcomes'),
  },
  {
    name: 'SIP.js prints what goes over the wire',
    file: 'packages/adapter-sipjs/src/account.ts',
    code: 'logBuiltinEnabled: false,',
    becomes: "logBuiltinEnabled: true, logLevel: 'debug',",
    caughtBy: own('sipjs.test', 'nothing is printed, least of all a secret'),
  },
  {
    name: 'a call that the peer does not know stays up',
    file: 'packages/adapter-sipjs/src/renegotiation.ts',
    code: '/^(408|481)$/',
    becomes: '/^408$/',
    caughtBy: contract('hold-unknown'),
  },
  {
    name: 'a 408 within the call leaves it up',
    file: 'packages/adapter-sipjs/src/renegotiation.ts',
    code: '/^(408|481)$/',
    becomes: '/^481$/',
    caughtBy: contract('refresh-408'),
  },
  {
    name: 'a line waits for the end of an INVITE whose socket was lost',
    file: 'packages/adapter-sipjs/src/library.ts',
    code: ' && !orphans.has(transaction)',
    becomes: '',
    caughtBy: contract('told-close'),
  },
  {
    name: 'a hang-up waits for its limit, though its socket is lost',
    file: 'packages/adapter-sipjs/src/cancel.ts',
    code: '    void lost.then(done)\n',
    becomes: '',
    caughtBy: own('own.test', 'a hang-up that waits for its answer'),
  },
  {
    name: 'the description of a 183 counts, whatever the 200 says',
    file: 'packages/adapter-sipjs/src/library.ts',
    code: 'if (body && dialog._answer) dialog._answer = { ...dialog._answer, content: body }',
    becomes: 'void body',
    caughtBy: contract('early-changed'),
  },
]
