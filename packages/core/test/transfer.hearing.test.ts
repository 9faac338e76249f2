import { describe, expect, test } from 'vitest'
import { arriveAt, requestAt, type StationName, stationNames, stations } from './support/stations.ts'
import { world } from './support/world.ts'

const open = { input: true, output: true }
const cut = { input: false, output: true }
const silenced = { input: false, output: false }
const last = (w: ReturnType<typeof world>) => w.assistant.heard.at(-1)

const atAnswer: Record<StationName, typeof open> = {
  connecting: open,
  prompting: open,
  dialing: open,
  ringing: open,
  early: open,
  joining: cut,
  talking: silenced,
  draining: cut,
  waiting: open,
  hangingUp: cut,
}

describe.each(stationNames)('while %s', (name) => {
  test('the assistant hears and says what the view tells', () => {
    const w = arriveAt(name)
    expect(last(w)).toEqual(atAnswer[name])
    expect(w.view().hearing).toEqual(atAnswer[name])
  })

  test('with inputCut “ring” it hears nothing from the first ring on', () => {
    const w = arriveAt(name, { inputCut: 'ring' })
    expect(last(w)).toEqual(['ringing', 'early'].includes(name) ? cut : atAnswer[name])
  })

  test('it is told again at every request, though the request is refused', () => {
    const w = arriveAt(name)
    const told = w.assistant.heard.length
    w.ask({ extension: '2005' })
    expect(w.assistant.heard.slice(told)).toEqual([atAnswer[name]])
  })
})

describe('what the assistant hears', () => {
  test('is told at the first request already', () => {
    const w = world()
    w.ask({ success: false })
    expect(last(w)).toEqual(open)
  })

  test('opens again between two targets, with inputCut “ring”', () => {
    const w = requestAt('ringing', ['2001', '2002'], { inputCut: 'ring' })
    expect(last(w)).toEqual(cut)
    w.refuse(486)
    expect(last(w)).toEqual(open)
    w.ring()
    expect(last(w)).toEqual(cut)
  })

  test('is cut at the answer before the agent is proven to be heard, and never earlier by default', () => {
    const w = arriveAt('ringing')
    expect(last(w)).toEqual(open)
    w.answer()
    expect(last(w)).toEqual(cut)
  })

  test('is told before any screen shows it', () => {
    const w = arriveAt('joining')
    const order: string[] = []
    w.transfer.subscribe((view) => order.push(`${view.notice}: ${JSON.stringify(last(w))}`))
    w.prove()
    expect(order).toEqual([`talking: ${JSON.stringify(silenced)}`])
  })
})

describe('after the agent', () => {
  test('the conversation with the assistant goes on by default', () => {
    const w = arriveAt('talking')
    w.bye()
    expect(last(w)).toEqual(open)
    expect(w.view().voice).toBe('assistant')
  })

  test.each<[string, (w: ReturnType<typeof world>) => void]>([
    ['the agent', (w) => w.bye()],
    ['the caller', (w) => w.transfer.send('HANGUP')],
  ])('it is over where the page says so, and %s hung up', (_, ends) => {
    const w = arriveAt('talking', { afterHandover: 'end' })
    ends(w)
    expect(last(w)).toEqual(silenced)
    expect(w.view()).toMatchObject({ voice: 'nobody', notice: 'handed-over' })
  })

  test('it is said beforehand who comes after the agent', () => {
    expect(arriveAt('talking').view().afterwards).toBe('assistant')
    expect(arriveAt('talking', { afterHandover: 'end' }).view().afterwards).toBe('nobody')
  })

  test('it is over at once, also while the far side does not answer our BYE', () => {
    const w = world({ afterHandover: 'end' }, { obeysHangup: false })
    w.ask()
    stations.talking.go(w)
    w.transfer.send('HANGUP')
    expect(w.view()).toMatchObject({ state: 'cleanup', voice: 'nobody', hearing: silenced })
    expect(last(w)).toEqual(silenced)
  })

  test.each<[string, (w: ReturnType<typeof world>) => void]>([
    ['a lost connection', (w) => w.lose()],
    ['a lost media path', (w) => w.sip.call.say({ type: 'media', state: 'failed' })],
  ])('it always goes on after %s', (_, lost) => {
    const w = arriveAt('talking', { afterHandover: 'end' })
    lost(w)
    expect(last(w)).toEqual(open)
    expect(w.now()).toBe('idle:lost')
  })

  test.each(['ringing', 'joining'] as const)('it goes on where the agent was not reached: %s', (station) => {
    const w = arriveAt(station, { afterHandover: 'end' })
    w.bye()
    expect(last(w)).toEqual(open)
  })

  test('a new request brings the assistant back, also where the conversation was over', () => {
    const w = arriveAt('talking', { afterHandover: 'end' })
    w.bye()
    w.ask()
    expect(last(w)).toEqual(open)
  })
})

describe('the loss of the assistant', () => {
  test.each(stationNames)('ends no call: %s', (name) => {
    const w = arriveAt(name)
    const now = w.now()
    w.assistant.say({ type: 'down' })
    expect(w.now()).toBe(now)
    w.assistant.say({ type: 'up' })
    expect(w.now()).toBe(now)
  })

  test('is told, since nobody is heard then', () => {
    const w = world()
    w.assistant.say({ type: 'down' })
    expect(w.view()).toMatchObject({ notice: 'assistant-gone', voice: 'nobody' })
    w.assistant.say({ type: 'up' })
    expect(w.view()).toMatchObject({ notice: 'ready', voice: 'assistant' })
  })
})
