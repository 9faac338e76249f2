import process from 'node:process'
import { OptionError, type StartOptions, startOptions } from './options.ts'
import { freshPages, type Pages } from './pages.ts'
import { type Running, start } from './start.ts'
import { swallowed, usage } from './usage.ts'

const args = process.argv.slice(2)
if (args.some((arg) => arg === '--help' || arg === '-h')) {
  console.log(usage)
  process.exit(0)
}

function explain(error: unknown): never {
  if (!(error instanceof OptionError)) throw error
  console.error(error.usage ? `${error.message}\n\n${usage}` : error.message)
  process.exit(2)
}

function options(): StartOptions {
  try {
    const lost = swallowed(process.env)
    if (lost) throw new OptionError(lost)
    return startOptions(args)
  } catch (error) {
    return explain(error)
  }
}

async function build(): Promise<Pages> {
  const started = Date.now()
  console.log('Building both pages…')
  const pages = await freshPages()
  console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
  return pages
}

let running: Running | undefined
let ending = false
async function end(): Promise<void> {
  if (ending) return
  ending = true
  await running?.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end())
// The starter's end is this one's end, however it came about.
process.on('disconnect', () => void end())

const chosen = options()
running = await start(chosen, (line) => console.log(line), build).catch(explain)

const page = `http://localhost:${chosen.port}/`
console.log(`caller's page   ${page}`)
console.log(`agent's page    ${page}call-center`)
console.log(
  chosen.pbx
    ? `PBX             ${chosen.pbx.url} (${chosen.pbx.domain})`
    : 'PBX             the embedded switchboard (development only)',
)
console.log(`ready ${page}`)
