import type { TestProject } from 'vitest/node'
import { serveControl } from './control.ts'
import type {} from './vitest.ts'

/** A global set-up of vitest: serves peers to the cases that run in a browser, at `inject('contractPeer')`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const control = await serveControl()
  project.provide('contractPeer', control.url)
  return () => control.close()
}
