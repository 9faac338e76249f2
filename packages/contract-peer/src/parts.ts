import type { MessageParts } from '@patchcord/core/testing'
import type { WrittenParts } from './write.ts'

/** A body with a case’s replacements made in it. */
export const edited = (body: string, edits: MessageParts['edits'] = []): string =>
  edits.reduce((text, [pattern, put]) => text.replace(new RegExp(pattern, 'gm'), put), body)

/** What a case says of a message, as it is written. */
export function partsOf({ body, contentType, headers, tag, contact, expires }: MessageParts): WrittenParts {
  return {
    ...(body ? { body } : {}),
    ...(contentType ? { contentType } : {}),
    ...(headers ? { headers } : {}),
    ...(tag === undefined ? {} : { tag }),
    ...(contact ? { contact } : {}),
    ...(expires === undefined ? {} : { expires }),
  }
}
