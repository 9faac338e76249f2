import { afterEach, expect, vi } from 'vitest'
import {
  createSwitchboard,
  type LogEntry,
  type Switchboard,
  type SwitchboardOptions,
  type SwitchboardStats,
} from '../../src/index.ts'
import { register } from './ladders.ts'
import { Phone } from './phone.ts'

/** A running switchboard and what it logged. */
export interface Board {
  board: Switchboard
  port: number
  lines: LogEntry[]
}

const running = new Set<Switchboard>()

afterEach(async () => {
  Phone.closeAll()
  await Promise.all([...running].map((board) => board.close()))
  running.clear()
})

/** Starts a switchboard that ends with the test. */
export async function startBoard(options: SwitchboardOptions = {}): Promise<Board> {
  const lines: LogEntry[] = []
  const board = createSwitchboard({ log: (entry) => lines.push(entry), ...options })
  running.add(board)
  return { board, port: await board.listen(0), lines }
}

/** A switchboard with an anonymous caller and agent 2005, registered. */
export async function startPair(options: SwitchboardOptions = {}) {
  const started = await startBoard(options)
  const [caller, callee] = await Promise.all([Phone.open(started.port), Phone.open(started.port, '2005')])
  await register(callee)
  return { ...started, caller, callee }
}

/** Waits until the switchboard's figures are these. */
export async function untilStats(board: Switchboard, stats: Partial<SwitchboardStats>): Promise<void> {
  await vi.waitFor(() => expect(board.stats()).toMatchObject(stats), { timeout: 20_000, interval: 5 })
}
