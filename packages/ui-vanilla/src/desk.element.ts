import type { Credentials, Desk, DeskCommand, DeskView } from '@patchcord/core'
import { type DeskAction, deskActions } from './desk.anatomy.ts'
import { createCallerCard } from './desk.caller.ts'
import { connectDesk, type DeskProps } from './desk.connect.ts'
import { createSignInForm } from './desk.form.ts'
import { createMissedList } from './desk.missed.ts'
import { deskStyle } from './desk.style.ts'
import { type DeskTexts, deskTexts } from './desk.texts.ts'
import { deepActiveElement, isTyping, setAttribute } from './dom.ts'
import { ModelElement } from './model-element.ts'
import { createPanel } from './panel.ts'
import type { SomeTexts } from './texts.ts'

/**
 * `<patchcord-desk>`: an agent signs in, hears who calls, answers and talks.
 *
 * Attribute that it reads: `extension` (fills in the form). Attributes that it reflects: `state`, `detail`.
 */
export class PatchcordDeskElement extends ModelElement<DeskView, Desk, DeskTexts> {
  static readonly observedAttributes = ['extension']

  readonly #panel = createPanel<DeskAction, DeskCommand>({
    scope: this.card,
    tones: deskActions,
    send: (command) => this.source?.send(command),
    sendDigit: (digit) => this.source?.sendDtmf(digit),
  })
  readonly #caller = createCallerCard()
  readonly #missed = createMissedList(() => this.source?.send('DISMISS_MISSED'))
  readonly #form = createSignInForm((credentials) => this.source?.signIn(credentials))
  #rang = false

  constructor() {
    super(deskTexts, deskStyle)
    const { head, actions, keypad, details } = this.#panel
    this.card.append(head, this.#caller.element, this.#form.element, actions, keypad, details, this.#missed.element)
  }

  /** The desk that is shown and controlled; `null` shows nothing. */
  get desk(): Desk | null {
    return this.source
  }

  set desk(desk: Desk | null) {
    this.source = desk
  }

  /** Words of the page's own, in place of the English ones. */
  get texts(): SomeTexts<DeskTexts> {
    return this.words
  }

  set texts(texts: SomeTexts<DeskTexts>) {
    this.setWords(texts)
  }

  /** Fills in the form, for a demonstration whose accounts are no secret. The field is emptied again at signing in. */
  prefill(credentials: Partial<Credentials>): void {
    this.#form.prefill(credentials)
  }

  attributeChangedCallback(_name: string, _old: string | null, extension: string | null): void {
    if (extension !== null) this.#form.prefill({ extension })
  }

  protected get properties(): readonly string[] {
    return ['texts', 'desk']
  }

  protected rest(): void {
    this.#panel.rest()
  }

  protected show(view: DeskView | null): void {
    setAttribute(this, 'state', view?.state ?? null)
    setAttribute(this, 'detail', view?.notice ?? null)
    this.card.toggleAttribute('data-quiet', !view)
    setAttribute(this.card, 'role', view ? 'region' : null)
    const props = view && connectDesk(view, this.words)
    setAttribute(this.card, 'aria-label', props?.title ?? null)
    this.#panel.settle(() => (props ? this.#showProps(props) : this.#showNothing()))
  }

  #showProps(props: DeskProps): void {
    setAttribute(this.card, 'data-tone', props.tone)
    this.card.toggleAttribute('data-ringing', props.ringing)
    this.card.toggleAttribute('data-aside', props.aside)
    this.#form.update(props.form, this.words)
    this.#panel.update(props, this.words)
    this.#caller.update(props.caller, this.words.caller)
    this.#missed.update(props.missed)
    const starts = props.ringing && !this.#rang
    this.#rang = props.ringing
    if (starts && !isTyping(deepActiveElement())) this.takeFocus(this.#panel.button('answer'))
  }

  #showNothing(): void {
    this.#form.update(false, this.words)
    this.#panel.clear()
    this.#caller.update(null, '')
    this.#missed.update(null)
    this.#rang = false
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patchcord-desk': PatchcordDeskElement
  }
}
