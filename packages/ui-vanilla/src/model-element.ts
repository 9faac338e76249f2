import { settling } from './action.ts'
import { deepActiveElement, make, setAttribute, style } from './dom.ts'
import { mergeTexts, type SomeTexts } from './texts.ts'

/** What both models, a transfer and a desk, have in common. */
export interface Model<View> {
  getView(): View
  subscribe(listener: (view: View) => void): () => void
}

/** Where there is no DOM (a server that renders pages) the module can still be imported. */
const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as unknown as typeof HTMLElement)

/** A custom element that shows a model's view: it subscribes while it is in a document, and never otherwise. */
export abstract class ModelElement<
  View,
  Source extends Model<View>,
  Texts extends { readonly locale: string },
> extends Base {
  /** The whole of what is shown. It takes the focus of a control that disappears: on the card no key does anything. */
  protected readonly card: HTMLElement = make('section', { part: 'card', tabindex: '-1' })
  #source: Source | null = null
  #texts: Texts
  #stops: readonly (() => void)[] = []
  /** What had the focus before the view was shown. */
  #held: Element | null = null
  #landed = Number.NEGATIVE_INFINITY
  readonly #defaults: Texts
  readonly #css: string

  protected constructor(defaults: Texts, css: string) {
    super()
    this.#defaults = defaults
    this.#texts = defaults
    this.card.lang = defaults.locale
    this.#css = css
    this.attachShadow({ mode: 'open' }).append(this.card)
    this.card.addEventListener('keydown', (event) => this.#guard(event), { capture: true })
  }

  /** Shows a view, or nothing. */
  protected abstract show(view: View | null): void
  /** Properties that a page may have set before the element was defined. */
  protected abstract get properties(): readonly string[]

  /** Subscribes to more than the view. */
  protected listen(source: Source): readonly (() => void)[] {
    return [source.subscribe(() => this.refresh())]
  }

  /** Stops what runs by itself. */
  protected abstract rest(): void

  protected get source(): Source | null {
    return this.#source
  }

  protected set source(source: Source | null) {
    if (source === this.#source) return
    this.#detach()
    this.#source = source
    if (this.isConnected) this.#attach()
  }

  protected get words(): Texts {
    return this.#texts
  }

  protected setWords(texts: SomeTexts<Texts>): void {
    this.#texts = mergeTexts(this.#defaults, texts)
    // Words without a language are in the page's own.
    const { locale }: { readonly locale?: unknown } = texts
    const language = Object.keys(texts).length > 0 ? locale : this.#defaults.locale
    setAttribute(this.card, 'lang', typeof language === 'string' ? language : null)
    this.refresh()
  }

  connectedCallback(): void {
    for (const name of this.properties) this.#upgrade(name)
    if (this.shadowRoot) style(this.shadowRoot, this.#css)
    this.#attach()
  }

  disconnectedCallback(): void {
    this.#detach()
    this.rest()
  }

  /** Moved by `moveBefore`: nothing was lost, so that nothing is to be done. */
  connectedMoveCallback(): void {}

  /** Shows the view as it is now, and keeps the focus inside. */
  protected refresh(): void {
    if (!this.isConnected) return
    this.#held = deepActiveElement()
    const focused = this.shadowRoot?.activeElement ?? null
    this.show(this.#source?.getView() ?? null)
    const now = this.shadowRoot?.activeElement ?? focused
    if (focused && now === focused && !isShown(focused)) this.card.focus({ preventScroll: true })
  }

  /** Moves the focus to a control. Keys that were meant for another one do nothing there. */
  protected takeFocus(control: HTMLElement): void {
    control.focus({ preventScroll: true })
    if (this.#held && this.#held !== document.body) this.#landed = performance.now()
  }

  /** A key that is held down, or was meant for the control before, presses no other one. */
  #guard(event: KeyboardEvent): void {
    const pressed = event.key === 'Enter' || event.key === ' '
    const late = event.repeat || performance.now() - this.#landed < settling
    if (pressed && late && event.target instanceof HTMLButtonElement) event.preventDefault()
  }

  #attach(): void {
    this.#detach()
    if (this.#source) this.#stops = this.listen(this.#source)
    this.refresh()
  }

  #detach(): void {
    for (const stop of this.#stops) stop()
    this.#stops = []
  }

  /** A property set on the bare element hides the class's own; it is set again through it. */
  #upgrade(name: string): void {
    if (!Object.hasOwn(this, name)) return
    const value: unknown = Reflect.get(this, name)
    Reflect.deleteProperty(this, name)
    Reflect.set(this, name, value)
  }
}

const isShown = (element: Element): boolean => element.getClientRects().length > 0
