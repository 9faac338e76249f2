/**
 * A session description that the far side sends.
 *
 * - `good`: fits the offer; media need not connect.
 * - `live`: fits the offer, and media connects.
 * - `held`: as `good`, but the far side only sends (RFC 3264 §8.4).
 * - `toneless`: as `good`, but the far side takes no telephone events (RFC 4733).
 * - `restarted`: as `good`, but the far side restarts ICE (RFC 8839 §4.4.1).
 * - `bad`: no browser can use it.
 */
export type Description = 'good' | 'live' | 'held' | 'toneless' | 'restarted' | 'bad'

/** What a message of the far side carries beyond what SIP demands of it. */
export interface MessageParts {
  readonly sdp?: Description
  /** Changes of what it describes so: each regular expression, over all lines, and what takes the place of its matches. */
  readonly edits?: readonly (readonly [pattern: string, text: string])[]
  /** A body that is no session description, and its Content-Type. */
  readonly body?: string
  readonly contentType?: string
  /** Whole header lines. */
  readonly headers?: readonly string[]
  /** The far side's tag; default `far`. `null`: none at all. */
  readonly tag?: string | null
  /** `ours`: the Contact that the request carried; `none`: no Contact; default: the far side's own. */
  readonly contact?: 'ours' | 'none'
  /** For how many seconds our Contact is registered; default as long as was asked for. `none`: it does not say. */
  readonly expires?: number | 'none'
  /**
   * What is written otherwise than SIP demands: regular expressions over the lines of the finished message, each of which
   * must find something, and what stands there instead; `$1` is what its first group found.
   */
  readonly rewrite?: readonly (readonly [found: string, instead: string])[]
}

/** What the far side does. Everything is plain data, so that it can be told to another process. */
export type FarAction =
  /** Answers the request that the rule is for; outside a rule, the newest request of `method`, by default INVITE. */
  | ({
      readonly type: 'reply'
      readonly status: number
      readonly method?: string
      /** Not where that request has had a final response already. */
      readonly unlessFinal?: boolean
    } & MessageParts)
  /**
   * Asks for a digest (RFC 7616) with 401 for a REGISTER and 407 for anything else; its realm is by default To's domain,
   * its algorithm MD5. `instead`: with these challenges, in this order; a text is one of another scheme.
   */
  | {
      readonly type: 'challenge'
      readonly realm?: string
      readonly status?: 401 | 407
      readonly instead?: readonly (
        | string
        | { readonly realm?: string; readonly algorithm?: string; readonly more?: string }
      )[]
    }
  /** A request within the newest dialog, begun by either side: BYE, re-INVITE, NOTIFY, or an ACK or CANCEL of its own. */
  | ({ readonly type: 'request'; readonly method: string } & MessageParts)
  /** A call to whoever registered last. */
  | ({ readonly type: 'invite' } & MessageParts)
  /** Any other request outside a call, to whoever registered last. */
  | ({ readonly type: 'tell'; readonly method: string } & MessageParts)
  /** Milliseconds until the next action of the same rule. */
  | { readonly type: 'wait'; readonly ms: number }
  /** Cuts every connection without a closing handshake. */
  | { readonly type: 'drop' }
  /** Cuts every connection and takes no new one, until `start`. */
  | { readonly type: 'stop' }
  | { readonly type: 'start' }
  /** Asks for a pong, and answers a ping (RFC 5626 §4.4.1). */
  | { readonly type: 'ping' | 'pong' }
  /** From now on plays these rules, and counts anew. */
  | { readonly type: 'rules'; readonly rules: FarScript }

/**
 * What the far side does when a request of this method comes: the nth rule for the nth request, the last one again and
 * again; `re-INVITE` is one within a dialog, where a rule names it. Without a rule it does what any PBX would: 200 to everything, 487 after a CANCEL, nothing to an INVITE or ACK.
 */
export interface FarRule {
  readonly on: string
  readonly play: readonly FarAction[]
}

export type FarScript = readonly FarRule[]

/** One SIP message on the wire. */
export interface WireMessage {
  readonly from: 'stack' | 'far'
  /** `INVITE`, or `200 INVITE` for a response to one. */
  readonly step: string
  /** The request or status line. */
  readonly start: string
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, readonly string[]>>
  readonly body: string
  /** Which secret of the case its digest fits; `none` where it carries no digest, `wrong` where none fits. */
  readonly secret?: string
}

/** The servers that a line may be told of: one that plays the case, one that is down, one that accepts and stays silent. */
export type ServerName = 'live' | 'gone' | 'silent'

/**
 * How the far side writes.
 *
 * - `plain`: what SIP demands, and no more.
 * - `freeswitch`: FreeSWITCH's headers and session descriptions, in its order. What it says within a call goes over the
 *   connection that the call began on, even where that is gone.
 */
export type FarForm = 'plain' | 'freeswitch'

/** The far side of one case. */
export interface FarSide {
  readonly urls: Readonly<Record<ServerName, string>>
  /** Everything said so far; it may lag behind a far side in another process. */
  readonly wire: readonly WireMessage[]
  /** WebSockets that are open now, and pings or pongs that came in. */
  readonly counts: { readonly open: number; readonly pings: number }
  /** Sets the rules, the passwords that {@link WireMessage.secret} tells apart, and how it writes; plainly by default. */
  begin(rules: FarScript, secrets: readonly string[], form?: FarForm): Promise<void>
  act(action: FarAction): Promise<void>
}
