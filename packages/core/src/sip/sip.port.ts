import type { Candidates, WireReason } from '../failure/index.ts'
import type { AudioConnection, AudioStream } from '../media/index.ts'
import type { LineConfig } from './line-config.ts'

/** One SIP header, already checked by core: no control characters in name or value. */
export interface SipHeader {
  readonly name: string
  readonly value: string
}

/** What a stack can do. A lack is declared here, never hidden. */
export interface SipCapabilities {
  /** A confirmed call survives the loss of the WebSocket and can be hung up over the next one. */
  readonly keepsCallOverReconnect: boolean
  /** A refused hold leaves the call up. */
  readonly survivesRefusedHold: boolean
  /** A call answered by several forks keeps the first and hangs the others up. */
  readonly handlesForkedAnswer: boolean
  /** REFER with Replaces (RFC 3891). */
  readonly attendedTransfer: boolean
  readonly restartIce: boolean
}

/**
 * What a line tells. `server` is the WebSocket's address without its query, which may hold a token.
 *
 * - `connecting`, then `connected` or `disconnected`, any number of times: the line reconnects by itself, with jittered
 *   back-off over its servers by priority. While a call is up, no pause between two rounds is longer than a second. `disconnected` comes once for each lost connection, and once for each whole
 *   round of servers that could not be reached; it comes before the `ended` of the calls that the loss ends. A server
 *   that accepts and stays silent counts as unreachable after the connect limit. While a call or a
 *   registration is up, a socket that hangs without a close counts as lost within a minute, where the server used to
 *   answer pings (RFC 5626 §4.4.1), or a registered line's OPTIONS. A REGISTER after which nothing is heard for ten
 *   seconds means the same. The server that fell silent is tried last.
 * - Before `connected` comes again, the line MUST end what the loss left open at the PBX: an INVITE without a final
 *   response by CANCEL (RFC 3261 §9.1) and by BYE in each early dialog (§15), and a BYE without an answer by the same
 *   BYE again. Where the line was closed meanwhile, the next one to the same servers MUST do so, for three minutes.
 * - A line that is connected again MUST offer anew what each answered call has agreed on (RFC 3261 §14), so that the
 *   peer's requests find the new connection; with an ICE restart where the media path is lost. A 481 or 408 to a
 *   request within a call ends it (§12.2.1.2), by `unknown`; any other failure leaves it as it is.
 * - `registered` and `registration-failed` come only where the config says `register`. After a refusal, which is any
 *   `response` but 408 and 5xx, the line does not register again by itself; where the server had trouble or nobody
 *   answered, it MUST register again, after pauses that grow.
 * - `incoming` MUST be taken synchronously, inside the listener; otherwise the line answers 480.
 * - A message MUST NOT be lost because the library's grammar refuses a header. What PBXs write beyond RFC 3261 §25 is read
 *   with the meaning that it has, and goes back to the PBX to the letter: an address with a host that begins with a digit
 *   or has an underscore, with a raw `#`, of another scheme; a name without quotes; an empty line before the start line;
 *   any reason phrase; a Content-Type in any case, with parameters. Of a response to a REGISTER the Contacts of other
 *   phones count for nothing. Where no meaning can be found, `unreadable` names the header; a request is refused with 400;
 *   an answer to an INVITE is acknowledged, hung up where it was a 2xx, and ends the call at once.
 */
export type LineReport =
  | { readonly type: 'connecting'; readonly server: string }
  | { readonly type: 'connected'; readonly server: string }
  | {
      readonly type: 'disconnected'
      readonly server: string
      readonly detail: string
      /** Nothing is wrong with the server; the page itself is at fault, by the name of what mends it. */
      readonly setting?: string
      /** The server that was tried last said nothing until the connect limit was over. */
      readonly silent?: true
    }
  | { readonly type: 'registered' }
  | { readonly type: 'registration-failed'; readonly response?: FinalResponse; readonly detail: string }
  /** Something that the application gave is ignored. Nothing follows from it; `detail` holds no secret. */
  | { readonly type: 'warning'; readonly detail: string }
  | { readonly type: 'incoming'; readonly call: IncomingCall }
  /** The header at fault, as it is written, or `start line`. */
  | { readonly type: 'unreadable'; readonly header: string }

