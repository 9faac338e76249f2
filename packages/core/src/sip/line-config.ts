import type { Pbx } from '../failure/index.ts'

/** A secret, or a function that is asked anew for each attempt. It never enters a snapshot, an event or a log. */
export type Secret = string | (() => string | Promise<string>)

/** Who calls. Without a secret the account is anonymous: it places calls and answers no challenge. */
export interface Account {
  /** The user part of the address of record. */
  readonly user: string
  readonly displayName?: string
  /** The digest's user name, where it differs from `user`. */
  readonly authorizationUser?: string
  readonly secret?:
    | { readonly kind: 'password'; readonly password: Secret }
    /** MD5 of `user:realm:password` (RFC 7616 §3.4.2). */
    | { readonly kind: 'ha1'; readonly ha1: Secret; readonly realm: string }
    /** Sent as the whole `Authorization` header. */
    | { readonly kind: 'token'; readonly token: Secret }
}

/** A STUN or TURN server, as `RTCConfiguration` takes it. */
export interface IceServer {
  readonly urls: string | readonly string[]
  readonly username?: string
  readonly credential?: string
}

/** ICE servers, or a function that is asked for them before each call. */
export type IceServers = readonly IceServer[] | (() => Promise<readonly IceServer[]>)

/** One PBX server. Lower priority values are tried first. */
export interface LineServer {
  /** `wss://host:port/path`; `ws://` only on loopback. */
  readonly url: string
  readonly priority: number
}

/** Limits of a line, in milliseconds. */
export interface LineLimits {
  /** From opening a WebSocket to its being open. */
  readonly connect: number
  /** From `hangup` to `ended`. */
  readonly hangup: number
  /** From `close` to nothing left open. */
  readonly close: number
  /** From the start of gathering to the INVITE, at the most. */
  readonly gathering: number
  /** With ICE servers configured, how long a reflexive or relayed candidate is waited for. */
  readonly reflexive: number
}

/** Everything that an adapter needs to open a line. Made by a preset, such as `fusionpbx()`. */
export interface LineConfig {
  readonly servers: readonly LineServer[]
  readonly domain: string
  readonly account: Account
  /** Callers do not register; desks do. */
  readonly register: boolean
  readonly dtmf: 'rfc4733' | 'info'
  /**
   * A description carries the usable host candidates that are found within moments of the first one: UDP, with a literal
   * address of either IP version. With ICE servers, the first reflexive or relayed one is waited for, at most
   * `limits.reflexive`; a server that stayed silent is not waited for again for a while. Never with `.local` names alone.
   * A function is asked before each call; where it fails, takes longer than `limits.gathering` or gives anything but a
   * list, the line reports a `warning` and the call goes without.
   */
  readonly iceServers: IceServers
  readonly limits: LineLimits
  /** Which kind of PBX the remedies speak of. */
  readonly pbx: Pbx
  /** FreeSWITCH's profile, for the remedies. */
  readonly profile: string
}

/** Sensible limits; a preset may change them. */
export const lineLimits: LineLimits = { connect: 4000, hangup: 1500, close: 1500, gathering: 2000, reflexive: 500 }
