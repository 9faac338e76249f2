// The few globals that core uses; every browser since 2021 and Node have them. Core has no DOM in its library.
declare function queueMicrotask(task: () => void): void
declare function setTimeout(task: () => void, milliseconds: number): number
declare function clearTimeout(timer: number | undefined): void
/** `randomUUID` only where the page is secure. */
declare const crypto: { getRandomValues(array: Uint8Array): Uint8Array; randomUUID?(): string }
declare class TextDecoder {
  decode(bytes: ArrayBuffer): string
}
declare const performance: { now(): number }
declare class URL {
  constructor(url: string)
  readonly host: string
}
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare const RTCRtpReceiver:
  | { getCapabilities?(kind: 'audio'): { readonly codecs: readonly { readonly mimeType: string }[] } | null }
  | undefined