/** A final response of 300 to 699 from the wire. */
export interface FinalResponse {
  readonly status: number
  readonly reasonPhrase: string
  /** The `Reason` headers (RFC 3326). */
  readonly reasons: readonly WireReason[]
  /** Whether the request carried credentials, and whether any server had accepted them before. */
  readonly credentials: 'none' | 'first' | 'accepted'
  /** The URIs of its Contacts, the most wanted first, where it redirects the call (RFC 3261 §8.1.3.4). */
  readonly contacts?: readonly string[]
  /** What its challenge asks for, where the adapter knows none of it: a digest's algorithms, or other schemes. */
  readonly unsupported?: readonly string[]
}

/** An INVITE that came in. */
export interface IncomingCall {
  /** The Call-ID. */
  readonly id: string
  /** The user part and the display name of From. */
  readonly from: { readonly user: string; readonly displayName: string }
  /** The `X-` headers and `User-to-User`, as they came. Untrusted text. */
  readonly headers: readonly SipHeader[]
  /** Makes the listener the call's owner; a second call of it returns the same object. */
  take(on: (report: CallReport) => void): SipCall
}

/**
 * What a call tells, in this order: `sent`(≤1, outbound), `progress`(0..n, outbound), `answered`(≤1), `ended`(exactly
 * 1, last). In between, any number of `remote-stream`, `remote-hold` and `media`. A report MUST NOT come before the
 * method that made the call has returned; a listener that throws MUST NOT disturb the call. Whatever is thrown while a
 * call starts or is answered MUST end the call.
 */
export type CallReport =
  /** The INVITE went out. */
  | { readonly type: 'sent'; readonly gathering: Gathering }
  /** A provisional response of 101 to 199; `media`: it carried SDP, so early media may be heard. */
  | { readonly type: 'progress'; readonly status: number; readonly media: boolean }
  | { readonly type: 'remote-stream'; readonly stream: AudioStream; readonly connection: AudioConnection }
  /** Outbound: the ACK was sent. Inbound: the ACK arrived. */
  | { readonly type: 'answered' }
  /** The peer holds the call, or holds it no longer: a change alone. */
  | { readonly type: 'remote-hold'; readonly on: boolean }
  /** A change of the connection's `connectionState`. */
  | { readonly type: 'media'; readonly state: 'connecting' | 'connected' | 'disconnected' | 'failed' }
  | { readonly type: 'ended'; readonly end: CallEnd }

/** What the INVITE waited for before it was sent. */
export interface Gathering {
  readonly candidate: 'host' | 'srflx' | 'relay' | 'none'
  /** Milliseconds from the start of gathering to the INVITE. */
  readonly waited: number
}

/** Why a call ended: facts only; core makes a failure of them. */
export interface CallEnd {
  /**
   * - `hangup`: a CANCEL or BYE of ours or theirs, see `by`.
   * - `response`: a final response that is no 2xx; see `response`.
   * - `sdp`: a session description that could not be used, even within a 2xx.
   * - `media`: the connection failed, or the browser refused to make it.
   * - `transport`: the WebSocket was lost, or was never there.
   * - `timeout`: a transaction's timer ran out (RFC 3261 §17).
   * - `invalid`: the library refused the target or a header.
   * - `unreadable`: the answer to the INVITE could not be read; `detail` names the header.
   * - `internal`: anything else.
   */
  readonly cause:
    | 'hangup'
    | 'response'
    | 'sdp'
    | 'media'
    | 'transport'
    | 'timeout'
    | 'invalid'
    | 'unreadable'
    | 'internal'
  /**
   * `unknown`: the peer answered a request within the call with 481 or 408, so it no longer has the call. It may have hung
   * up, crashed or lost this side: nobody knows who ended it.
   */
  readonly by: 'local' | 'remote' | 'system' | 'unknown'
  /** Whether `answered` was reported. */
  readonly answered: boolean
  readonly response?: FinalResponse
  /** Set where the browser found no address that every PBX could reach. */
  readonly candidates?: Candidates
  /** The `Reason` of a BYE or CANCEL that came in. */
  readonly reasons?: readonly WireReason[]
  /** False: our CANCEL or BYE cannot have reached the peer. */
  readonly signalled: boolean
  /** The library's own words, for the log. */
  readonly detail: string
}

/** A call to make. */
export interface DialRequest {
  /** A full SIP URI, already checked by core. A raw `#` in it MUST be escaped. */
  readonly target: string
  /** Owned by the media port. The adapter clones it and stops only its clone. */
  readonly stream: AudioStream
  readonly headers: readonly SipHeader[]
}

