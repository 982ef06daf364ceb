import { createHash } from 'node:crypto'
import { existsSync, globSync, readdirSync, readlinkSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { casesNote, hasCases } from '#test/builders/cases.ts'
import type { Element } from '#test/builders/dicomBytes.ts'
import { runBytes } from '#test/builders/runBytes.ts'
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

/** A region of an ultrasound picture: its format and its edges, first and last pixel. */
const region = (format: number, [left, top, right, bottom]: readonly number[]): Element[] => [
  ['00186012', 'US', format], ['00186018', 'UL', left ?? 0], ['0018601a', 'UL', top ?? 0], ['0018601c', 'UL', right ?? 0], ['0018601e', 'UL', bottom ?? 0],
]
const BANNER = { column: 0, row: 0, columns: 64, rows: 12 }

it('the areas outside of all regions of an ultrasound picture are where letters stand, traces in time among the regions', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'axis-guide-us-'))
  const areasOf = async (name: string, modality: string, regions: readonly Element[][]) => {
    const file = path.join(folder, name)
    await writeFile(file, runBytes({ frames: 2, rows: 48, columns: 64, bits: 8, modality, change: { '00186011': ['SQ', regions] } }))
    const { series, close } = pixelSeriesOfFiles([file])
    await close()
    return series.flatMap(({ objects }) => objects.map(({ textAreas }) => textAreas))
  }
  try {
    expect(await areasOf('tissue', 'US', [region(1, [0, 12, 63, 47])])).toEqual([[BANNER]])
    expect(await areasOf('tissueAndTrace', 'US', [region(1, [0, 12, 63, 29]), region(2, [0, 30, 63, 39])])).toEqual([[BANNER, { column: 0, row: 40, columns: 64, rows: 8 }]])
    expect(await areasOf('noRegions', 'US', [])).toEqual([[]])
    expect(await areasOf('run', 'XA', [region(1, [0, 12, 63, 47])])).toEqual([[]])
  } finally {
    await rm(folder, { recursive: true })
  }
})
