import type { Credentials } from '@patchcord/core'
import type { DeskTexts } from './desk.texts.ts'
import { make, setAttribute, setText } from './dom.ts'

/** The sign-in form. The password is taken out of its field at once, and kept nowhere. */
export interface SignInForm {
  readonly element: HTMLFormElement
  /** The field that wants to be filled in. */
  readonly field: HTMLInputElement
  update(shown: boolean, texts: DeskTexts): void
  prefill(credentials: Partial<Credentials>): void
}

interface Field {
  readonly element: HTMLElement
  readonly input: HTMLInputElement
  label(text: string): void
  /** Says what is missing; an empty text clears it. */
  complain(text: string): void
}

function createField(name: string, attributes: Readonly<Record<string, string>>): Field {
  const label = make('label', { part: 'field-label', for: name })
  const input = make('input', { part: `field ${name}`, id: name, 'aria-required': 'true', ...attributes })
  const error = make('p', { part: 'error', id: `${name}-error`, 'data-empty': '' })
  const complain = (text: string) => {
    setText(error, text)
    setAttribute(error, 'data-empty', text ? null : '')
    setAttribute(input, 'aria-invalid', text ? 'true' : null)
    setAttribute(input, 'aria-describedby', text ? error.id : null)
  }
  input.addEventListener('input', () => complain(''))
  return {
    element: make('div', { part: 'field-group' }, label, input, error),
    input,
    label: (text) => setText(label, text),
    complain,
  }
}

const plain = { autocapitalize: 'none', autocorrect: 'off', spellcheck: 'false' }

/** Says what is missing, goes there, and returns whether nothing was. */
function complete(fields: readonly Field[], complaints: readonly string[]): boolean {
  fields.forEach(({ input, complain }, index) => {
    complain(input.value.trim() ? '' : (complaints[index] ?? ''))
  })
  const empty = fields.find(({ input }) => input.hasAttribute('aria-invalid'))
  empty?.input.focus()
  return !empty
}

/** Makes the form, hidden until it is wanted. */
export function createSignInForm(signIn: (credentials: Credentials) => void): SignInForm {
  const extension = createField('extension', { type: 'text', autocomplete: 'username', ...plain })
  const password = createField('password', { type: 'password', autocomplete: 'current-password', ...plain })
  const submit = make('button', { part: 'action sign-in', type: 'submit', 'data-tone': 'accent' })
  const element = make('form', { part: 'form', novalidate: '' }, extension.element, password.element, submit)
  let complaints: readonly string[] = []
  element.hidden = true
  submit.addEventListener('click', (event) => {
    if (event.detail > 1) event.preventDefault()
  })
  element.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!complete([extension, password], complaints)) return
    const credentials = { extension: extension.input.value.trim(), password: password.input.value }
    password.input.value = ''
    signIn(credentials)
  })
  return {
    element,
    get field() {
      return extension.input.value ? password.input : extension.input
    },
    update(shown, texts) {
      complaints = [texts.extensionMissing, texts.passwordMissing]
      element.hidden = !shown
      if (!shown) password.input.value = ''
      extension.label(texts.extension)
      password.label(texts.password)
      setText(submit, texts.signIn)
    },
    prefill(known) {
      if (known.extension !== undefined) extension.input.value = known.extension
      if (known.password !== undefined) password.input.value = known.password
    },
  }
}
