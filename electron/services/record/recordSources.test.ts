import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRecordServices, type RecordServices } from './recordServices.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openTestLibrary, type TestLibrary } from '#test/builders/library.ts'
import { buildPng } from '#test/builders/png.ts'
import { buildKeyImage } from '#test/builders/record.ts'
import { must } from '#test/builders/signedRecord.ts'

let folder = ''
let library: TestLibrary
let record: RecordServices
let recordId = ''
beforeEach(async () => { folder = await mkdtemp(path.join(tmpdir(), 'axis-sources-')) })
afterEach(async () => {
  await library.end()
  await rm(folder, { recursive: true, force: true })
})

const file = (): string => path.join(folder, 'source', 'IM1')
const slice = (value: number): Uint8Array => fileBytes(ctSlice({ rows: 2, columns: 2, instanceNumber: 1, zMm: 0, pixels: new Uint8Array(8).fill(value) }))

/** A record with one key image of a slice that lies in `source`, copied into the library or read where it is. */
async function open(storage: 'copy' | 'inPlace'): Promise<void> {
  await mkdir(path.dirname(file()))
  await writeFile(file(), slice(1))
  library = await openTestLibrary(path.join(folder, 'data'), { host: 'cli', access: { mayRead: () => true, mayWrite: () => true } })
  must(await library.services['library.import']({ paths: [path.dirname(file())], storage }))
  record = createRecordServices({ ports: library.ports, database: library.database, objects: library.objects, source: library.source, emit: () => undefined })
  const [series] = library.source.summaries()
  const described = must(await library.source.describe(series?.seriesUid ?? ''))
  const [image] = described.images
  const png = path.join(folder, 'key.png')
  await writeFile(png, buildPng(8, 6).png)
  recordId = must(await record.services['record.create']({ seriesUid: described.summary.seriesUid, side: 'LEFT', level: 'C1-2' })).recordId
  const where = { seriesUid: described.summary.seriesUid, studyUid: described.summary.studyUid, sopInstanceUid: image?.sopInstanceUid ?? '', sopClassUid: image?.sopClassUid ?? '', frame: 0 }
  for (let n = 0; n < 2; n += 1) must(await record.services['record.append']({ recordId, event: buildKeyImage({ path: png }, where) }))
}
const states = async (): Promise<readonly string[]> => must(await record.services['record.sources']({ recordId })).sources.map(({ keyImages, state }) => `${keyImages.join(' ')} ${state}`)

describe('record.sources', () => {
  it('knows copied images by their hash', async () => {
    await open('copy')
    expect(await states()).toEqual(['1 2 asSaved'])
    const kept = library.objects.pathOf(library.source.fileOf(must(await record.services['record.get']({ recordId })).state.keyImages[0]?.sopInstanceUid ?? '')?.sha256 ?? '')
    await writeFile(kept, slice(2))
    expect(await states()).toEqual(['1 2 changed'])
    await rm(kept)
    expect(await states()).toEqual(['1 2 gone'])
    expect(must(await record.services['record.verify']({ recordId })).intact).toBe(true)
  })

  it('knows images that lie where they were by size and time', async () => {
    await open('inPlace')
    expect(await states()).toEqual(['1 2 asSaved'])
    await writeFile(file(), slice(2))
    await utimes(file(), new Date(), new Date(Date.now() + 5000))
    expect(await states()).toEqual(['1 2 changed'])
    await rm(file())
    expect(must(await record.services['record.sources']({ recordId })).sources).toMatchObject([{ state: 'gone', words: expect.stringContaining('The key image itself is kept') }])
  })

  it('does not take a file that was found again elsewhere for proved', async () => {
    await open('inPlace')
    await rm(file())
    await mkdir(path.join(folder, 'elsewhere'))
    await writeFile(path.join(folder, 'elsewhere', 'IM1'), slice(2))
    must(await library.services['library.import']({ paths: [path.join(folder, 'elsewhere')], storage: 'inPlace' }))
    expect(await states()).toEqual(['1 2 notProven'])
  })
})
