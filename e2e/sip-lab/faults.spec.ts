import { nothing } from '../support/heard.ts'
import { heal, inflict } from './faults.ts'
import { expect, test } from './fixtures.ts'
import { turnOf } from './lab.config.ts'
import { record } from './report.ts'
import { moments, rows } from './rows.ts'
import { Scene } from './scene.ts'

const nobody = { pbx: 0, relay: 0, phones: 0 }

test.afterEach(({ lab }) => heal(lab))

for (const [at, { fault, moment, steps, left = {}, given = [], page: options = {} }] of rows.entries())
  test(`${fault}, ${moment}`, { tag: turnOf(at) }, async ({ openCaller, lab, stack }) => {
    for (const one of given) await inflict(lab, one)
    const caller = await openCaller(options)
    const scene = new Scene(caller, lab)
    for (const step of moments[moment]) await step(scene)
    const begun = scene.sights.length
    for (const step of steps) await step(scene)
    const farSide = { ...nobody, ...left }
    const freed = await scene.leaves(farSide)
    const ours = (await scene.isThere()) ? await scene.holds() : null
    const outcome = ours && (await caller.page.evaluate(() => window.probe.outcomes.at(-1)))
    const sights = scene.sights.slice(begun)
    await record({ stack, fault, moment, sights, code: outcome?.failure?.code ?? null, ours, farSide, freed })
    expect(ours ?? nothing).toEqual(nothing)
  })
