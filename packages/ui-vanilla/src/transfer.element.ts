import type { Transfer, TransferView } from '@patchcord/core'
import { createActions } from './action.ts'
import { createDetails } from './details.ts'
import { make, setAttribute, setText } from './dom.ts'
import { setIcon } from './icons.ts'
import { createKeypad } from './keypad.ts'
import { createLive } from './live.ts'
import { ModelElement } from './model-element.ts'
import type { SomeTexts } from './texts.ts'
import { createTimer } from './timer.ts'
import { transferActions, transferFocus } from './transfer.anatomy.ts'
import { connectTransfer, type TransferPress, type TransferProps } from './transfer.connect.ts'
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
  readonly #badge = make('span', { part: 'badge', 'aria-hidden': 'true' })
  readonly #title = make('p', { part: 'title' })
  readonly #live = createLive()
  readonly #timer = createTimer()
  readonly #steps = createSteps()
  readonly #details = createDetails()
  readonly #manualOptions = createManual()
  readonly #actions = createActions(transferActions, (press: TransferPress) => this.#press(press))
  readonly #keypad = createKeypad(
    (digit) => this.source?.sendDtmf(digit),
    () => this.#closeKeypad(),
  )
  #manual: Manual = {}

  constructor() {
    super(transferTexts, transferStyle)
    const { status, alert } = this.#live
    const words = make('div', { part: 'words' }, this.#title, status, alert)
    const buttons = Object.values(this.#actions).map(({ element }) => element)
    this.card.append(
      make('div', { part: 'head' }, this.#badge, words, this.#timer.element),
      this.#steps.element,
      this.#manualOptions.element,
      make('div', { part: 'actions' }, ...buttons),
      this.#keypad.element,
      this.#details.element,
    )
    this.#actions.keypad.element.setAttribute('aria-controls', this.#keypad.element.id)
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
    return transferFocus.map((name) => this.#actions[name].element)
  }

  protected override listen(transfer: Transfer): readonly (() => void)[] {
    const tell = (outcome: unknown) => {
      const detail: unknown = JSON.parse(JSON.stringify(outcome))
      this.dispatchEvent(new CustomEvent('patchcord-outcome', { bubbles: true, composed: true, detail }))
    }
    return [...super.listen(transfer), transfer.onOutcome(tell)]
  }

  protected rest(): void {
    this.#timer.pause()
  }

  protected show(view: TransferView | null): void {
    setAttribute(this, 'state', view?.state ?? null)
    const props = view && connectTransfer(view, this.words, this.#manual)
    setAttribute(this, 'detail', props?.detail ?? null)
    this.card.toggleAttribute('data-quiet', !props || props.quiet)
    setAttribute(this.card, 'role', props && !props.quiet ? 'region' : null)
    setAttribute(this.card, 'aria-label', props && !props.quiet ? props.title : null)
    if (props) this.#showProps(props)
    else this.#live.update({ now: '', next: '', note: '', alert: '' })
  }

  #showProps(props: TransferProps): void {
    setAttribute(this.card, 'data-tone', props.tone)
    setIcon(this.#badge, props.icon)
    setText(this.#title, props.title)
    this.#steps.update(props.steps)
    this.#manualOptions.update(props.manual, this.words.manual)
    for (const [name, action] of Object.entries(this.#actions))
      action.update(props.actions[name as keyof typeof props.actions])
    this.#keypad.update(this.words)
    if (!props.actions.keypad) this.#keypad.close()
    setAttribute(this.#actions.keypad.element, 'aria-expanded', String(this.#keypad.isOpen))
    this.#details.update(props.details)
    this.#timer.update(props.timer)
    this.#live.update(props)
  }

  #press(press: TransferPress): boolean {
    if (press === 'KEYPAD') {
      if (this.#keypad.isOpen) this.#closeKeypad()
      else this.#openKeypad()
      return false
    }
    if (press === 'RETRY') this.source?.retry()
    else this.source?.send(press)
    return true
  }

  #openKeypad(): void {
    this.#keypad.open()
    this.#actions.keypad.element.setAttribute('aria-expanded', 'true')
  }

  #closeKeypad(): void {
    this.#keypad.close()
    this.#actions.keypad.element.setAttribute('aria-expanded', 'false')
    this.#actions.keypad.element.focus()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patchcord-transfer': PatchcordTransferElement
  }
}
