import type { AttachOptions } from 'patchcord'

/** What the server tells the page about its PBX; `/config.json`. */
export type PageSettings = Pick<AttachOptions, 'config' | 'policy' | 'limits' | 'manual' | 'sendTopic'> & {
  readonly account: { readonly user: string; readonly authenticated: boolean }
}

/** The account's password stays on the server until an attempt needs it. */
async function password(): Promise<string> {
  const response = await fetch('/account-password', { method: 'POST' })
  if (!response.ok) throw new Error(`The server gives no password: ${response.status}`)
  return response.text()
}

/** Asks the server which PBX to call, as whom, and what the page may dial. */
export async function loadSettings(): Promise<Omit<AttachOptions, 'socket'>> {
  const { account, ...settings }: PageSettings = await (await fetch('/config.json')).json()
  const secret = account.authenticated ? { secret: { kind: 'password', password } as const } : {}
  return { ...settings, account: { user: account.user, ...secret } }
}
