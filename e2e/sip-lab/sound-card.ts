import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Component } from './component.ts'
import { until } from './until.ts'

const microphone = 'module-remap-source'
const plugIn = `load-module ${microphone} source_name=microphone master=voice.monitor`

/** For a browser that needs a real one: a loudspeaker that nobody hears, and a microphone that plays a tone. */
export class SoundCard {
  readonly component: Component
  readonly #folder: string
  readonly #socket: string
  readonly #control: string

  constructor(folder: string) {
    this.#folder = folder
    this.#socket = join(folder, 'sound')
    this.#control = join(folder, 'control')
    this.component = new Component('pulseaudio', folder)
  }

  /** What a program must have in its environment to use it. */
  get env(): Record<string, string> {
    return { PULSE_SERVER: `unix:${this.#socket}` }
  }

  async start(hz: number): Promise<void> {
    const script = join(this.#folder, 'sound.pa')
    // PulseAudio's own sine source hands its sound over in bursts, seconds apart. The socket comes last: who can connect
    // finds everything.
    const commands = [
      'load-module module-null-sink sink_name=loudspeaker',
      'load-module module-null-sink sink_name=voice rate=48000 channels=1 norewinds=1',
      `load-module module-sine sink=voice rate=48000 frequency=${hz}`,
      plugIn,
      'set-default-sink loudspeaker',
      'set-default-source microphone',
      `load-module module-cli-protocol-unix socket=${this.#control}`,
      `load-module module-native-protocol-unix auth-anonymous=1 socket=${this.#socket}`,
    ]
    writeFileSync(script, `${commands.join('\n')}\n`)
    const own = [`HOME=${this.#folder}`, `PULSE_RUNTIME_PATH=${this.#folder}`]
    const options = ['-n', '--daemonize=no', '--exit-idle-time=-1', `--file=${script}`]
    this.component.start('env', [...own, 'pulseaudio', ...options])
    await this.component.ready(until('pulseaudio', () => answers(this.#socket)))
  }

  /** The microphone goes, with whatever records it. */
  unplug(): Promise<void> {
    return this.#tell(`unload-module ${microphone}`)
  }

  /** It is back, as the one that programs choose. */
  plugIn(): Promise<void> {
    return this.#tell(plugIn, 'set-default-source microphone')
  }

  /** Resolves when all of it has been done. */
  #tell(...commands: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const client = connect(this.#control)
      client.on('error', reject)
      client.on('close', () => resolve())
      client.resume()
      client.end(`${commands.join('\n')}\n`)
    })
  }
}

const answers = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const client = connect(socket, () => client.end(() => resolve(true)))
    client.on('error', () => resolve(false))
  })

export async function withSoundCard(hz: number, use: (card: SoundCard) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sound-'))
  const card = new SoundCard(folder)
  await card.start(hz)
  await use(card)
  await card.component.stop()
  await rm(folder, { recursive: true })
}
