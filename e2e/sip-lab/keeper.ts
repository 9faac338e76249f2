// The first process of a namespace: runs one command, and ends it when the starter is gone. The kernel ends the rest.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import process from 'node:process'

const patience = 8000
const [folder = '', name = '', ...args] = process.argv.slice(2)
const child = spawn(name, args, { stdio: 'inherit' })

/** Asks the command to end, then does not ask any more. */
function end(): void {
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), patience).unref()
}

function leave(code: number): never {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
process.on('disconnect', end)
child.on('error', (error) => {
  console.error(error.message)
  leave(1)
})
child.on('exit', (code) => leave(code ?? 1))
