import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyDropIn } from '../scripts/drop-in.ts'

test('the folder that the scripts are copied into is made where it is not there yet', async () => {
  const work = await mkdtemp(join(tmpdir(), 'patchcord-'))
  const names = ['patchcord-jssip.js', 'patchcord-jssip.js.map', 'patchcord.js', 'patchcord.js.map']
  for (const name of names) await writeFile(join(work, name), '')
  await copyDropIn(join(work, 'new', 'static'), work)
  expect((await readdir(join(work, 'new', 'static'))).sort()).toEqual(names)
  await rm(work, { recursive: true })
})
