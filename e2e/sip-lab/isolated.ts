// Runs a command in a network, a process and a mount namespace of its own, which end with it:
// node e2e/sip-lab/isolated.ts COMMAND [ARGUMENT …]. Here is only loopback, and every port is free.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** Where system programs are, too, whatever the PATH of a user says. */
export const systemPath = `${process.env['PATH']}:/usr/sbin:/sbin`

const namespaces = ['--mount', '--pid', '--fork', '--mount-proc', '--kill-child']
const network = '--net'
const asRoot = '--map-root-user'

export const noNetwork = 'This machine gives no network of its own in which packets can be lost (unshare, iptables).'

/** How `unshare` gives namespaces here: as root, or by a user namespace; undefined where it does not. */
function unshareFlags(own: boolean): string[] | undefined {
  const wanted = own ? [network, ...namespaces] : namespaces
  // What makes a network of its own worth having.
  const use = own
    ? ['iptables', '-I', 'INPUT', '-m', 'statistic', '--mode', 'random', '--probability', '1', '-j', 'DROP']
    : ['true']
  const ways = [wanted, [asRoot, ...wanted]]
  const env = { ...process.env, PATH: systemPath }
  return ways.find((flags) => spawnSync('unshare', [...flags, ...use], { env }).status === 0)
}

/** Whether the lab can be alone in a network here. */
export const givesNetworks = (): boolean => unshareFlags(true) !== undefined

export interface IsolatedOptions {
  /** A network of its own: nothing outside can reach it. */
  readonly network: boolean
  readonly env?: Readonly<Record<string, string>>
}

/**
 * Runs the command and resolves with its exit code. However this process ends, the command ends with it, with all that
 * it has started, and so does the folder that it finds in TMPDIR.
 */
export async function runIsolated(command: readonly string[], options: IsolatedOptions): Promise<number> {
  const flags = unshareFlags(options.network)
  if (!flags && options.network) throw new Error(noNetwork)
  const folder = mkdtempSync(join(tmpdir(), 'patchcord-lab-'))
  const keeper = fileURLToPath(new URL('keeper.ts', import.meta.url))
  const up = options.network ? ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'] : []
  const prefix = flags ? ['unshare', ...flags, '--', ...up] : []
  const [name = '', ...args] = [...prefix, process.execPath, keeper, folder, ...command]
  const env = {
    ...process.env,
    ...options.env,
    PATH: systemPath,
    TMPDIR: folder,
    // Packages are their sources, so that nothing has to be built.
    NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --conditions=patchcord-source`,
    PATCHCORD_LAB_NETWORK: options.network ? 'own' : 'shared',
  }
  const child = spawn(name, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(child))
  process.on('disconnect', () => stop(child))
  const code = await new Promise<number>((resolve) => child.on('exit', (status) => resolve(status ?? 1)))
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  return code
}

/** Without its channel the keeper ends what it keeps. */
function stop(child: ChildProcess): void {
  if (child.connected) child.disconnect()
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exit(await runIsolated(process.argv.slice(2), { network: true }))
