import { describe, expect, test } from 'vitest'
import { legWorld, newConnection } from './support/leg-world.ts'

describe('a leg’s playback', () => {
  test('begins with the far side’s stream, before the answer too, and ends with the call', () => {
    const w = legWorld()
    expect(w.playing()).toEqual([])
    w.remote()
    expect(w.playing()).toEqual([true])
    w.sip.call.end()
    expect(w.playing()).toEqual([false])
  })

  test('moves to a new stream, and never plays two', () => {
    const w = legWorld()
    w.remote('first')
    w.remote('second')
    expect(w.playing()).toEqual([false, true])
  })

  test('stops at once at the hang-up, before the far side says anything', () => {
    const w = legWorld({ obeys: false })
    w.remote()
    w.answered()
    w.send({ type: 'HANGUP' })
    expect([w.playing(), w.watching()]).toEqual([[false], [false]])
    expect(w.sip.call.ended).toBe(false)
  })

  test('does not begin after the hang-up, though the far side answers late', () => {
    const w = legWorld({ obeys: false })
    w.send({ type: 'HANGUP' })
    w.remote()
    w.answered()
    expect([w.playing(), w.watching()]).toEqual([[], []])
  })

  test('does not begin after the leg was dropped, though the far side answers late', () => {
    const w = legWorld({ obeys: false })
    w.stop()
    w.remote()
    w.answered()
    expect([w.playing(), w.watching()]).toEqual([[], []])
  })

  test('is resumed by a gesture, and says when the browser blocks it', () => {
    const w = legWorld()
    w.send({ type: 'UNBLOCK' })
    w.remote()
    w.media.playbacks[0]?.say({ type: 'blocked' })
    w.send({ type: 'UNBLOCK' })
    w.media.playbacks[0]?.say({ type: 'playing' })
    expect(w.media.playbacks[0]?.resumed).toBe(1)
    expect(w.told).toEqual([
      { type: 'leg.playback', blocked: true },
      { type: 'leg.playback', blocked: false },
    ])
  })
})

test('a leg asks the far side anew, by the port', () => {
  const w = legWorld()
  w.answered()
  w.send({ type: 'REFRESH' })
  expect(w.sip.call.asked).toEqual(['refresh'])
})

describe('a leg’s watch', () => {
  test('begins with the answer: early media proves nothing', () => {
    const w = legWorld()
    w.sip.call.say({ type: 'progress', status: 183, media: true })
    w.remote()
    const [early] = w.media.watches
    for (const type of ['comfort-noise', 'proven', 'stalled', 'flowing'] as const) early?.say({ type })
    expect(w.told).toEqual([{ type: 'leg.progress', status: 183, media: true }])
    w.answered()
    expect(w.watching()).toEqual([false, true])
  })

  test('listens for early media before the answer, and no longer', () => {
    const w = legWorld()
    w.sip.call.say({ type: 'progress', status: 183, media: true })
    w.remote()
    const [early] = w.media.watches
    expect(w.media.watched).toEqual([{ stalledAfter: 5000, early: true }])
    early?.say({ type: 'level', silent: false })
    early?.say({ type: 'level', silent: true })
    w.answered()
    early?.say({ type: 'level', silent: false })
    expect(w.told.slice(1)).toEqual([
      { type: 'leg.early', audible: true },
      { type: 'leg.early', audible: false },
      { type: 'leg.answered' },
    ])
    expect(w.media.watched.at(-1)).toEqual({ stalledAfter: 5000 })
  })

  test('listens to the newest early media alone', () => {
    const w = legWorld()
    w.remote('first')
    w.sip.call.say({ type: 'progress', status: 183, media: true })
    w.sip.call.say({ type: 'progress', status: 183, media: true })
    w.remote('second', newConnection())
    expect(w.watching()).toEqual([false, true])
    w.media.watches[1]?.say({ type: 'level', silent: false })
    expect(w.told.slice(2)).toEqual([{ type: 'leg.early', audible: true }])
  })

  test('hears nothing of newer early media until it sounds', () => {
    const w = legWorld()
    w.sip.call.say({ type: 'progress', status: 183, media: true })
    w.remote('first')
    w.media.watches[0]?.say({ type: 'level', silent: false })
    w.remote('more of the same')
    expect(w.told.slice(1)).toEqual([{ type: 'leg.early', audible: true }])
    w.remote('newer', newConnection())
    w.remote('newest', newConnection())
    expect(w.told.slice(1)).toEqual([
      { type: 'leg.early', audible: true },
      { type: 'leg.early', audible: false },
    ])
  })

  test('listens for no early media where none was announced, and of none that is given up', () => {
    const w = legWorld({ obeys: false })
    w.sip.call.say({ type: 'progress', status: 180, media: false })
    w.remote()
    expect(w.watching()).toEqual([])
    w.sip.call.say({ type: 'progress', status: 183, media: true })
    w.send({ type: 'HANGUP' })
    w.sip.call.say({ type: 'progress', status: 183, media: true })
    w.remote('late')
    expect(w.watching()).toEqual([false])
  })

  test('begins with the stream, where that comes after the answer', () => {
    const w = legWorld()
    w.answered()
    expect(w.watching()).toEqual([])
    w.remote()
    expect(w.watching()).toEqual([true])
  })

  test('is one, however many streams come', () => {
    const w = legWorld()
    w.remote()
    w.answered()
    w.remote('second')
    expect(w.watching()).toEqual([true])
  })

  test('tells what it sees, and ends with the call', () => {
    const w = legWorld()
    w.remote()
    w.answered()
    const [watch] = w.media.watches
    watch?.say({ type: 'comfort-noise' })
    watch?.say({ type: 'proven' })
    watch?.say({ type: 'stalled' })
    watch?.say({ type: 'flowing' })
    watch?.say({ type: 'level', silent: true })
    expect(w.told).toEqual([
      { type: 'leg.answered' },
      { type: 'leg.comfortNoise' },
      { type: 'leg.proven' },
      { type: 'leg.sound', state: 'stalled' },
      { type: 'leg.sound', state: 'flowing' },
      { type: 'leg.level', silent: true },
    ])
    w.sip.call.end()
    expect(w.watching()).toEqual([false])
  })
})

