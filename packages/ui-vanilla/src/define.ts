import { deskTag } from './desk.anatomy.ts'
import { PatchcordDeskElement } from './desk.element.ts'
import { transferTag } from './transfer.anatomy.ts'
import { PatchcordTransferElement } from './transfer.element.ts'

/**
 * Registers `<patchcord-transfer>`. A tag that is taken, by an earlier call or by another copy of this package, is left
 * alone.
 */
export function defineTransferElement(registry: CustomElementRegistry = customElements): void {
  if (!registry.get(transferTag)) registry.define(transferTag, PatchcordTransferElement)
}

/** The same for `<patchcord-desk>`: a page loads only the element that it shows. */
export function defineDeskElement(registry: CustomElementRegistry = customElements): void {
  if (!registry.get(deskTag)) registry.define(deskTag, PatchcordDeskElement)
}

/** Registers both elements. */
export function defineElements(registry: CustomElementRegistry = customElements): void {
  defineTransferElement(registry)
  defineDeskElement(registry)
}
