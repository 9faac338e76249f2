import { nodeArena, StandInStream, type StandInTrack } from '@patchcord/contract-peer'
import type { DialRequest, SipStack } from '@patchcord/core'
import { contractCases, playCase } from '@patchcord/core/testing'
import { expect, it } from 'vitest'
import { jssip } from '../src/index.ts'

/** A stack that does something else, too, when it dials. */
const dialling = (wrong: (request: DialRequest) => void): SipStack => {
  const right = jssip()
  return {
    ...right,
    open(config, on) {
      const line = right.open(config, on)
      const dial: typeof line.dial = (request, listener) => {
        wrong(request)
        return line.dial(request, listener)
      }
      return { ...line, dial }
    },
  }
}

const toTracks = (wrong: (track: StandInTrack) => void) => (request: DialRequest) => {
  for (const track of request.stream instanceof StandInStream ? request.stream.getTracks() : []) wrong(track)
}

it.each([
  [
    "stops the caller's stream",
    'out-stream',
    "the caller's own stream was stopped or muted",
    toTracks((track) => track.stop()),
  ],
  [
    "mutes the caller's stream",
    'out-stream',
    "the caller's own stream was stopped or muted",
    toTracks((track) => Object.assign(track, { enabled: false })),
  ],
  ['leaves a connection open', 'hang-up-ringing', '"connections":1', () => void new RTCPeerConnection()],
  ['leaves a copy of the stream running', 'out-answered', '"tracks":1', toTracks((track) => track.clone())],
  [
    'asks for the microphone',
    'status-486',
    '"microphones":1',
    () => void navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => {}),
  ],
])('the contract catches an adapter that %s', async (_, id, says, wrong) => {
  const test = contractCases.find((one) => one.id === id)
  if (!test) throw new Error(`there is no case ${id}`)
  const { result, problems } = await playCase(
    test,
    nodeArena('wrong', () => dialling(wrong)),
  )
  expect(result).toBe('failed')
  expect(problems.join('\n')).toContain(says)
})
