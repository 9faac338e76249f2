import { randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { Component } from './component.ts'
import { lab } from './lab.config.ts'
import { until } from './until.ts'

const { host, media, delayed } = lab

/** The media relay: DTLS-SRTP and opus on a browser's side, plain RTP with PCMU or PCMA on a desk phone's. */
export class Rtpengine {
  readonly component: Component

  constructor(folder: string) {
    this.component = new Component('rtpengine', folder)
  }

  async start(): Promise<void> {
    this.component.start('rtpengine', [
      ...['--foreground', '--log-stderr', '--log-level=5', '--table=-1', '--num-threads=2', '--delete-delay=0'],
      `--interface=near/${host}`,
      `--interface=delayed/${host}!${delayed.host}`,
      `--listen-ng=${host}:${media.control}`,
      `--port-min=${media.from}`,
      `--port-max=${media.to}`,
    ])
    await this.component.ready(until('rtpengine', () => this.#ask('d7:command4:pinge')))
  }

  /** Calls that it carries the sound of. */
  async calls(): Promise<number> {
    const reply = await this.#ask('d5:limiti32e7:command4:liste')
    const list = /5:callsl(.*)e6:result/s.exec(reply)?.[1] ?? ''
    return list.match(/\d+:/g)?.length ?? 0
  }

  /** Has no call any more, not even one that nobody ended. */
  async forget(): Promise<void> {
    if ((await this.calls()) === 0) return
    await this.component.stop()
    await this.start()
  }

  /** One command of its "ng" protocol, in bencode. */
  #ask(command: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = createSocket('udp4')
      const limit = setTimeout(() => finish(() => reject(new Error('rtpengine does not answer'))), 1000)
      const finish = (then: () => void) => {
        clearTimeout(limit)
        socket.close()
        then()
      }
      socket.on('message', (reply) => finish(() => resolve(reply.toString())))
      socket.on('error', (error) => finish(() => reject(error)))
      // By a cookie that it knows it answers again what it answered before.
      socket.send(`${randomUUID()} ${command}`, media.control, host)
    })
  }
}
