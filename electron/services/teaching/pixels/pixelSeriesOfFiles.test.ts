import { createHash } from 'node:crypto'
import { existsSync, globSync, readdirSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { casesNote, hasCases } from '#test/builders/cases.ts'
import { pixelSeriesOfFiles } from './pixelSeriesOfFiles.ts'

const files = globSync('sample-dicom/cases/f-ct-guided/*/*.dcm').sort().slice(0, 30)
const openFiles = (): readonly string[] => readdirSync('/proc/self/fd').flatMap((number) => {
  try {
    return [readlinkSync(path.join('/proc/self/fd', number))]
  } catch {
    return []
  }
}).filter((name) => name.endsWith('.dcm'))

it.runIf(hasCases)(`reads frames of many files asked for at once as it reads one, and leaves no file open${casesNote}`, async () => {
  const { series, close } = pixelSeriesOfFiles(files)
  const objects = series.flatMap((one) => one.objects)
  const atOnce = await Promise.all(objects.map((object) => object.frameBytes(0)))
  // Before anything else: what nobody can reach any more is closed by and by.
  if (existsSync('/proc/self/fd')) expect(openFiles()).toHaveLength(1)
  for (const [at, object] of objects.entries()) expect(Buffer.compare(atOnce[at] ?? Buffer.alloc(0), await object.frameBytes(0) ?? Buffer.alloc(0))).toBe(0)
  expect(atOnce).not.toContain(null)
  expect(new Set(atOnce.map((bytes) => createHash('sha256').update(bytes ?? new Uint8Array(0)).digest('hex'))).size).toBe(objects.length)
  await close()
  if (existsSync('/proc/self/fd')) expect(openFiles()).toEqual([])
})
