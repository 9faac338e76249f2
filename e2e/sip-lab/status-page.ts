import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isOwn } from '../../examples/voice-assistant/src/server/own.ts'
import { type Fault, faults, inflict, isFault } from './faults.ts'
import { lab as names } from './lab.config.ts'
import type { Lab } from './lab.ts'
import type { Overview } from './overview.ts'

const all = Object.entries(faults).map(([name, [, what]]) => [name as Fault, what] as const)

const table = (rows: readonly (readonly [string, string])[]): string =>
  `<table>${rows.map(([name, what]) => `<tr><td><code>${name}</code><td>${what}`).join('')}</table>`

const button = (name: string): string => `<button formaction="/faults/${name}">${name}</button>`

const html = (facts: Overview): string => `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Patchcord: the SIP lab</title>
<style>body{font:1rem/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
td{padding:.1rem 1rem .1rem 0}button{font:inherit}</style>
<h1>The SIP lab</h1>
${facts.map(([title, rows]) => `<h2>${title}</h2>${table(rows)}`).join('\n')}
<h2>Faults</h2><form method="post">${table(all.map(([name, what]) => [button(name), what] as const))}</form></html>`

async function breaks(lab: Lab, name: string): Promise<[status: number, text: string]> {
  if (!isFault(name)) return [404, `${name} is no fault. "faults" lists them.`]
  try {
    await inflict(lab, name)
    return [200, `${name}: ${faults[name][1]}`]
  } catch (error) {
    return [409, `${name}: ${error instanceof Error ? error.message : error}`]
  }
}

async function answer(lab: Lab, facts: Overview, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = '/', method } = request
  const send = (status: number, text: string, type = 'text/plain') =>
    void response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(text)
  const fault = /^\/faults\/(.*)$/.exec(url)?.[1]
  // A page of another site may break nothing, and read nothing.
  if (!isOwn(request)) return send(403, 'The lab is for pages of its own, on localhost.')
  if (url === '/') return send(200, html(facts), 'text/html')
  if (fault === '') return send(200, all.map(([name, what]) => `${name.padEnd(20)} ${what}`).join('\n'))
  if (fault && method === 'POST') return send(...(await breaks(lab, fault)))
  send(404, 'Not found')
}

/** Serves the page that says what runs and takes commands. */
export async function startStatusPage(lab: Lab, facts: Overview): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => void answer(lab, facts, request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(names.status, 'localhost', resolve)
  })
  return {
    url: `http://localhost:${names.status}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
