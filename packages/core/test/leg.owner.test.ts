import { mockMedia, mockStack, mockStream } from '@patchcord/core/mock'
import { describe, expect, test } from 'vitest'
import type { CallInput, LegReport } from '../src/call/call.types.ts'
import { type LegPorts, legActor } from '../src/call/index.ts'
import type { MediaPort } from '../src/media/index.ts'
import { fusionpbx } from '../src/sip/index.ts'
import { hosted } from './support/hosted.ts'
import { rawPorts } from './support/raw-ports.ts'

const connection = { getStats: () => Promise.resolve(new Map()) }
const input: CallInput = { id: 'call-1', direction: 'out', target: 'sip:2001@pbx.test', headers: [] }

/** A leg whose owner gives it the ports alone, and does not ask which call is live. */
function plainLeg(media: MediaPort, dials = true) {
  const sip = mockStack()
  const stream = mockStream('mic')
  const line = sip.open(fusionpbx({ domain: 'pbx.test' }), () => {})
  const ports: LegPorts = {
    media,
    stalledAfter: 4321,
    stream: () => stream,
    start: ({ target, headers }, on) => (dials ? line.dial({ target, headers, stream }, on) : undefined),
  }
  return { ...hosted<ReturnType<typeof legActor>, LegReport>(legActor(ports), input), sip }
}

describe('a leg whose owner does not ask which call is live', () => {
  test('lives and ends like any other', () => {
    const w = plainLeg(mockMedia())
    w.sip.call.say({ type: 'answered' })
    w.stop()
    expect(w.told.map(({ type }) => type)).toEqual(['leg.answered', 'leg.ended'])
    expect(w.sip.call.asked).toEqual(['hangup'])
  })

  test('may be dropped where there was nothing to dial with', () => {
    const w = plainLeg(mockMedia(), false)
    w.stop()
    expect(w.told.map(({ type }) => type)).toEqual(['leg.ended'])
  })
})

test('the watch is told how much silence its owner takes for a stall', () => {
  const asked: unknown[] = []
  const media = mockMedia()
  const watch: MediaPort['watch'] = (watched, options, on) => {
    asked.push(options)
    return media.watch(watched, options, on)
  }
  const w = plainLeg({ ...media, watch })
  w.sip.call.say({ type: 'remote-stream', stream: mockStream('far'), connection })
  w.sip.call.say({ type: 'answered' })
  expect(asked).toEqual([{ stalledAfter: 4321 }])
})

test('only a gesture resumes the playback: the line’s coming and going is none', () => {
  const media = mockMedia()
  const w = plainLeg(media)
  w.sip.call.say({ type: 'remote-stream', stream: mockStream('far'), connection })
  for (const up of [false, true]) w.send({ type: 'LINK', up } as never)
  expect(media.playbacks.map(({ resumed }) => resumed)).toEqual([0])
})

describe('a media port that tells of what was closed, against its contract, tells the call nothing', () => {
  const heard = () => {
    const ports = rawPorts(false)
    const w = plainLeg(ports.media)
    w.sip.call.say({ type: 'remote-stream', stream: mockStream('first'), connection })
    return { ...w, ports }
  }

  test('of a playback that was replaced', () => {
    const w = heard()
    w.sip.call.say({ type: 'remote-stream', stream: mockStream('second'), connection })
    w.ports.playbacks[0]?.tell({ type: 'blocked' })
    expect(w.told).toEqual([])
    w.ports.playbacks[1]?.tell({ type: 'blocked' })
    expect(w.told).toEqual([{ type: 'leg.playback', blocked: true }])
  })

  test('after the hang-up, while the far side has not answered it', () => {
    const w = heard()
    w.sip.call.say({ type: 'answered' })
    w.send({ type: 'HANGUP' })
    w.ports.playbacks[0]?.tell({ type: 'blocked' })
    w.ports.watches[0]?.tell({ type: 'proven' })
    expect(w.told.map(({ type }) => type)).not.toContain('leg.proven')
    expect(w.told.map(({ type }) => type)).not.toContain('leg.playback')
  })
})
