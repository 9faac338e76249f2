// Everything that `npm run lab` runs: the lab, the project's own pages against it, and the page that says what runs.
import { tmpdir } from 'node:os'
import process from 'node:process'
import { OptionError, startOptions } from '../../examples/start/src/options.ts'
import { freshPages } from '../../examples/start/src/pages.ts'
import { start } from '../../examples/start/src/start.ts'
import { lab as names, wssUrl } from './lab.config.ts'
import { Lab } from './lab.ts'
import { overview } from './overview.ts'
import { startStatusPage } from './status-page.ts'

function options() {
  return startOptions(['--pbx', wssUrl(), '--kind', 'kamailio', '--domain', names.domain, ...process.argv.slice(2)])
}

async function serve(): Promise<() => Promise<void>> {
  const chosen = options()
  console.log('Building both pages, and starting Kamailio, rtpengine and the phones…')
  const pages = await start(chosen, () => {}, freshPages)
  const lab = await Lab.start(tmpdir())
  const facts = overview(chosen.port)
  const status = await startStatusPage(lab, facts)
  for (const [title, rows] of facts) {
    console.log(`\n${title}`)
    for (const [name, what] of rows) console.log(`  ${name.padEnd(38)} ${what}`)
  }
  console.log(`\nready ${status.url}\nCtrl-C ends it.`)
  return async () => {
    await Promise.all([status.close(), pages.close(), lab.close()])
  }
}

const close = await serve().catch((error: unknown) => {
  console.error(error instanceof OptionError || error instanceof Error ? error.message : error)
  process.exit(1)
})

let ending = false
async function end(): Promise<void> {
  if (ending) return
  ending = true
  await close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end())