/** How a REFER ended (RFC 3515): by the final NOTIFY, by a BYE or by a limit. */
export interface ReferResult {
  readonly result: 'accepted' | 'refused' | 'unknown'
  readonly decidedBy: 'notify' | 'bye' | 'limit' | 'response'
  readonly status?: number
}

/**
 * One call: a SIP dialog and its media. Every method is idempotent, legal in any state and MUST NOT throw; what makes
 * no sense in a state does nothing. A REFER of the peer MUST be declined with 603 (RFC 3515 §2.4.2): nobody decides here
 * whom the caller is sent to, and no NOTIFY follows.
 */
export interface SipCall {
  /** The Call-ID, or an id of the adapter's own until there is one. */
  readonly id: string
  /**
   * CANCEL, 480 or BYE, as the state asks. `ended` follows within the hang-up limit, whatever the peer does. Without a
   * socket it goes over the next one, if that comes soon; `signalled` does not wait for it.
   */
  hangup(): void
  /** Answers an incoming call. */
  answer(stream: AudioStream): void
  /**
   * Refuses an incoming call with a final status of 400 to 699. A 480, 486 or 603 MUST carry its Q.850 cause (20, 17, 21)
   * in a `Reason` (RFC 3326), which a PBX can pass on to the caller.
   */
  reject(status: number): void
  /** Silences or restores what is sent. */
  setMuted(muted: boolean): void
  /** Resolves true when the peer agreed (RFC 3264 §8.4), false when it refused or the call ended. Never rejects. */
  setHeld(held: boolean): Promise<boolean>
  /**
   * Sends 0-9, *, #, A-D (RFC 4733, or INFO where the config says so or the peer takes no telephone events); other
   * characters are left out.
   */
  sendDtmf(tones: string): void
  /** Blind (a SIP URI) or attended (another call of this line). Never rejects. */
  refer(target: string | SipCall): Promise<ReferResult>
  /** Resolves true when the peer agreed. Never rejects. */
  restartIce(): Promise<boolean>
  /**
   * Offers again what was agreed on, as a line does that is connected again: a peer that no longer has the call says so.
   * Resolves true when the peer agreed. Never rejects.
   */
  refresh(): Promise<boolean>
}

/** One account's connection to one PBX. */
export interface SipLine {
  /** Never throws: whatever is wrong arrives as `ended`. */
  dial(request: DialRequest, on: (report: CallReport) => void): SipCall
  /**
   * Hangs up what is up, unregisters, and closes the socket; no line report follows. Resolves when nothing is left
   * open, at the latest after the config's close limit, except that an open INVITE transaction keeps the socket until it
   * ends (≤ 32 s), so that a late 200 is acknowledged and hung up. What the loss of a socket left open at the PBX is
   * still ended over the next one, if that comes within the limit. Idempotent; never rejects.
   */
  close(): Promise<void>
}

/**
 * A SIP library behind the port: a factory's plain object.
 *
 * - The peer's description is read as PBXs write it: with blank lines, any line ends, and attributes without a value.
 *   The answer is that of the 200, or of the last provisional response where the 200 has none. An offer that cannot be
 *   answered gets 488, and the call goes on as it was.
 * - Only audio is accepted and played: any other medium is refused. No description of either side names comfort noise
 *   (RFC 3389): with it a silent browser sends next to nothing, and PBXs pass none of that on.
 * - An adapter MUST NOT call getUserMedia, MUST send a description with the usable candidates that come at once (see
 *   {@link LineConfig.iceServers}), be it an offer, an answer or an ICE restart, and MUST guard every call into its
 *   listeners.
 * - A challenge (RFC 3261 §22) MUST be answered for every realm that asks, at once or one after the other, with MD5 where
 *   it is offered in whatever order, else with MD5-sess or SHA-256 (RFC 7616); a hash, for its own realm alone. Where
 *   nothing that is asked for is known, the final response names it as `unsupported`.
 */
export interface SipStack {
  readonly name: string
  readonly capabilities: SipCapabilities
  /** For each capability that is false: the line of the library that forces it, and what it does. */
  readonly lacks?: Readonly<Partial<Record<keyof SipCapabilities, string>>>
  /** Fetches the library's code, so that the first `open` need not wait for it; opens nothing. Idempotent, never throws. */
  preload(): void
  /** Returns at once and reports later. Throws only on misuse: a config that {@link LineConfig} does not allow. */
  open(config: LineConfig, on: (report: LineReport) => void): SipLine
}
