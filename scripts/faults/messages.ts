import { contractTest } from './contract-test.ts'
import type { PlantedFault } from './fault.ts'

const at = (file: string) => `packages/core/src/adapter/${file}.ts`
const contract = (id: string) => contractTest('jssip', id)

/** Faults of how messages are read before a library does, and of how challenges are answered. */
export const messageFaults: readonly PlantedFault[] = [
  {
    name: 'a message with an address that a library refuses vanishes',
    file: at('addresses'),
    code: 'isReadable(uri) ? uri : standInFor(uri)',
    becomes: 'uri',
    caughtBy: contract('odd-answer-contact-digit-host'),
  },
  {
    name: 'the PBX reads a stand-in instead of its own address',
    file: at('line-base'),
    code: 'this.#digests.signed(withoutStandIns(message))',
    becomes: 'this.#digests.signed(message)',
    caughtBy: contract('odd-answer-contact-digit-host'),
  },
  {
    name: 'a 200 without a Contact is dropped',
    file: at('reader'),
    code: "].filter((contact) => contact !== '<>')",
    becomes: '].slice(1)',
    caughtBy: contract('odd-answer-no-contact'),
  },
  {
    name: 'a registration for no time at all is renewed in an endless loop',
    file: at('reader'),
    code: 'return readable.filter(lasts)',
    becomes: 'return readable',
    caughtBy: contractTest('sipjs', 'register-no-time'),
  },
  {
    name: 'an answer that cannot be read is neither acknowledged nor hung up',
    file: at('line-base'),
    code: 'for (const reply of replies) this.link.send(reply)',
    becomes: '',
    caughtBy: contract('unreadable-accepted'),
  },
  {
    name: 'the library waits on for an answer that could not be read',
    file: at('line-base'),
    code: 'this.#pass(over)',
    becomes: '',
    caughtBy: contract('unreadable-refused'),
  },
  {
    name: 'the credentials for one realm take the place of another’s',
    file: at('digests'),
    code: '[...held.values()].flatMap(',
    becomes: '[...held.values()].slice(-1).flatMap(',
    caughtBy: contract('challenge-two-proxies'),
  },
  {
    name: 'a hash is offered to another realm',
    file: at('digest'),
    code: ' && challenge.realm === secret.realm',
    becomes: '',
    caughtBy: contract('credentials-hash-realm'),
  },
  {
    name: 'the CANCEL of a lost INVITE has a branch of its own',
    file: at('requests'),
    code: "['Via', headerOf(invite, 'via')],",
    becomes: "['Via', headerOf(invite, 'via') + 'x'],",
    caughtBy: contract('told-branch'),
  },
]
