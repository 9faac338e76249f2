import type { AttachOptions } from 'patchcord'

/** What the server tells the page about its stack and its PBX; `/config.json`. */
export type PageSettings = Pick<AttachOptions, 'config' | 'policy' | 'limits' | 'manual' | 'sendTopic'> & {
  readonly stack: 'jssip' | 'sipjs'
  readonly demo: boolean
  readonly account: { readonly user: string; readonly authenticated: boolean }
}

/** The account's password stays on the server until an attempt needs it. */
async function password(): Promise<string> {
  const response = await fetch('/account-password', { method: 'POST' })
  if (!response.ok) throw new Error(`The server gives no password: ${response.status}`)
  return response.text()
}

/** The SIP library that was chosen. The other one is not fetched: `attach` takes JsSIP where it is given none. */
async function stackOf(name: PageSettings['stack']): Promise<Pick<AttachOptions, 'stack'>> {
  if (name === 'jssip') return {}
  const { sipjs } = await import('@patchcord/adapter-sipjs')
  return { stack: sipjs() }
}

/** Asks the server which PBX to call, as whom, and what the page may dial. */
export async function loadSettings(): Promise<Omit<AttachOptions, 'socket'>> {
  // What is for the call center alone, attach() would refuse as misspelled.
  const { account, stack, demo, ...settings }: PageSettings = await (await fetch('/config.json')).json()
  const secret = account.authenticated ? { secret: { kind: 'password', password } as const } : {}
  return { ...settings, ...(await stackOf(stack)), account: { user: account.user, ...secret } }
}
