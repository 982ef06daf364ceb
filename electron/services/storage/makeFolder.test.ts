import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeFolder } from './makeFolder.ts'

let directory = ''
beforeEach(async () => { directory = await mkdtemp(path.join(tmpdir(), 'axis-folder-')) })
afterEach(async () => { await rm(directory, { recursive: true, force: true }) })

it('makes what is missing above too, and is content with what is there', async () => {
  const deep = path.join(directory, 'a/b/c')
  await Promise.all([makeFolder(deep), makeFolder(deep)])
  await makeFolder(deep)
  expect((await stat(deep)).isDirectory()).toBe(true)
})

it('makes the same folder for many at once, whichever of them makes what is above', async () => {
  for (let round = 0; round < 60; round += 1) await Promise.all(Array.from({ length: 8 }, (_, one) => makeFolder(path.join(directory, `${String(round)}/a/b`, 'c/d'.slice(0, one % 2 === 0 ? 1 : 3)))))
  expect((await stat(path.join(directory, '59/a/b/c/d'))).isDirectory()).toBe(true)
})

it('says why it cannot', async () => {
  await writeFile(path.join(directory, 'file'), '')
  await expect(makeFolder(path.join(directory, 'file/below'))).rejects.toMatchObject({ code: 'ENOTDIR' })
})

it.runIf(process.platform === 'linux')('ends where nothing can be made although the folder above is there (Linux: /proc)', async () => {
  await expect(makeFolder('/proc/axis-guide/below')).rejects.toMatchObject({ code: 'ENOENT' })
})
