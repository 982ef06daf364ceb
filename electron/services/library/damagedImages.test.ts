import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createServices, type RunningServices } from '#electron/services/createServices.ts'
import { openDatabase } from '#electron/services/storage/database.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { must } from '#test/builders/signedRecord.ts'

const SERIES = '1.2.3.2'
const uidOf = (slice: number): string => `1.2.3.4.${String(slice)}`
let folder = ''
const source = (): string => path.join(folder, 'source')
const open = async (): Promise<RunningServices> => createServices({ ports: buildPorts(path.join(folder, 'data')), version: '0.1.0', sampleCases: () => 'none' })

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-damaged-images-'))
  await mkdir(source())
  for (let slice = 1; slice <= 6; slice += 1) await writeFile(path.join(source(), `IM${String(slice)}`), fileBytes(ctSlice({ seriesUid: SERIES, sopInstanceUid: uidOf(slice), instanceNumber: slice, zMm: slice })))
  const { services, close } = await open()
  must(await services['library.import']({ paths: [source()], storage: 'inPlace' }))
  await close()
})
afterEach(async () => { await rm(folder, { recursive: true, force: true }) })

function damage(column: 'header' | 'path' | 'series_uid', slice: number): void {
  const database = openDatabase(path.join(folder, 'data/axis.db'))
  database.prepare(`UPDATE library_instances SET ${column} = CAST(X'FF' || substr(CAST(${column} AS BLOB), 2) AS TEXT) WHERE sop_uid = ?`).run(uidOf(slice))
  database.close()
}
const described = async ({ services }: RunningServices) => must(await services['library.describe']({ seriesUid: SERIES }))

describe('a series of which the disk has damaged entries', () => {
  it.each(['header', 'path', 'series_uid'] as const)('(%s) says how many images are left out, has the geometry of those that are there, and stays so after a restart', async (column) => {
    damage(column, 6)
    for (const start of [1, 2]) {
      const running = await open()
      const { summary, frames } = await described(running)
      expect([start, summary.warnings, frames.length, summary.volume?.dimensions[2]]).toEqual([start, [{ code: 'IMAGES_DAMAGED', message: expect.stringMatching(/^1 of 6 images cannot be read.*Import the series again/) }], 5, 5])
      await running.close()
    }
  })

  it('has a gap that carries no plan where a slice within it is damaged, and is whole again once it is imported again', async () => {
    damage('header', 3)
    const running = await open()
    const { summary, frames } = await described(running)
    expect([frames.length, summary.volume?.problems.map(({ code, blocksPlanning }) => [code, blocksPlanning]), summary.warnings.at(-1)?.code]).toEqual([5, [['MISSING_SLICE', true]], 'IMAGES_DAMAGED'])
    must(await running.services['library.import']({ paths: [source()], storage: 'inPlace' }))
    const whole = await described(running)
    expect([whole.frames.length, whole.summary.volume?.problems, whole.summary.warnings]).toEqual([6, [], []])
    await running.close()
  })

  it('none of which can be read says so, and does not call itself a document', async () => {
    for (let slice = 1; slice <= 6; slice += 1) damage('header', slice)
    const running = await open()
    expect(must(await running.services['library.series']({})).series.map(({ seriesUid }) => seriesUid)).toEqual([SERIES])
    expect(await running.services['library.describe']({ seriesUid: SERIES }).then((reply) => (reply.ok ? reply.value.frames : reply.error.message))).toEqual([])
    expect(await running.services['contrast.subtract']({ seriesUid: SERIES, frame: 0, maskFrames: [0], shiftPx: [0, 0], path: path.join(folder, 'out') })).toMatchObject({ ok: false })
    await running.close()
  })
})
