import { describe, expect, test } from 'vitest'
import { arriveAt, requestAt } from './support/stations.ts'
import { world } from './support/world.ts'

const two = ['2001', '2002']
const lines = ({ sip }: ReturnType<typeof world>) => sip.lines.map(({ closed }) => (closed ? 'closed' : 'open'))

describe('a line that is lost while it rings', () => {
  test('is opened anew for the next target, which is not called before it is up', () => {
    const w = requestAt('ringing', two)
    w.lineDown()
    w.refuse(486)
    expect([w.now(), lines(w)]).toEqual(['connecting:connecting', ['closed', 'open']])
    w.lineUp()
    expect([w.now(), w.dialled().length]).toEqual(['calling:dialing', 2])
  })

  test('and comes back by itself serves the next target as well', () => {
    const w = requestAt('ringing', two)
    w.lineDown()
    w.lineUp()
    w.refuse(486)
    expect([w.now(), lines(w)]).toEqual(['calling:dialing', ['open']])
  })
})

describe('a line that is lost while the next try is waited for', () => {
  test('is opened anew', () => {
    const w = arriveAt('waiting')
    w.lineDown()
    w.clock.increment(1000)
    expect([w.now(), lines(w)]).toEqual(['connecting:connecting', ['closed', 'open']])
  })

  test('and comes back by itself is used again', () => {
    const w = arriveAt('waiting')
    w.lineDown()
    w.lineUp()
    w.clock.increment(1000)
    expect([w.now(), lines(w)]).toEqual(['calling:dialing', ['open']])
  })
})

test('a prepared line that was lost is opened anew by the request, where the page keeps it', () => {
  const w = world({ keepWarm: true })
  w.transfer.send('PREPARE')
  w.lineDown()
  w.ask()
  expect(lines(w)).toEqual(['closed', 'open'])
})
