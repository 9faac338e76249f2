import type { Desk, DeskView } from '@patchcord/core'
import { createActions } from './action.ts'
import { deskActions, deskFocus } from './desk.anatomy.ts'
import { createCallerCard } from './desk.caller.ts'
import { connectDesk, type DeskPress, type DeskProps } from './desk.connect.ts'
import { createSignInForm } from './desk.form.ts'
import { deskStyle } from './desk.style.ts'
import { type DeskTexts, deskTexts } from './desk.texts.ts'
import { createDetails } from './details.ts'
import { deepActiveElement, isTyping, make, setAttribute, setText } from './dom.ts'
import { setIcon } from './icons.ts'
import { createKeypad } from './keypad.ts'
import { createLive } from './live.ts'
import { ModelElement } from './model-element.ts'
import type { SomeTexts } from './texts.ts'
import { createTimer } from './timer.ts'

/**
 * `<patchcord-desk>`: an agent signs in, hears who calls, answers and talks.
 *
 * Attribute that it reads: `extension` (fills in the form). Attributes that it reflects: `state`, `detail`.
 */
export class PatchcordDeskElement extends ModelElement<DeskView, Desk, DeskTexts> {
  static readonly observedAttributes = ['extension']

  readonly #badge = make('span', { part: 'badge', 'aria-hidden': 'true' })
  readonly #title = make('p', { part: 'title' })
  readonly #live = createLive()
  readonly #timer = createTimer()
  readonly #caller = createCallerCard()
  readonly #details = createDetails()
  readonly #form = createSignInForm((credentials) => this.source?.signIn(credentials))
  readonly #actions = createActions(deskActions, (press: DeskPress) => this.#press(press))
  readonly #keypad = createKeypad(
    (digit) => this.source?.sendDtmf(digit),
    () => this.#toggleKeypad(),
  )
  #rang = false

  constructor() {
    super(deskTexts, deskStyle)
    const { status, alert } = this.#live
    const words = make('div', { part: 'words' }, this.#title, status, alert)
    const buttons = Object.values(this.#actions).map(({ element }) => element)
    this.card.append(
      make('div', { part: 'head' }, this.#badge, words, this.#timer.element),
      this.#caller.element,
      this.#form.element,
      make('div', { part: 'actions' }, ...buttons),
      this.#keypad.element,
      this.#details.element,
    )
    this.#actions.keypad.element.setAttribute('aria-controls', this.#keypad.element.id)
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

  attributeChangedCallback(_name: string, _old: string | null, extension: string | null): void {
    if (extension !== null) this.#form.prefill(extension)
  }

  protected get properties(): readonly string[] {
    return ['texts', 'desk']
  }

  protected get focusOrder(): readonly HTMLElement[] {
    return [...deskFocus.map((name) => this.#actions[name].element), this.#form.field]
  }

  protected rest(): void {
    this.#timer.pause()
  }

  protected show(view: DeskView | null): void {
    setAttribute(this, 'state', view?.state ?? null)
    setAttribute(this, 'detail', view?.notice ?? null)
    this.card.toggleAttribute('data-quiet', !view)
    setAttribute(this.card, 'role', view ? 'region' : null)
    setAttribute(this.card, 'aria-label', view ? this.words.title : null)
    if (view) this.#showProps(connectDesk(view, this.words))
    else this.#live.update({ now: '', next: '', note: '', alert: '' })
  }

  #showProps(props: DeskProps): void {
    setAttribute(this.card, 'data-tone', props.tone)
    this.card.toggleAttribute('data-ringing', props.ringing)
    setIcon(this.#badge, props.icon)
    setText(this.#title, props.title)
    this.#form.update(props.form, this.words)
    for (const [name, action] of Object.entries(this.#actions))
      action.update(props.actions[name as keyof typeof props.actions])
    this.#keypad.update(this.words)
    if (!props.actions.keypad) this.#keypad.close()
    setAttribute(this.#actions.keypad.element, 'aria-expanded', String(this.#keypad.isOpen))
    this.#details.update(props.details)
    this.#timer.update(props.timer)
    this.#live.update(props)
    this.#caller.update(props.caller, this.words.caller)
    if (props.ringing && !this.#rang && !isTyping(deepActiveElement())) this.#actions.answer.element.focus()
    this.#rang = props.ringing
  }

  #press(press: DeskPress): boolean {
    if (press === 'KEYPAD') this.#toggleKeypad()
    else this.source?.send(press)
    return press !== 'KEYPAD'
  }

  #toggleKeypad(): void {
    const toggle = this.#actions.keypad.element
    if (this.#keypad.isOpen) {
      this.#keypad.close()
      toggle.focus()
    } else this.#keypad.open()
    setAttribute(toggle, 'aria-expanded', String(this.#keypad.isOpen))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patchcord-desk': PatchcordDeskElement
  }
}
