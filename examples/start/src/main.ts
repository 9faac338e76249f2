import process from 'node:process'
import { OptionError, type StartOptions, startOptions, usage } from './options.ts'
import { buildPages } from './pages.ts'
import { start } from './start.ts'

function explain(error: unknown): never {
  if (!(error instanceof OptionError)) throw error
  console.error(`${error.message}\n\n${usage}`)
  process.exit(2)
}

function options(): StartOptions {
  try {
    return startOptions(process.argv.slice(2))
  } catch (error) {
    return explain(error)
  }
}

const chosen = options()
await buildPages()
const running = await start(chosen, (line) => console.log(line)).catch(explain)

let ending = false
async function end(): Promise<void> {
  if (ending) return
  ending = true
  await running.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end())
// The starter's end is this one's end, however it came about.
process.on('disconnect', () => void end())

const page = `http://localhost:${chosen.port}/`
console.log(`caller's page   ${page}`)
console.log(`agent's page    ${page}call-center`)
console.log(
  chosen.pbx
    ? `PBX             ${chosen.pbx.url} (${chosen.pbx.domain})`
    : 'PBX             the embedded switchboard (development only)',
)
console.log(`ready ${page}`)
