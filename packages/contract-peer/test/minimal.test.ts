import { contractCases, playCase } from '@patchcord/core/testing'
import { describe, expect, it } from 'vitest'
import { nodeArena } from '../src/index.ts'
import { minimal } from './minimal/minimal.ts'

/** What it cannot do would be waited for. */
const arena = { ...nodeArena('minimal', minimal), patience: 400 }

async function played(id: string) {
  const test = contractCases.find((one) => one.id === id)
  if (!test) throw new Error(`there is no case ${id}`)
  return playCase(test, arena)
}

describe('a third adapter of a hundred lines, on a library of its own', () => {
  it.each([
    'open',
    'close-idle',
    'close-talking',
    'out-answered',
    'out-answered-at-once',
    'out-answered-after-ack',
    'out-later',
    'out-remote-bye',
    'out-headers',
    'out-throwing-listener',
    'out-two-calls',
    'out-progress-each',
    'out-stream',
    'out-mute',
    'out-no-offer',
    'out-foreign-stream',
    'ok-bad-sdp',
    'status-302',
    'status-486',
    'status-503',
    'reason-several',
    'hang-up-answered',
    'silent-bye',
    'ended-idempotent',
    'glare-200',
  ])('passes %s', async (id) => {
    expect(await played(id)).toMatchObject({ result: 'passed', problems: [] })
  })

  it.each([
    ['lost-talking', 'one WebSocket for all its life'],
    ['ok-forked', 'one To tag'],
    ['hold-refused', 'one INVITE'],
    ['refer-attended', 'no refer()'],
  ])('declares why it does not play %s', async (id, why) => {
    expect(await played(id)).toMatchObject({ result: 'lacking', reason: expect.stringContaining(why) })
  })

  it.each([
    ['close-late-200', '0 instead of 1'],
    ['hang-up-unheard', 'signalled'],
    ['hold-agreed', 'setHeld(true) gave false'],
    ['lost-ringing', 'did not report connected'],
    ['priority', 'the line was not connected'],
    ['silent-server', 'did not report disconnected'],
    ['register', 'the line was not registered'],
    ['credentials-first', '407'],
    ['misuse-no-domain', 'did not throw'],
    ['out-invalid-2', 'the call did not end'],
    ['gather-srflx', 'instead of srflx'],
    ['gather-local', 'the call did not end'],
    ['dtmf-rfc4733', 'not reported'],
    ['refer-accepted', 'instead of'],
  ])('is told what %s finds: %s', async (id, says) => {
    const { result, problems } = await played(id)
    expect(result).toBe('failed')
    expect(problems.join('\n')).toContain(says)
  })
})
