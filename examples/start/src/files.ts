import { readdir, readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'

interface File {
  readonly body: Buffer
  readonly type: string
}

/** A built page's files by their path, such as `/assets/index.js`. In memory: no later build can take one away. */
export type Files = ReadonlyMap<string, File>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
}

/** Reads every file of a folder. */
export async function readFiles(folder: string): Promise<Files> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const read = async ({ parentPath, name }: { parentPath: string; name: string }) => {
    const file = join(parentPath, name)
    const type = types[extname(name)] ?? 'application/octet-stream'
    return [`/${relative(folder, file).split(sep).join('/')}`, { body: await readFile(file), type }] as const
  }
  return new Map(await Promise.all(entries.map(read)))
}

function find(files: Files, path: string): File | undefined {
  try {
    const plain = decodeURIComponent(path)
    return files.get(plain.endsWith('/') ? `${plain}index.html` : plain)
  } catch {
    return undefined
  }
}

/** Answers with the file at this path, or 404; anything but GET and HEAD is 405. */
export function sendFile(files: Files, path: string, { method }: IncomingMessage, response: ServerResponse): void {
  if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end()
  const file = find(files, path)
  if (!file) return void response.writeHead(404).end('Not found')
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': file.body.length,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  })
  response.end(method === 'HEAD' ? undefined : file.body)
}
