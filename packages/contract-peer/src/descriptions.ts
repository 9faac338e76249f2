import type { Description } from '@patchcord/core/testing'
import { answerTo, badDescription, heldOffer, restartedOffer, resumedOffer, ufragOf } from './sdp.ts'

/** What the two sides of a call have described so far. */
interface Described {
  /** The far side's last description. */
  own: string
  ufrag: string
  /** The stack's ICE user name, to which the far side's own belongs; empty until it is known. */
  theirs: string
  readonly setup: 'active' | 'passive'
  /** Which fork this is, where there are several: each describes itself. */
  readonly tag: string
}

/** The far side's descriptions, call by call: what was agreed once stays, until the stack restarts ICE. */
export class Descriptions {
  readonly #calls = new Map<string, Described>()
  readonly #fresh: string
  #restarts = 0

  /** `fresh`: what the far side offers as its first word of a call. */
  constructor(fresh: string) {
    this.#fresh = fresh
  }

  /** What the far side answers to an offer; `tag` tells its forks apart. */
  answer(callId: string, offer: string, kind: Description, tag = ''): string {
    if (kind === 'bad') return badDescription
    const known = this.#calls.get(callId)
    const call: Described = known?.tag === tag ? known : { own: '', ufrag: '', theirs: '', setup: 'active', tag }
    const theirs = ufragOf(offer)
    if (!call.ufrag || (call.theirs && call.theirs !== theirs)) call.ufrag = `far${++this.#restarts}`
    call.theirs = theirs
    call.own = answerTo(offer, { ...call, toneless: kind === 'toneless' })
    this.#calls.set(callId, call)
    return call.own
  }

  /** What somebody else has answered for the far side. */
  answeredFor(callId: string, offer: string, answer: string): void {
    const [ufrag, theirs] = [ufragOf(answer), ufragOf(offer)]
    this.#calls.set(callId, { own: answer, ufrag, theirs, setup: 'active', tag: '' })
  }

  /** What the far side offers, within a call or as its first word. */
  offer(callId: string, kind: Description): string {
    if (kind === 'bad') return badDescription
    const call = this.#calls.get(callId)
    if (!call) return this.offered(callId, this.#fresh)
    if (kind === 'restarted') this.#restart(call)
    return kind === 'held' ? heldOffer(call.own) : resumedOffer(call.own)
  }

  /** What the far side offers as its first word. */
  offered(callId: string, own: string): string {
    // Whoever answers an actpass offer is the active one.
    this.#calls.set(callId, { own, ufrag: ufragOf(own), theirs: '', setup: 'passive', tag: '' })
    return own
  }

  #restart(call: Described): void {
    call.ufrag = `far${++this.#restarts}`
    call.own = restartedOffer(call.own, call.ufrag)
  }

  /** What the stack answered. */
  answered(callId: string, answer: string): void {
    const call = this.#calls.get(callId)
    if (call && answer) call.theirs = ufragOf(answer)
  }
}
