import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Component } from './component.ts'
import { until } from './until.ts'

/** For a browser that needs a real one: a loudspeaker that nobody hears, and a microphone that plays a tone. */
export class SoundCard {
  readonly component: Component
  readonly #folder: string
  readonly #socket: string

  constructor(folder: string) {
    this.#folder = folder
    this.#socket = join(folder, 'sound')
    this.component = new Component('pulseaudio', folder)
  }

  /** What a program must have in its environment to use it. */
  get env(): Record<string, string> {
    return { PULSE_SERVER: `unix:${this.#socket}` }
  }

  async start(hz: number): Promise<void> {
    const script = join(this.#folder, 'sound.pa')
    // The socket comes last: who can connect finds everything.
    const commands = [
      'load-module module-null-sink sink_name=loudspeaker',
      `load-module module-sine-source source_name=microphone rate=48000 frequency=${hz}`,
      'set-default-source microphone',
      `load-module module-native-protocol-unix auth-anonymous=1 socket=${this.#socket}`,
    ]
    writeFileSync(script, `${commands.join('\n')}\n`)
    const own = [`HOME=${this.#folder}`, `PULSE_RUNTIME_PATH=${this.#folder}`]
    const options = ['-n', '--daemonize=no', '--exit-idle-time=-1', `--file=${script}`]
    this.component.start('env', [...own, 'pulseaudio', ...options])
    await this.component.ready(until('pulseaudio', () => answers(this.#socket)))
  }
}

const answers = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const client = connect(socket, () => client.end(() => resolve(true)))
    client.on('error', () => resolve(false))
  })
