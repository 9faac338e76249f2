import type { MediaPort } from '@patchcord/core'
import { type BrowserMediaOptions, browserMedia } from '@patchcord/media-browser'

/** What a page says about its audio, or a media port of its own. */
export type PageMedia = BrowserMediaOptions | MediaPort

/** The media port: the page's own, or the browser's with the page's options. */
export const mediaPort = (media: PageMedia = {}): MediaPort => ('acquire' in media ? media : browserMedia(media))
