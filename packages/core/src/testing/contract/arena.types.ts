import type { AudioStream } from '../../media/index.ts'
import type { LineLimits, SipStack } from '../../sip/index.ts'
import type { FarSide } from './far.types.ts'

/**
 * What a case may ask of the arena that it is played in.
 *
 * - `wire`: real bytes go between the stack and the far side.
 * - `scripted-browser`: the browser is a stand-in that finds, and refuses, what the case says.
 * - `simulated-time`: minutes pass at once.
 */
export type ArenaAbility = 'wire' | 'scripted-browser' | 'simulated-time'

/** An ICE candidate that a scripted browser finds; `mdns` is a `.local` name. */
export type CandidateKind = 'host' | 'mdns' | 'tcp' | 'ipv6' | 'srflx' | 'relay'

/** What a scripted browser finds: `null` is the end of gathering. */
export type FoundCandidate = CandidateKind | { readonly host: string } | null

/** What a scripted browser does in a case. */
export interface ScriptedBrowser {
  /** What each connection finds, and after how many milliseconds. */
  readonly finds?: readonly (readonly [after: number, candidate: FoundCandidate])[]
  /** What it finds after an ICE restart; by default the same. */
  readonly findsAgain?: ScriptedBrowser['finds']
  /** False: media that could connect waits to be told so. */
  readonly joins?: boolean
  /** It makes no connection at all. */
  readonly refusesConnections?: boolean
  /** It makes no offer at all. */
  readonly refusesOffers?: boolean
  /** It makes no answer at all. */
  readonly refusesAnswers?: boolean
  /** Milliseconds that it takes to apply a description of the far side. */
  readonly appliesIn?: number
}

/** A caller's stream, and whether an adapter has touched it. */
export interface ArenaStream {
  readonly stream: AudioStream
  /** Live and enabled, as it was given. */
  untouched(): boolean
}

/** What an adapter has opened and not closed. */
export interface OpenThings {
  readonly connections: number
  /** Tracks of the adapter's own that still run. */
  readonly tracks: number
  /** Microphones that were asked for; an adapter never asks. */
  readonly microphones: number
}

/** One case's surroundings. */
export interface Scene {
  /** A stack of its own, which has seen no other case. */
  readonly stack: SipStack
  readonly far: FarSide
  stream(): ArenaStream
  open(): OpenThings
  /** Whether the newest call's connection sends the caller's voice, from a copy of the stream. */
  sends(): boolean
  /** The far side's description, as the browser took it last. */
  described(): string
  /** The DTMF tones that were sent by RFC 4733. */
  tones(): string
  /** The newest call's media fails, as the browser tells it. Only where the browser is scripted. */
  mediaBecomes(state: 'disconnected' | 'failed'): void
  /** Lets simulated time pass. Only where time is simulated. */
  pass(ms: number): Promise<void>
  /** Closes everything that the scene opened. */
  leave(): Promise<void>
}

/** Where a stack plays the cases. */
export interface Arena {
  /** The stack and the place, as the table shows it: `jssip 3.13.8, Node`. */
  readonly name: string
  /** What the stack says of itself. */
  readonly stack: Pick<SipStack, 'capabilities' | 'lacks'>
  /** What it cannot give, and why. */
  readonly lacks: Readonly<Partial<Record<ArenaAbility, string>>>
  /** Short ones, so that what waits for a limit does not take long. */
  readonly limits: LineLimits
  /** About how many milliseconds pass between dialling and the answer of a far side that answers at once. */
  readonly setUp: number
  /** How long a fact is waited for; default 3 s. */
  readonly patience?: number
  enter(needs: { readonly simulatedTime: boolean; readonly browser: ScriptedBrowser }): Promise<Scene>
}
