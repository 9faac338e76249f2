import { deskTag } from './desk.anatomy.ts'
import { PatchcordDeskElement } from './desk.element.ts'
import { transferTag } from './transfer.anatomy.ts'
import { PatchcordTransferElement } from './transfer.element.ts'

/**
 * Registers `<patchcord-transfer>` and `<patchcord-desk>`. A tag that is taken, by an earlier call or by another
 * copy of this package, is left alone.
 */
export function defineElements(registry: CustomElementRegistry = customElements): void {
  if (!registry.get(transferTag)) registry.define(transferTag, PatchcordTransferElement)
  if (!registry.get(deskTag)) registry.define(deskTag, PatchcordDeskElement)
}
