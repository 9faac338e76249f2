import { override } from './override.ts'
import type { PageClient } from './page-client.ts'

type Handler = readonly [event: string, listener: Parameters<PageClient['on']>[1]]

/** The messages of which the page and Patchcord would tell the caller different things. */
const events: readonly unknown[] = ['transfer_initiated', 'transfer_status']

const handlersOf = (client: PageClient): Handler[] =>
  events.flatMap((event) => client.listeners(String(event)).map((listener): Handler => [String(event), listener]))

/**
 * Takes the page's own handlers of the transfer's messages off its socket, those that it adds later too. Returns how to
 * put them back.
 */
export function takeHandlers(client: PageClient): () => void {
  const { on, off } = client
  let taken = handlersOf(client)
  for (const [event, listener] of taken) off.call(client, event, listener)

  const giveOn = override(client, 'on', (event, listener) => {
    if (!events.includes(event)) return on.call(client, event, listener)
    taken.push([event, listener])
    return client
  })
  const giveOff = override(client, 'off', (...args) => {
    const [event, listener] = args
    // With no argument at all it means every event, so that the number of arguments counts.
    if (!events.includes(event)) return Reflect.apply(off, client, args)
    taken = taken.filter(([name, known]) => name !== event || (listener !== undefined && known !== listener))
    return client
  })

  return () => {
    giveOn()
    giveOff()
    for (const [event, listener] of taken) client.on(event, listener)
  }
}
