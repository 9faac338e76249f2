import { describe, expect, test } from 'vitest'
import { arriveAt, requestAt, stations } from './support/stations.ts'
import { world } from './support/world.ts'

type World = ReturnType<typeof world>
const tones = ({ media }: World) => media.tones.map(({ kind, open }) => `${kind}${open ? '' : ' over'}`)

function spoken(w: World): World {
  w.speak('speaking')
  w.speak('spoken')
  return w
}

describe('the local ringback tone', () => {
  test('waits for the assistant’s sentence, at most three seconds from the INVITE', () => {
    const w = arriveAt('ringing')
    w.clock.increment(2999)
    expect(tones(w)).toEqual([])
    w.clock.increment(1)
    expect(tones(w)).toEqual(['ringback'])
  })

  test('does not sound over the sentence, however long it takes within its limit', () => {
    const w = arriveAt('ringing')
    w.speak('speaking')
    w.clock.increment(14_999)
    expect(tones(w)).toEqual([])
    w.speak('spoken')
    expect(tones(w)).toEqual(['ringback'])
  })

  test('begins after the speech limit, though the end of the sentence is never told', () => {
    const w = arriveAt('ringing')
    w.speak('speaking')
    w.clock.increment(15_000)
    expect(tones(w)).toEqual(['ringback'])
  })

  test('begins with the ring, where the sentence was spoken before', () => {
    const w = arriveAt('connecting')
    w.speak('speaking')
    w.speak('spoken')
    stations.ringing.go(w)
    expect(tones(w)).toEqual(['ringback'])
  })

  test('waits for a sentence that began while connecting', () => {
    const w = arriveAt('connecting')
    w.speak('speaking')
    stations.ringing.go(w)
    w.clock.increment(5000)
    expect(tones(w)).toEqual([])
    w.speak('spoken')
    expect(tones(w)).toEqual(['ringback'])
  })

  test('begins with the ring for the page’s own request: no sentence is expected', () => {
    expect(tones(requestAt('ringing', ['2001']))).toEqual(['ringback'])
  })

  test('begins with the ring for a retry: the sentence was spoken the first time', () => {
    const w = arriveAt('ringing')
    w.refuse(486)
    w.transfer.retry()
    stations.ringing.go(w)
    expect(tones(w)).toEqual(['ringback'])
  })

  test('begins with the ring at the next target', () => {
    const w = requestAt('ringing', ['2001', '2002'])
    w.refuse(486)
    expect(tones(w)).toEqual(['ringback over'])
    w.ring()
    expect(tones(w)).toEqual(['ringback over', 'ringback'])
  })

  test('begins with the ring at the next try: the sentence is not waited for twice', () => {
    const w = arriveAt('waiting')
    w.clock.increment(1000)
    w.ring()
    expect(tones(w)).toEqual(['ringback'])
  })

  test('never sounds while dialling: nothing rings yet', () => {
    const w = requestAt('dialing', ['2001'])
    w.clock.increment(20_000)
    expect(tones(w)).toEqual([])
  })

  test('never sounds over early media that is heard, nor for a ring behind it', () => {
    const w = requestAt('early', ['2001'])
    w.ring()
    w.clock.increment(20_000)
    expect(tones(w)).toEqual(['ringback over'])
  })

  test('stops when early media begins', () => {
    const w = requestAt('ringing', ['2001'])
    w.early()
    expect(tones(w)).toEqual(['ringback over'])
  })

  test.each<[string, (w: World) => void]>([
    ['the answer', (w) => w.answer()],
    ['a refusal', (w) => w.refuse(486)],
    ['the caller’s cancel', (w) => w.transfer.send('CANCEL')],
    ['the ring limit', (w) => w.clock.increment(25_000)],
    ['a caller who leaves', (w) => w.transfer.leave()],
    ['an unplugged microphone', (w) => w.unplug()],
  ])('stops with %s', (_, happens) => {
    const w = requestAt('ringing', ['2001'])
    happens(w)
    expect(tones(w)).toEqual(['ringback over'])
  })

  test.each<[string, () => World]>([
    ['where none was expected', () => requestAt('dialing', ['2001'])],
    ['after the one that was expected', () => spoken(arriveAt('dialing'))],
  ])('does not wait for a sentence of the assistant’s own: %s', (_, arrive) => {
    const w = arrive()
    w.speak('speaking')
    w.ring()
    expect(tones(w)).toEqual(['ringback'])
  })

  test('is one, however often the far side rings', () => {
    const w = requestAt('ringing', ['2001'])
    w.ring()
    w.ring()
    expect(tones(w)).toEqual(['ringback'])
  })
})

describe('the announcing sentence', () => {
  test('delays no call: the INVITE goes while it is spoken', () => {
    const w = arriveAt('connecting')
    w.speak('speaking')
    stations.dialing.go(w)
    expect(w.now()).toBe('calling:dialing')
  })

  test('counts when it is spoken before the next try: the tone does not wait for it again', () => {
    const w = arriveAt('connecting')
    w.lineDown()
    w.speak('speaking')
    w.speak('spoken')
    w.clock.increment(1000)
    stations.ringing.go(w)
    expect(tones(w)).toEqual(['ringback'])
  })

  test('changes nothing once the agent is heard: the assistant stays silent', () => {
    const w = arriveAt('talking')
    const view = w.view()
    w.speak('speaking')
    expect(w.view()).toBe(view)
    expect(w.assistant.heard.at(-1)).toEqual({ input: false, output: false })
  })

  test('changes nothing while no transfer runs', () => {
    const w = world()
    const view = w.view()
    w.speak('speaking')
    w.speak('spoken')
    expect(w.view()).toBe(view)
  })
})
