import type { Transfer, TransferCommand, TransferView } from '@patchcord/core'
import { setAttribute } from './dom.ts'
import { ModelElement } from './model-element.ts'
import { createPanel } from './panel.ts'
import type { SomeTexts } from './texts.ts'
import { type TransferAction, transferActions, transferFocus } from './transfer.anatomy.ts'
import { connectTransfer, type TransferProps } from './transfer.connect.ts'
import { createManual, type Manual } from './transfer.manual.ts'
import { createSteps } from './transfer.steps.ts'
import { transferStyle } from './transfer.style.ts'
import { type TransferTexts, transferTexts } from './transfer.texts.ts'

/**
 * `<patchcord-transfer>`: what happens to the caller now and next, with the controls for it. It takes no room
 * while there is nothing to show.
 *
 * Attributes that it reflects: `state`, `detail`. Event: `patchcord-outcome`.
 */
export class PatchcordTransferElement extends ModelElement<TransferView, Transfer, TransferTexts> {
  readonly #panel = createPanel<TransferAction, TransferCommand | 'RETRY'>({
    scope: this.card,
    tones: transferActions,
    send: (command) => this.#send(command),
    sendDigit: (digit) => this.source?.sendDtmf(digit),
  })
  readonly #steps = createSteps()
  readonly #manualOptions = createManual()
  #manual: Manual = {}

  constructor() {
    super(transferTexts, transferStyle)
    const { head, actions, keypad, details } = this.#panel
    this.card.append(head, this.#steps.element, actions, keypad, this.#manualOptions.element, details)
  }

  /** The transfer that is shown and controlled; `null` shows nothing. */
  get transfer(): Transfer | null {
    return this.source
  }

  set transfer(transfer: Transfer | null) {
    this.source = transfer
  }

  /** How the caller reaches a human after a failure, without the page. */
  get manual(): Manual {
    return this.#manual
  }

  set manual(manual: Manual) {
    this.#manual = { ...manual }
    this.refresh()
  }

  /** Words of the page's own, in place of the English ones. */
  get texts(): SomeTexts<TransferTexts> {
    return this.words
  }

  set texts(texts: SomeTexts<TransferTexts>) {
    this.setWords(texts)
  }

  protected get properties(): readonly string[] {
    return ['texts', 'manual', 'transfer']
  }

  protected get focusOrder(): readonly HTMLElement[] {
    return transferFocus.map((name) => this.#panel.button(name))
  }

  protected override listen(transfer: Transfer): readonly (() => void)[] {
    const tell = (outcome: unknown) => {
      const detail: unknown = JSON.parse(JSON.stringify(outcome))
      this.dispatchEvent(new CustomEvent('patchcord-outcome', { bubbles: true, composed: true, detail }))
    }
    return [...super.listen(transfer), transfer.onOutcome(tell)]
  }

  protected rest(): void {
    this.#panel.rest()
  }

  protected show(view: TransferView | null): void {
    setAttribute(this, 'state', view?.state ?? null)
    const props = view && connectTransfer(view, this.words, this.#manual)
    setAttribute(this, 'detail', props?.detail ?? null)
    const appears = this.card.hasAttribute('data-quiet') && props?.quiet === false
    this.card.toggleAttribute('data-quiet', !props || props.quiet)
    setAttribute(this.card, 'role', props && !props.quiet ? 'region' : null)
    setAttribute(this.card, 'aria-label', props && !props.quiet ? props.title : null)
    if (props) this.#showProps(props)
    else this.#panel.clear()
    // It may be below the fold, with the only button that stops the ringing.
    if (appears) this.card.scrollIntoView({ block: 'nearest' })
  }

  #showProps(props: TransferProps): void {
    setAttribute(this.card, 'data-tone', props.tone)
    this.#steps.update(props.steps)
    this.#manualOptions.update(props.manual, this.words.manual)
    this.#panel.update(props, this.words)
  }

  #send(command: TransferCommand | 'RETRY'): void {
    if (command === 'RETRY') this.source?.retry()
    else this.source?.send(command)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patchcord-transfer': PatchcordTransferElement
  }
}
