import { mockStack } from '../../mock/mock-stack.ts'
import type { LineLimits } from '../../sip/index.ts'
import type { Arena, Scene } from './arena.types.ts'
import { MockFar } from './mock-far.ts'

const limits: LineLimits = { connect: 300, hangup: 100, close: 300, gathering: 200, reflexive: 60 }

const why = 'a mock has no wire: it parses, challenges, gathers and times nothing'

/** The cases on the mock itself; its far side makes it report. */
export function mockArena(name = 'mock'): Arena {
  const { capabilities } = mockStack()
  return {
    name,
    stack: { capabilities },
    lacks: { wire: why, 'scripted-browser': why, 'simulated-time': why },
    limits,
    setUp: 24,
    async enter(): Promise<Scene> {
      const far = new MockFar(limits)
      return {
        stack: far.stack,
        far,
        stream: () => ({ stream: { id: 'caller' }, untouched: () => true }),
        open: () => ({ connections: 0, tracks: 0, microphones: 0 }),
        sends: () => far.newest?.muted === false,
        tones: () => '',
        described: () => '',
        mediaBecomes: () => {},
        pass: () => Promise.resolve(),
        leave: () => Promise.resolve(),
      }
    },
  }
}
