import type { CallReport } from '@patchcord/core'
import type { FarAction } from '@patchcord/core/testing'
import type { ownVerbs } from '../../../core/test/support/spec-verbs.ts'
import { obliging, type WireScene } from './wire-scene.ts'

type Mark = ReturnType<typeof ownVerbs>['clock']['mark']

/** Does something, and waits until the newest call has reported of it. */
async function reported(scene: WireScene, type: CallReport['type'], act: () => unknown): Promise<void> {
  const { reports } = scene.call()
  const count = () => reports.filter((report) => report === type).length
  const before = count()
  await act()
  await scene.until(`${type} of the call`, () => count() > before)
}

/** The socket, and whether it is let in. */
const linking = (scene: WireScene, mark: Mark) => {
  const { door, until, act, sent } = scene
  const lost = async (how: (fact: () => Promise<void>) => Promise<void>) => {
    const line = scene.line()
    const { losses = 0 } = line ?? {}
    await how(() => until('the line to be lost', () => (line?.losses ?? 0) > losses))
  }
  const isUpOrUnwanted = () => scene.line()?.up || scene.line()?.closed || false
  /** A call that is up is offered anew over the next socket, and nobody else may offer meanwhile (RFC 3261 §14). */
  const isRefreshed = (): (() => boolean) => {
    const talks = scene
      .line()
      ?.calls.some(({ reports, asked, ended }) => reports.includes('answered') && !asked.includes('hangup') && !ended)
    const acknowledged = sent('ACK')
    return () => !talks || sent('ACK') > acknowledged
  }
  const back = async () => {
    const refreshed = isRefreshed()
    await door.answers(true, () => until('the line to be up', isUpOrUnwanted))
    await until('the call to be offered anew', refreshed)
  }
  return {
    'line up': back,
    async 'line down'() {
      mark('line lost')
      mark('line wanted')
      if (scene.line()?.up) await lost((fact) => act({ type: 'drop' }).then(fact))
      else await lost((fact) => door.answers(false, fact))
    },
    /** The socket is lost under the call, and the stack finds another one at once. */
    async 'call lost'() {
      await reported(scene, 'ended', () => lost((fact) => act({ type: 'drop' }).then(fact)))
      await back()
    },
  }
}

/** What the far side says. */
const signalling = (scene: WireScene) => {
  const { act, until, sent, world } = scene
  const replies = (type: CallReport['type'], reply: Omit<FarAction & { type: 'reply' }, 'type'>) => () =>
    reported(scene, type, () => act({ type: 'reply', ...reply }))
  const offers = async (sdp: 'held' | 'good') => {
    const before = sent('200 INVITE')
    await reported(scene, 'remote-hold', () => act({ type: 'request', method: 'INVITE', sdp }))
    await until('the answer to the offer', () => sent('200 INVITE') > before)
    await act({ type: 'request', method: 'ACK' })
  }
  return {
    'INVITE sent': () => until('the INVITE', () => scene.call().reports.includes('sent')),
    '180': replies('progress', { status: 180 }),
    async '183 with sound'() {
      await replies('progress', { status: 183, sdp: 'live' })()
      await until('early media', () => scene.call().reports.includes('remote-stream'))
      world.media.watches.at(-1)?.say({ type: 'level', silent: false })
    },
    '183 without sound': replies('progress', { status: 183, sdp: 'live' }),
    async '200'() {
      const crossing = scene.call().asked.includes('hangup')
      await replies(crossing ? 'ended' : 'answered', { status: 200, sdp: 'live' })()
      if (crossing) await until('ACK and BYE', () => sent('ACK') > 0 && sent('BYE') > 0)
    },
    busy: replies('ended', { status: 486 }),
    'no such extension': replies('ended', { status: 404 }),
    forbidden: replies('ended', { status: 403 }),
    'server error': replies('ended', { status: 500 }),
    BYE: () => reported(scene, 'ended', () => act({ type: 'request', method: 'BYE' })),
    async 'call ends'() {
      await act({ type: 'reply', status: 200, method: 'CANCEL', contact: 'none' })
      await replies('ended', { status: 487, contact: 'none' })()
    },
    'far side holds': () => offers('held'),
    'far side resumes': () => offers('good'),
  }
}

/** The connection, as the browser tells of it. */
const connecting = (scene: WireScene, mark: Mark) => ({
  'path found': () => reported(scene, 'media', () => scene.connection().becomes('connected')),
  'path shaky'() {
    mark('path lost')
    return reported(scene, 'media', () => scene.connection().becomes('disconnected'))
  },
  'path steady': () => reported(scene, 'media', () => scene.connection().becomes('connected')),
  async 'path fails'() {
    await scene.rules(obliging)
    await reported(scene, 'ended', () => scene.connection().becomes('failed'))
    await scene.rules()
  },
})

/** The specification's verbs for what comes over the wire. */
export const wireVerbs = (scene: WireScene, mark: Mark) => ({
  ...linking(scene, mark),
  ...signalling(scene),
  ...connecting(scene, mark),
})
