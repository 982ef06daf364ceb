import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { createHeaderPool } from './headerPool.ts'

let folder = ''
beforeEach(async () => { folder = await mkdtemp(path.join(tmpdir(), 'axis-pool-')) })
afterEach(async () => { await rm(folder, { recursive: true, force: true }) })

it.each([false, true])('reads headers in order, whether the main thread helps or not (%s)', async (readsHere) => {
  const paths = await Promise.all([1, 2, 3].map(async (instanceNumber) => {
    const file = path.join(folder, `IM${instanceNumber}`)
    await writeFile(file, fileBytes(ctSlice({ instanceNumber })))
    return file
  }))
  const pool = createHeaderPool(new URL('./headerWorker.ts', import.meta.url), readsHere)
  const batches = await Promise.all([pool.read(paths), pool.read([...paths].reverse()), pool.read([path.join(folder, 'GONE')])])
  await pool.close()
  const numbers = batches.map((batch) => batch.map((reading) => (reading.kind === 'instance' ? reading.instance.instanceNumber : reading.kind === 'refused' ? reading.code : reading.kind)))
  expect(numbers).toEqual([[1, 2, 3], [3, 2, 1], ['NOT_FOUND']])
})

it('blames no file for a thread that cannot start', async () => {
  const broken = path.join(folder, 'broken.mjs')
  await writeFile(broken, 'throw new Error("no thread here")')
  const paths = await Promise.all(Array.from({ length: 20 }, async (_, at) => {
    const file = path.join(folder, `IM${at}`)
    await writeFile(file, fileBytes(ctSlice({ instanceNumber: at })))
    return file
  }))
  const pool = createHeaderPool(pathToFileURL(broken), false)
  const batches = await Promise.all([pool.read(paths), pool.read(paths.slice(5)), pool.read(paths.slice(0, 1)), pool.read(paths.slice(1, 2))])
  await pool.close()
  expect(batches.map((batch) => batch.map(({ kind }) => kind))).toEqual([20, 15, 1, 1].map((count) => Array.from({ length: count }, () => 'instance')))
})
