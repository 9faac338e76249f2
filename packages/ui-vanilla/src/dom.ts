type Child = Node | string
type Attributes = Readonly<Record<string, string>>

/** Makes an element from attributes and children. Text enters as text nodes only, never as markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** Sets the text where it differs, so that a live region speaks a sentence once. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text
}

/** Sets an attribute where it differs; `null` removes it. */
export function setAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name)
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}

/** The element that has the focus, inside every open shadow tree. */
export function deepActiveElement(root: DocumentOrShadowRoot = document): Element | null {
  const active = root.activeElement
  return active?.shadowRoot?.activeElement ? deepActiveElement(active.shadowRoot) : active
}

/** Whether somebody may be typing into this element, so that the focus must not be taken away. */
export function isTyping(element: Element | null): boolean {
  if (!element) return false
  return (
    element.matches('input, textarea, select, iframe') || (element instanceof HTMLElement && element.isContentEditable)
  )
}

const sheets = new Map<string, CSSStyleSheet>()

function sheet(css: string): CSSStyleSheet {
  const known = sheets.get(css)
  if (known) return known
  const made = new CSSStyleSheet()
  made.replaceSync(css)
  sheets.set(css, made)
  return made
}

/** Styles a shadow root once, also after it moved to another document, to which a constructed sheet cannot follow. */
export function style(root: ShadowRoot, css: string): void {
  if (root.querySelector('style')) return
  try {
    if (root.adoptedStyleSheets.length === 0) root.adoptedStyleSheets = [sheet(css)]
  } catch {
    root.prepend(make('style', {}, css))
  }
}
