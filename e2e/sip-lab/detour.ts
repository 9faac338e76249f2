import { createSocket, type Socket as DatagramSocket } from 'node:dgram'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { lab } from './lab.config.ts'

const { host, delayed, media, wss } = lab

/** How many milliseconds everything takes. */
interface Pace {
  ms: number
}

/** Passes on what one connection says, later. */
function passOn(from: Socket, to: Socket, pace: Pace): void {
  from.on('data', (data) => setTimeout(() => to.write(data), pace.ms))
  from.on('close', () => setTimeout(() => to.destroy(), pace.ms))
  from.on('error', () => {})
}

function delayedWebSockets(pace: Pace): Server {
  return createServer((near) => {
    const far = connect(wss, host)
    passOn(near, far, pace)
    passOn(far, near, pace)
  }).listen(delayed.wss, 'localhost')
}

/** One port of the media relay, as seen from further away. Each sender gets a socket of its own. */
function delayedPort(port: number, freePort: () => number, pace: Pace): DatagramSocket[] {
  const near = createSocket('udp4').bind(port, delayed.host)
  const open = [near]
  const senders = new Map<number, DatagramSocket>()
  near.on('message', (packet, sender) => {
    let far = senders.get(sender.port)
    if (!far) {
      far = createSocket('udp4').bind(freePort(), host)
      far.on('message', (answer) => later(near, answer, sender.port, pace))
      senders.set(sender.port, far)
      open.push(far)
    }
    later(far, packet, port, pace)
  })
  return open
}

function later(socket: DatagramSocket, packet: Buffer, port: number, pace: Pace): void {
  setTimeout(() => {
    try {
      socket.send(packet, port, host)
    } catch {
      // Closed meanwhile: the packet is lost, as packets are.
    }
  }, pace.ms)
}

/** Everything between a page and the lab goes this way, and takes its time both ways. */
export interface Detour {
  takes(ms: number): void
  close(): void
}

/** A WebSocket port and media addresses behind which packets arrive later. */
export function startDetour(): Detour {
  let next: number = delayed.from
  const pace: Pace = { ms: 0 }
  const web = delayedWebSockets(pace)
  const connections = new Set<Socket>()
  web.on('connection', (socket) => connections.add(socket))
  const ports = Array.from({ length: media.to - media.from + 1 }, (_, index) => media.from + index)
  const sockets = ports.map((port) => delayedPort(port, () => next++, pace))
  return {
    takes(ms) {
      pace.ms = ms
    },
    close() {
      web.close()
      for (const socket of connections) socket.destroy()
      for (const socket of sockets.flat()) socket.close()
    },
  }
}