describe('a leg', () => {
  test('passes the port’s reports on, without their streams', () => {
    const w = legWorld()
    const gathering = { candidate: 'host', waited: 3 } as const
    w.sip.call.say({ type: 'sent', gathering })
    w.sip.call.say({ type: 'progress', status: 180, media: false })
    w.remote()
    w.sip.call.say({ type: 'remote-hold', on: true })
    w.sip.call.say({ type: 'media', state: 'disconnected' })
    w.sip.call.end({ by: 'remote', detail: 'BYE' })
    expect(w.told).toEqual([
      { type: 'leg.sent', gathering },
      { type: 'leg.progress', status: 180, media: false },
      { type: 'leg.farHold', on: true },
      { type: 'leg.path', state: 'disconnected' },
      { type: 'leg.ended', end: { cause: 'hangup', by: 'remote', answered: false, signalled: true, detail: 'BYE' } },
    ])
  })

  test.each([
    [{ type: 'HANGUP' }, 'hangup'],
    [{ type: 'ANSWER' }, 'answer'],
    [{ type: 'REJECT', status: 603 }, 'reject 603'],
    [{ type: 'MUTE' }, 'mute'],
    [{ type: 'UNMUTE' }, 'unmute'],
  ])('obeys %j', (command, asked) => {
    const w = legWorld()
    w.send(command)
    expect(w.sip.call.asked).toEqual([asked])
  })

  test('asks nothing of the port when the line comes or goes', () => {
    const w = legWorld()
    w.send({ type: 'LINK', up: false } as never)
    expect(w.sip.call.asked).toEqual([])
  })

  test('refuses with 480 where there is no microphone to answer with', () => {
    const w = legWorld({ stream: false })
    w.send({ type: 'ANSWER' })
    expect(w.sip.call.asked).toEqual(['reject 480'])
  })

  test('ends as internal where there is nothing to dial with', () => {
    const w = legWorld({ dials: false })
    expect(w.told).toEqual([{ type: 'leg.ended', end: expect.objectContaining({ cause: 'internal', by: 'system' }) }])
    w.send({ type: 'HANGUP' })
    w.send({ type: 'UNBLOCK' })
    expect(w.told).toHaveLength(1)
  })

  test('names the live call to its owner, exactly while it lives', () => {
    const w = legWorld()
    expect(w.live).toEqual([w.sip.call])
    w.stop()
    expect(w.live.at(-1)).toBeUndefined()
  })

  test('hangs up and lets go when its parent drops it', () => {
    const w = legWorld({ obeys: false })
    w.remote()
    w.answered()
    w.stop()
    expect(w.sip.call.asked).toEqual(['hangup'])
    expect([w.playing(), w.watching()]).toEqual([[false], [false]])
  })

  test('whose port throws tells its parent, once', () => {
    const w = legWorld({
      ports: {
        start() {
          throw new Error('a port must not throw')
        },
      },
    })
    expect(w.told.map(({ type }) => type as string)).toEqual(['xstate.error.actor.child'])
  })
})
