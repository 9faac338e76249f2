import type { Transfer, TransferCommand, TransferView } from '@patchcord/core'
import { make, setAttribute, setText } from './dom.ts'
import { createFloating } from './floating.ts'
import { ModelElement } from './model-element.ts'
import { createPanel } from './panel.ts'
import type { SomeTexts } from './texts.ts'
import { type Placement, type TransferAction, transferActions } from './transfer.anatomy.ts'
import { connectTransfer, type TransferProps } from './transfer.connect.ts'
import { createManual, type Manual } from './transfer.manual.ts'
import { createSteps } from './transfer.steps.ts'
import { transferStyle } from './transfer.style.ts'
import { type TransferTexts, transferTexts } from './transfer.texts.ts'

/**
 * `<patchcord-transfer>`: what happens to the caller now and next, with the controls for it. It takes no room
 * while there is nothing to show.
 *
 * Attribute that it reads: `placement`. Attributes that it reflects: `state`, `detail`. Event: `patchcord-outcome`.
 */
export class PatchcordTransferElement extends ModelElement<TransferView, Transfer, TransferTexts> {
  static readonly observedAttributes = ['placement']

  readonly #panel = createPanel<TransferAction, TransferCommand | 'RETRY'>({
    scope: this.card,
    tones: transferActions,
    send: (command) => this.#send(command),
    sendDigit: (digit) => this.source?.sendDtmf(digit),
  })
  readonly #steps = createSteps()
  readonly #manualOptions = createManual()
  readonly #afterwards = make('p', { part: 'afterwards', id: 'afterwards' })
  readonly #floating = createFloating(this, this.card)
  #manual: Manual = {}
  #moment: TransferProps['moment'] = 'none'

  constructor() {
    super(transferTexts, transferStyle)
    const { head, actions, keypad, details } = this.#panel
    const hangup = this.#panel.button('hangup')
    hangup.setAttribute('aria-describedby', this.#afterwards.id)
    hangup.before(this.#floating.button)
    const body = [this.#steps.element, actions, keypad, this.#afterwards, this.#manualOptions.element, details]
    this.card.append(head, make('div', { part: 'body' }, ...body))
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

  /**
   * Where the card is: `floating` over the page, at the bottom of the window, or `inline`, where the element is.
   *
   * @default 'inline'
   */
  get placement(): Placement {
    return this.getAttribute('placement') === 'floating' ? 'floating' : 'inline'
  }

  set placement(placement: Placement) {
    this.setAttribute('placement', placement)
  }

  /** Words of the page's own, in place of the English ones. */
  get texts(): SomeTexts<TransferTexts> {
    return this.words
  }

  set texts(texts: SomeTexts<TransferTexts>) {
    this.setWords(texts)
  }

  attributeChangedCallback(): void {
    this.#floating.set(this.placement === 'floating')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#floating.connect()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#floating.disconnect()
  }

  protected get properties(): readonly string[] {
    return ['texts', 'manual', 'placement', 'transfer']
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
    const props = view && connectTransfer(view, this.words, this.#manual)
    setAttribute(this, 'state', view?.state ?? null)
    setAttribute(this, 'detail', props?.detail ?? null)
    const shown = props?.quiet === false
    this.card.toggleAttribute('data-quiet', !shown)
    this.card.toggleAttribute('data-call', props?.inCall ?? false)
    setAttribute(this.card, 'role', shown ? 'region' : null)
    setAttribute(this.card, 'aria-label', shown ? props.title : null)
    const moment = props?.moment ?? 'none'
    const begins = moment !== this.#moment && moment !== 'none' && (moment !== 'waiting' || this.#moment === 'none')
    this.#moment = moment
    this.#panel.settle(() => {
      if (props) this.#showProps(props)
      else this.#panel.clear()
      this.#floating.update({ shown, unfolds: begins }, this.words)
    })
    if (begins && this.placement === 'inline') this.#comeIntoView()
  }

  /** It may be below the fold, with the only button that stops the ringing; that one matters most. */
  #comeIntoView(): void {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    const fits = this.card.offsetHeight <= innerHeight
    const target = fits ? this.card : this.#panel.head
    target.scrollIntoView({ block: 'nearest', behavior: calm ? 'instant' : 'smooth' })
  }

  #showProps(props: TransferProps): void {
    setAttribute(this.card, 'data-tone', props.tone)
    this.#steps.update(props.steps)
    setText(this.#afterwards, props.afterwards)
    setAttribute(this.#afterwards, 'data-empty', props.afterwards ? null : '')
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
