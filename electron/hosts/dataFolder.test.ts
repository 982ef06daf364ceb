import { mkdtemp, mkdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { holdDataFolder } from './dataFolder.ts'

let directory = ''
beforeAll(async () => { directory = await mkdtemp(path.join(tmpdir(), 'axis-folder-')) })
afterAll(async () => { await rm(directory, { recursive: true, force: true }) })

it.skipIf(process.platform === 'win32')('a data folder that was there before is closed to others of this computer', async () => {
  const folder = path.join(directory, 'open')
  await mkdir(folder, { mode: 0o755 })
  const held = await holdDataFolder(folder)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  if (held.ok) held.value.release()
})
