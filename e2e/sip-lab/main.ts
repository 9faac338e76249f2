// For people, by `npm run lab`: everything runs until Ctrl-C. With the name of a fault: inflicts it on the lab that runs.
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { usage as startUsage } from '../../examples/start/src/usage.ts'
import { runIsolated } from './isolated.ts'
import { lab } from './lab.config.ts'
import { whatLabLacks } from './packages.ts'

/** The options of `npm start` that say nothing of the PBX: the lab is that. */
const shared = startUsage.split('\n').filter((line) => /--(port|stack|account|ring)/.test(line))

const usage = `Usage: npm run lab -- [options]
${shared.join('\n')}
  --isolated               in a network of its own, which only a browser started there can reach
  --help                   this text
Usage: npm run lab -- FAULT
  inflicts it on the lab that runs; "faults" lists them`

const statusPage = `http://localhost:${lab.status}/`

/** Resolves with the exit code. */
async function inflict(name: string): Promise<number> {
  const list = name === 'faults'
  const request = fetch(`${statusPage}faults/${list ? '' : name}`, { method: list ? 'GET' : 'POST' })
  const response = await request.catch(() => undefined)
  console.log(response ? await response.text() : 'No lab runs here. Start one: npm run lab')
  return response?.ok ? 0 : 1
}

async function serve(args: readonly string[]): Promise<number> {
  const missing = whatLabLacks()
  if (missing) {
    console.error(missing)
    return 1
  }
  const network = args.includes('--isolated')
  const script = fileURLToPath(new URL('serve.ts', import.meta.url))
  const rest = args.filter((arg) => arg !== '--isolated')
  return runIsolated([process.execPath, script, ...rest], { network })
}

async function run(args: readonly string[]): Promise<number> {
  const [first = ''] = args
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage)
    return 0
  }
  return first === '' || first.startsWith('--') ? serve(args) : inflict(first)
}

process.exit(await run(process.argv.slice(2).filter((arg) => arg !== '--')))
