import { override } from './override.ts'
import type { PageClient } from './page-client.ts'

type Listener = Parameters<PageClient['on']>[1] & { readonly fn?: unknown }
type Handler = readonly [event: string, listener: Listener]

/** Which messages of an event the page's own handlers get. */
export type Gates = Readonly<Record<string, (message: unknown) => boolean>>

/**
 * Puts the page's own handlers of some events behind gates, those that it adds later too. Returns how to put them back.
 */
export function gateHandlers(client: PageClient, gates: Gates): () => void {
  const { on, off } = client
  const events = Object.keys(gates)
  let taken = events.flatMap((event) => client.listeners(event).map((listener): Handler => [event, listener]))
  for (const [event, listener] of taken) off.call(client, event, listener)

  const relays = events.map((event): Handler => {
    const relay = (...args: [unknown]) => {
      if (!gates[event]?.(args[0])) return
      for (const [name, listener] of [...taken]) if (name === event) Reflect.apply(listener, client, args)
    }
    on.call(client, event, relay)
    return [event, relay]
  })

  const giveOn = override(client, 'on', (event, listener) => {
    if (!events.includes(event)) return on.call(client, event, listener)
    taken.push([event, listener])
    return client
  })
  const giveOff = override(client, 'off', (...args) => {
    const [event = '', listener] = args
    // With no argument at all it means every event, so that the number of arguments counts.
    if (!events.includes(event)) return Reflect.apply(off, client, args)
    // `once` registers a wrapper, which is known by its `fn`.
    const meant = (known: Listener) => listener === undefined || known === listener || known.fn === listener
    taken = taken.filter(([name, known]) => name !== event || !meant(known))
    return client
  })

  return () => {
    giveOn()
    giveOff()
    for (const [event, relay] of relays) client.off(event, relay)
    for (const [event, listener] of taken) client.on(event, listener)
  }
}
