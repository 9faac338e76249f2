/** JsSIP's parser, which its types leave out, as far as the peer reads with it. */
declare module 'jssip/lib/Parser.js' {
  interface Message {
    readonly method: string
    /** A response's. */
    readonly status_code?: number | null
    readonly headers: Readonly<Record<string, readonly { readonly raw: string }[]>>
    readonly body?: string | null
  }
  /** `agent`: who gets a request. Undefined where it is no SIP message. */
  export function parseMessage(text: string, agent: undefined): Message | undefined
}
