import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { type KnownAudio, knowAudio } from '../src/drop-in/known-audio.ts'
import { toneUrl } from './support/tone-url.ts'

const native = window.Audio
let known: KnownAudio
const start = () => {
  known = knowAudio()
  return known
}
const told: boolean[] = []

// The browser plays nothing before the caller has touched the page.
beforeAll(() => userEvent.click(document.body))

afterEach(() => {
  known.restore()
  told.length = 0
})

const until = (element: EventTarget, event: string) =>
  new Promise((resolve) => element.addEventListener(event, resolve, { once: true }))

async function playing(seconds = 5): Promise<HTMLAudioElement> {
  const element = new Audio(toneUrl(seconds))
  const begun = until(element, 'playing')
  await element.play()
  await begun
  return element
}

describe('the wrapped Audio', () => {
  test('makes the very elements that the browser’s own makes', () => {
    start()
    const element = new Audio('data:audio/wav;base64,')
    expect(window.Audio).not.toBe(native)
    expect(element).toBeInstanceOf(native)
    expect(element).toBeInstanceOf(window.Audio)
    expect(Object.getPrototypeOf(element)).toBe(HTMLAudioElement.prototype)
    expect([window.Audio.name, window.Audio.length, window.Audio.prototype]).toEqual([
      native.name,
      native.length,
      native.prototype,
    ])
    expect([element.src, element.preload, new Audio().hasAttribute('src')]).toEqual([
      'data:audio/wav;base64,',
      'auto',
      false,
    ])
    expect(() => Reflect.apply(window.Audio, undefined, [])).toThrow(TypeError)
  })

  test('can be extended', () => {
    start()
    class Player extends Audio {
      readonly kind = 'player'
    }
    expect(new Player()).toBeInstanceOf(Player)
    expect(new Player().kind).toBe('player')
  })

  test('is taken away again, and an element made by it goes on', async () => {
    start()
    const element = await playing()
    known.restore()
    expect(window.Audio).toBe(native)
    expect(element.muted || element.paused).toBe(false)
    element.pause()
  })

  test('stays where another script has wrapped it in turn', () => {
    start()
    const theirs = new Proxy(window.Audio, {})
    window.Audio = theirs
    known.restore()
    expect(window.Audio).toBe(theirs)
    window.Audio = native
  })
})

describe('the output', () => {
  test('cut, silences what sounds without a reference to it, and what starts later', async () => {
    start()
    const first = await playing()
    known.setOutput(false)
    expect(first.muted).toBe(true)
    const second = new Audio(toneUrl(1))
    second.muted = false
    const ended = until(second, 'ended')
    await second.play()
    expect(second.muted).toBe(true)
    await ended
    first.pause()
  })

  test('open again, leaves what was silenced silent until it ends, so that nobody hears half a sentence', async () => {
    start()
    const element = await playing()
    known.setOutput(false)
    known.setOutput(true)
    expect(element.muted).toBe(true)
    const paused = until(element, 'pause')
    element.pause()
    await paused
    expect(element.muted).toBe(false)
  })

  test('open again, lets an element that did not sound be heard, and keeps the page’s own mute', () => {
    start()
    const quiet = new Audio()
    const muted = new Audio()
    muted.muted = true
    known.setOutput(false)
    known.setOutput(true)
    expect([quiet.muted, muted.muted]).toEqual([false, true])
  })

  test('cut, leaves another script’s stream alone', async () => {
    start()
    const context = new AudioContext()
    const conference = new Audio()
    conference.srcObject = context.createMediaStreamDestination().stream
    const begun = until(conference, 'playing')
    await conference.play()
    await begun
    known.setOutput(false)
    expect(conference.muted).toBe(false)
    conference.pause()
    await context.close()
  })
})

describe('speaking', () => {
  test('is told when the first of several elements starts, and when the last one stops', async () => {
    start()
    known.onSpeaking((speaking) => told.push(speaking))
    const first = await playing()
    const second = await playing()
    first.pause()
    await until(first, 'pause')
    expect(told).toEqual([true])
    second.pause()
    await until(second, 'pause')
    expect(told).toEqual([true, false])
  })

  test('ends at the end of the sound, and never begins where a format cannot be played', async () => {
    start()
    known.onSpeaking((speaking) => told.push(speaking))
    const broken = new Audio('data:audio/mp4;base64,AAAA')
    await expect(broken.play()).rejects.toThrow()
    const element = await playing(0.3)
    await until(element, 'ended')
    expect(told).toEqual([true, false])
  })

  test('ends with the cut', async () => {
    start()
    known.onSpeaking((speaking) => told.push(speaking))
    const element = await playing()
    known.setOutput(false)
    expect(told).toEqual([true, false])
    element.pause()
  })
})
