import type { WireMessage } from './far.types.ts'

/** What a mock's far side writes down: no bytes went anywhere, but the ladder is the same. */
export class MockWire extends Array<WireMessage> {
  #sequence = 0

  /** `to`: the far side's tag, where the message belongs to a dialog. */
  note(from: WireMessage['from'], step: string, callId: string, { body = '', to = '' } = {}): void {
    const invite = step === 'INVITE' && from === 'stack'
    if (invite) this.#sequence += 1
    this.push({
      from,
      step,
      start: step,
      headers: {
        'call-id': [callId],
        cseq: [`${this.#sequence} ${step.split(' ').at(-1)}`],
        from: [`<sip:anna@pbx.test>;tag=near-${callId}`],
        to: [`<sip:200@pbx.test>${to ? `;tag=${to}` : ''}`],
      },
      body,
    })
  }
}
