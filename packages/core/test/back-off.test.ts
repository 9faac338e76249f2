import { describe, expect, it } from 'vitest'
import { backOff, urgentPause } from '../src/adapter/reconnect.ts'

describe('the back-off', () => {
  it('is quick at first, grows, is jittered and never longer than 30 s', () => {
    expect([0, 1, 2, 3, 6, 20].map((round) => backOff(round, () => 0))).toEqual([0, 500, 1000, 2000, 15000, 15000])
    expect([0, 1, 2, 3, 6, 20].map((round) => backOff(round, () => 0.999))).toEqual([
      499, 999, 1999, 3998, 29985, 29985,
    ])
  })

  it('is at most a second while a call is up, and never nothing', () => {
    expect([0, 0.5, 0.999].map((chance) => urgentPause(() => chance))).toEqual([500, 750, 999])
  })
})
