import { SettingError } from '@patchcord/core'

/**
 * Finds the element in its place, or makes it there.
 *
 * @throws SettingError where the place is not in the page
 */
export function place<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  mount: Element | string = document.body,
): HTMLElementTagNameMap[Name] {
  const host = typeof mount === 'string' ? document.querySelector(mount) : mount
  if (!host) throw new SettingError('mount', `no element matches ${JSON.stringify(mount)}.`)
  if (host.localName === name) return host as HTMLElementTagNameMap[Name]
  return host.querySelector(name) ?? host.appendChild(document.createElement(name))
}
