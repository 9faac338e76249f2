/** One message that a scripted phone heard. */
export interface Heard {
  readonly text: string
  readonly start: string
  readonly body: string
  /** The first value of a header, or undefined. */
  get(name: string): string | undefined
  all(name: string): string[]
}

/** Takes a message apart. */
export function read(text: string): Heard {
  const end = text.indexOf('\r\n\r\n')
  const [start = '', ...lines] = text.slice(0, Math.max(end, 0)).split('\r\n')
  const all = (name: string) =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      .map((line) => line.slice(name.length + 1).trim())
  return { text, start, body: text.slice(end + 4), all, get: (name) => all(name)[0] }
}

/** A message of these header lines, with its Content-Length. */
export function write(start: string, headers: (string | undefined)[], body = ''): string {
  const lines = headers.filter((line) => line !== undefined)
  return `${[start, ...lines, `Content-Length: ${Buffer.byteLength(body)}`].join('\r\n')}\r\n\r\n${body}`
}
