import { existsSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../node_modules/node/bin', import.meta.url))

/** The pinned Node, or this one where no binary of it exists for the machine. */
export const pinnedNode = () => [`${bin}/node`, `${bin}/node.exe`].find(existsSync) ?? process.execPath
