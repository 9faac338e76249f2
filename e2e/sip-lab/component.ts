import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

const patience = 4000

/** One program of the lab, in the foreground and in a process group of its own, with its output in a file. */
export class Component {
  readonly name: string
  readonly log: string
  #child: ChildProcess | undefined

  constructor(name: string, folder: string) {
    this.name = name
    this.log = join(folder, `${name}.log`)
  }

  get isUp(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null
  }

  start(command: string, args: readonly string[]): void {
    if (this.isUp) return
    const log = openSync(this.log, 'a')
    this.#child = spawn(command, args, { stdio: ['ignore', log, log], detached: true })
    // One that cannot be started is missed by whoever waits for it.
    this.#child.on('error', () => {})
    closeSync(log)
  }

  /** Resolves when it answers. Its own words say why it does not. */
  async ready(answers: Promise<unknown>): Promise<void> {
    try {
      await answers
    } catch (error) {
      throw new Error(`${this.name} does not answer.\n${this.said(15)}`, { cause: error })
    }
  }

  /** The last lines of what it said. */
  said(lines: number): string {
    return readFileSync(this.log, 'utf8').split('\n').slice(-lines).join('\n')
  }

  /** To the whole group: Kamailio is many processes. */
  signal(signal: NodeJS.Signals): void {
    if (this.isUp && this.#child?.pid) process.kill(-this.#child.pid, signal)
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.isUp || !this.#child) return
    const exited = once(this.#child, 'exit')
    this.signal('SIGCONT')
    this.signal(signal)
    const limit = setTimeout(() => this.signal('SIGKILL'), patience)
    await exited
    clearTimeout(limit)
  }
}
