import { listeners } from './listeners.ts'

/** Something that has snapshots and tells of new ones: an actor. */
interface Source<Snapshot> {
  getSnapshot(): Snapshot
  subscribe(listener: (snapshot: Snapshot) => void): unknown
}

/** A view of a source that is the same object until something in it changes. */
export interface Projection<View> {
  getView(): View
  /** Calls the listener at every change, not at once. Returns how to stop. */
  subscribe(listener: (view: View) => void): () => void
  /** Looks at the source at once, where it tells something else before its new snapshot. */
  sync(): void
}

/**
 * Follows a source by a pure projection onto JSON.
 *
 * @param changed is told of each change before any listener
 */
export function projection<Snapshot, View>(
  source: Source<Snapshot>,
  project: (snapshot: Snapshot) => View,
  changed: (next: View, before: View, snapshot: Snapshot) => void,
): Projection<View> {
  const views = listeners<View>()
  let view = project(source.getSnapshot())
  let key = JSON.stringify(view)
  const take = (snapshot: Snapshot) => {
    const next = project(snapshot)
    const text = JSON.stringify(next)
    if (text === key) return
    const before = view
    view = next
    key = text
    changed(next, before, snapshot)
    views.tell(next)
  }
  source.subscribe(take)
  return { getView: () => view, subscribe: views.add, sync: () => take(source.getSnapshot()) }
}
