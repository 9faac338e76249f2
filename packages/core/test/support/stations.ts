import { world } from './world.ts'

type World = ReturnType<typeof world>

interface Station {
  /** `state:notice` there. */
  readonly now: string
  /** The way from idle. */
  readonly go: (w: World) => void
}

const ready = (w: World) => {
  w.lineUp()
  w.grant()
}

/** Places that a transfer comes by, each with its way. In `draining` and `hangingUp` the far side is silent. */
export const stations = {
  connecting: { now: 'connecting:connecting', go: () => {} },
  prompting: { now: 'connecting:prompting', go: (w) => w.prompt() },
  dialing: { now: 'calling:dialing', go: ready },
  ringing: {
    now: 'calling:ringing',
    go: (w) => {
      ready(w)
      w.ring()
    },
  },
  early: {
    now: 'calling:early-media',
    go: (w) => {
      ready(w)
      w.early()
    },
  },
  joining: {
    now: 'confirmed:joining',
    go: (w) => {
      stations.ringing.go(w)
      w.answer()
    },
  },
  talking: {
    now: 'confirmed:talking',
    go: (w) => {
      stations.joining.go(w)
      w.prove()
    },
  },
  draining: {
    now: 'failed:hanging-up',
    go: (w) => {
      stations.ringing.go(w)
      w.clock.increment(25_000)
    },
  },
  waiting: {
    now: 'failed:trying-again',
    go: (w) => {
      stations.ringing.go(w)
      w.lose()
    },
  },
  hangingUp: {
    now: 'cleanup:hanging-up',
    go: (w) => {
      stations.ringing.go(w)
      w.transfer.send('CANCEL')
    },
  },
} as const satisfies Record<string, Station>

export type StationName = keyof typeof stations
export const stationNames = Object.keys(stations) as StationName[]

const silent: ReadonlySet<string> = new Set(['draining', 'hangingUp'])

/** A transfer to 2001 that has come to a station, by the assistant's message. */
export function arriveAt(name: StationName, options: Parameters<typeof world>[0] = {}): World {
  const w = world(options, { obeysHangup: !silent.has(name) })
  w.ask()
  stations[name].go(w)
  return w
}

/** The same by the page's own request, over several targets. */
export function requestAt(name: StationName, targets: readonly string[], options: Parameters<typeof world>[0] = {}) {
  const w = world(options, { obeysHangup: !silent.has(name) })
  const asked = w.transfer.request({ targets })
  stations[name].go(w)
  return { ...w, asked }
}
