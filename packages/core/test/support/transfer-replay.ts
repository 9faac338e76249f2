import { mockAssistant, mockMedia, mockStack, mockStream } from '@patchcord/core/mock'
import { type Actor, createActor, SimulatedClock } from 'xstate'
import { provideTransfer, type TransferHandles } from '../../src/transfer/transfer.actors.ts'
import type { TransferEvent } from '../../src/transfer/transfer.types.ts'
import { wire } from '../../src/transfer/transfer.wire.ts'
import { finderOf } from './secrets.ts'
import { line, secret, settings } from './transfer-model.ts'

const connection = { getStats: () => Promise.resolve(new Map()) }

const holdsSecret = finderOf(secret)

const recorders = () => ({ sip: mockStack({ obeysHangup: false }), media: mockMedia(), assistant: mockAssistant() })

/** The recorders of the replay that runs. */
let running = recorders()
const handles: TransferHandles = { assistant: undefined, call: undefined, closing: Promise.resolve() }

/** A port that stands for the running replay's. */
const ofRunning = <Name extends keyof typeof running>(name: Name) =>
  new Proxy(running[name], { get: (_, member) => Reflect.get(running[name], member) })

/** Made once: to make it, and to let it find its transitions anew, takes longer than a replay. */
const machine = provideTransfer(
  { sip: ofRunning('sip'), media: ofRunning('media'), assistant: ofRunning('assistant'), line },
  handles,
  () => {},
)

/** The real machine over recorders, each event of a walked path played where it really comes from. */
export function replay(events: readonly TransferEvent[], inspects = false) {
  running = recorders()
  const { sip, media, assistant } = running
  const clock = new SimulatedClock()
  let inspected = 0
  let leaked = 0
  const actor: Actor<typeof machine> = createActor(machine, {
    input: settings,
    clock,
    ...(inspects
      ? {
          inspect: (event) => {
            inspected += 1
            if (holdsSecret(event)) leaked += 1
          },
        }
      : {}),
  })
  wire(actor, handles, { now: () => clock.now(), log: () => {} })
  actor.start()
  const mic = () => media.microphones.at(-1)
  const server = 'wss://pbx.test:7443'
  const play = (event: TransferEvent) => {
    switch (event.type) {
      case 'line.up':
        return sip.line.say({ type: 'connected', server })
      case 'line.down':
        return sip.line.say({ type: 'disconnected', server, detail: '', ...(event.silent ? { silent: true } : {}) })
      case 'mic.prompting':
        return mic()?.say({ type: 'prompting' })
      case 'mic.granted':
        return mic()?.say({ type: 'granted', stream: mockStream('mic') })
      case 'mic.refused':
        return mic()?.say({ type: 'refused', code: event.code, detail: '' })
      case 'mic.silenced':
        return mic()?.say({ type: 'silenced', on: event.on })
      case 'mic.ended':
        return mic()?.say({ type: 'ended' })
      case 'assistant.speaking':
      case 'assistant.spoken':
        return assistant.say({
          type: 'announcement',
          phase: event.type === 'assistant.speaking' ? 'speaking' : 'spoken',
          text: '',
        })
      case 'call.ringing':
        return sip.call.say({ type: 'progress', status: 180, media: false })
      case 'call.early':
        if (event.audible) {
          sip.call.say({ type: 'progress', status: 183, media: true })
          sip.call.say({ type: 'remote-stream', stream: mockStream('early'), connection })
        }
        return media.watches.at(-1)?.say({ type: 'level', silent: !event.audible })
      case 'call.answered':
        sip.call.say({ type: 'remote-stream', stream: mockStream('far'), connection })
        return sip.call.say({ type: 'answered' })
      case 'call.proven':
        return media.watches.at(-1)?.say({ type: 'proven' })
      case 'call.facts':
        if ('comfortNoise' in event.facts) return media.watches.at(-1)?.say({ type: 'comfort-noise' })
        if ('path' in event.facts) return sip.call.say({ type: 'media', state: 'connected' })
        return sip.call.say({ type: 'remote-hold', on: event.facts.farHold === true })
      case 'xstate.done.actor.call':
        return sip.call.end(event.output.end)
      default:
        return actor.send(event)
    }
  }
  for (const event of events) play(event)
  const open = () => ({
    lines: sip.lines.filter(({ closed }) => !closed).length,
    calls: sip.lines.flatMap(({ calls }) => calls).filter(({ ended }) => !ended).length,
    microphones: media.microphones.filter((opened) => opened.open).length,
    playbacks: media.playbacks.filter((opened) => opened.open).length,
    watches: media.watches.filter((opened) => opened.open).length,
    tones: media.tones.filter((opened) => opened.open).length,
  })
  return { actor, clock, open, assistant, inspected: () => ({ inspected, leaked }) }
}
