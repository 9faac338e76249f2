import type { ContractCase } from '../case.types.ts'
import { answers, dial, ended, hangUp, hungUp, mediaBecomes, mute, on, reply, reported, sends, up } from '../steps.ts'

const bySystem = { by: 'system', answered: false, signalled: true } as const

export const callMedia: readonly ContractCase[] = [
  {
    id: 'out-stream',
    name: "the caller's own stream is left alone: what is sent is a copy, and only the copy is stopped",
    clause: 'stream',
    far: [answers],
    steps: [dial(), reported('answered'), sends(true), hangUp(), ended(hungUp)],
  },
  {
    id: 'out-mute',
    name: 'muting silences the copy, and unmuting restores it',
    clause: 'mute',
    far: [answers],
    steps: [dial(), reported('answered'), mute(true), mute(true), sends(false), mute(false), sends(true)],
  },
  {
    id: 'out-muted-first',
    name: 'a call that was muted before it was placed stays muted, through a hold, too',
    clause: 'mute',
    needs: ['wire'],
    far: [answers],
    steps: [
      dial(),
      mute(true),
      reported('answered'),
      sends(false),
      { type: 'hold', held: true, gives: true },
      { type: 'hold', held: false, gives: true },
      sends(false),
      mute(false),
      sends(true),
    ],
  },
  {
    id: 'out-media',
    name: 'the remote stream and the state of the connection are reported',
    clause: 'media',
    far: [on('INVITE', reply(200, { sdp: 'live' }))],
    steps: [dial(), reported('remote-stream'), reported('media connected'), up()],
  },
  {
    id: 'out-media-fails',
    name: 'a connection that fails is reported; what follows is not the adapter’s to decide',
    clause: 'media',
    needs: ['scripted-browser'],
    far: [on('INVITE', reply(200, { sdp: 'live' }))],
    steps: [dial(), reported('media connected'), mediaBecomes('failed'), reported('media failed')],
  },
  {
    id: 'out-no-offer',
    name: 'a browser that makes no offer ends the call for its media',
    clause: 'end-media',
    needs: ['scripted-browser'],
    browser: { refusesOffers: true },
    steps: [dial(), ended({ cause: 'media', ...bySystem })],
    reports: { call: ['ended'] },
    wire: [],
  },
  {
    id: 'out-foreign-stream',
    name: 'a stream that is none ends the call for its media',
    clause: 'dial',
    needs: ['wire'],
    steps: [dial({ foreignStream: true }), ended({ cause: 'media', ...bySystem })],
    reports: { call: ['ended'] },
    wire: [],
  },
]
