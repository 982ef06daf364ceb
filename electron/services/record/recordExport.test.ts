import { createHash } from 'node:crypto'
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, describe, expect, it } from 'vitest'
import { buildPng } from '#test/builders/png.ts'
import { buildKeyImage, openRecordBench, type RecordBench } from '#test/builders/record.ts'

let bench: RecordBench | null = null
const open = async (options: Parameters<typeof openRecordBench>[0] = {}): Promise<{ readonly at: RecordBench; readonly recordId: string; readonly out: string }> => {
  bench = await openRecordBench(options)
  const created = await bench.services['record.create']({ seriesUid: '1.2.3.1', side: 'LEFT', level: 'C1-2' })
  if (!created.ok) throw new Error(created.error.message)
  return { at: bench, recordId: created.value.recordId, out: path.join(bench.directory, 'out') }
}
afterEach(async () => {
  await bench?.remove()
  bench = null
})
const add = (at: RecordBench, recordId: string, differences: Parameters<typeof buildKeyImage>[1] = {}, seed = 1) =>
  at.services['record.append']({ recordId, event: buildKeyImage({ blobId: at.putBlob(buildPng(40, 30, seed).png) }, differences) })
const names = async (folder: string): Promise<string[]> => (await readdir(folder)).sort()
/** Of key images and notes; what else leaves has tests of its own. */
const ownNames = async (folder: string): Promise<string[]> => (await names(folder)).filter((name) => /^(key-image|contrast)-/.test(name))
const own = <File extends { readonly kind: string }>(files: readonly File[]): File[] => files.filter(({ kind }) => ['PNG', 'JPEG', 'SC', 'LOOP', 'TXT'].includes(kind))

describe('record.export', () => {
  it('writes each key image that is not removed as PNG and as Secondary Capture, numbered by its place', async () => {
    const { at, recordId, out } = await open()
    const removed = randomUUID()
    await add(at, recordId, { side: 'LEFT' }, 1)
    await add(at, recordId, { keyImageId: removed }, 2)
    await add(at, recordId, { side: null, level: null }, 3)
    await at.services['record.append']({ recordId, event: { kind: 'keyImageRemoved', keyImageId: removed } })
    const exported = await at.services['record.export']({ recordId, directory: out })
    expect(await ownNames(out)).toEqual(['key-image-1-LEFT-C1-2.dcm', 'key-image-1-LEFT-C1-2.jpg', 'key-image-1-LEFT-C1-2.png', 'key-image-3-SIDE-NOT-STATED-LEVEL-NOT-STATED.dcm', 'key-image-3-SIDE-NOT-STATED-LEVEL-NOT-STATED.jpg', 'key-image-3-SIDE-NOT-STATED-LEVEL-NOT-STATED.png'])
    expect(exported.ok && own(exported.value.files).map(({ path: file, kind }) => [path.basename(file), kind])).toEqual([
      ['key-image-1-LEFT-C1-2.png', 'PNG'], ['key-image-1-LEFT-C1-2.jpg', 'JPEG'], ['key-image-1-LEFT-C1-2.dcm', 'SC'],
      ['key-image-3-SIDE-NOT-STATED-LEVEL-NOT-STATED.png', 'PNG'], ['key-image-3-SIDE-NOT-STATED-LEVEL-NOT-STATED.jpg', 'JPEG'], ['key-image-3-SIDE-NOT-STATED-LEVEL-NOT-STATED.dcm', 'SC'],
    ])
    expect(new Uint8Array(await readFile(path.join(out, 'key-image-1-LEFT-C1-2.png')))).toEqual(buildPng(40, 30, 1).png)
  })

  it('writes a loop as the film it is, beside its poster', async () => {
    const { at, recordId, out } = await open()
    const film = Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3, 9, 9])
    await add(at, recordId, { loop: { file: { blobId: at.putBlob(film) }, contentType: 'video/webm', firstFrame: 0, lastFrame: 9, durationMs: 900 } })
    const exported = await at.services['record.export']({ recordId, directory: out })
    expect(exported.ok && own(exported.value.files).map(({ kind }) => kind)).toEqual(['PNG', 'JPEG', 'SC', 'LOOP'])
    expect(new Uint8Array(await readFile(path.join(out, 'key-image-1-LEFT-C1-2.webm')))).toEqual(film)
  })

  it('writes the decisions about contrast beside them, as text', async () => {
    const { at, recordId, out } = await open()
    await add(at, recordId)
    await at.services['record.append']({ recordId, event: { kind: 'contrastAssessed', assessment: { seriesUid: '1.2.3.1', subtraction: null, seenFrames: [4], patterns: ['venous'], vesselFilling: 'yes', decision: 'abort', comment: '', missing: ['answer'], againstListReason: 'why' } } })
    const exported = await at.services['record.export']({ recordId, directory: out })
    expect(exported.ok && own(exported.value.files).map(({ path: file, kind }) => [path.basename(file), kind])[3]).toEqual(['contrast-decisions-LEFT-C1-2.txt', 'TXT'])
    expect(await readFile(path.join(out, 'contrast-decisions-LEFT-C1-2.txt'), 'utf8')).toMatch(/Pattern: Venous[^]*Went on because: why[^]*Decision: Abort/)
  })

  it('writes what was measured and decided as a structured report, also where no picture was kept', async () => {
    const { at, recordId, out } = await open()
    await at.services['record.append']({ recordId, event: { kind: 'contrastAssessed', assessment: { seriesUid: '1.2.3.1', subtraction: null, seenFrames: [4], patterns: ['venous'], vesselFilling: 'yes', decision: 'abort', comment: '' } } })
    const exported = await at.services['record.export']({ recordId, directory: out })
    expect(exported.ok && exported.value.files.map(({ path: file, kind, sopInstanceUid }) => [path.basename(file), kind, sopInstanceUid?.startsWith('2.25.')])).toContainEqual(['structured-report-2-LEFT-C1-2.dcm', 'SR', true])
    expect(exported.ok && exported.value.files.map(({ path: file, kind }) => [path.basename(file), kind])).toContainEqual([`fhir-${recordId}-LEFT-C1-2.json`, 'FHIR'])
    const pdf = await readFile(path.join(out, 'procedure-record-LEFT-C1-2.pdf'))
    expect(await readFile(path.join(out, `fhir-${recordId}-LEFT-C1-2.json`), 'utf8')).toContain(`"size": ${String(pdf.length)},\n              "hash": "${createHash('sha1').update(pdf).digest('base64')}"`)
    await at.services['record.export']({ recordId, directory: out })
    expect(await readFile(path.join(out, 'structured-report-2-LEFT-C1-2 (2).dcm'))).toEqual(await readFile(path.join(out, 'structured-report-2-LEFT-C1-2.dcm')))
  })

  it('never overwrites: a second export stands beside the first, with the same bytes and UIDs', async () => {
    const { at, recordId, out } = await open()
    await add(at, recordId)
    const first = await at.services['record.export']({ recordId, directory: out })
    await at.services['record.append']({ recordId, event: { kind: 'sideChanged', side: 'RIGHT', level: 'C1-2' } })
    const second = await at.services['record.export']({ recordId, directory: out })
    expect(await ownNames(out)).toEqual(['key-image-1-LEFT-C1-2 (2).dcm', 'key-image-1-LEFT-C1-2 (2).jpg', 'key-image-1-LEFT-C1-2 (2).png', 'key-image-1-LEFT-C1-2.dcm', 'key-image-1-LEFT-C1-2.jpg', 'key-image-1-LEFT-C1-2.png'])
    expect(await readFile(path.join(out, 'key-image-1-LEFT-C1-2 (2).dcm'))).toEqual(await readFile(path.join(out, 'key-image-1-LEFT-C1-2.dcm')))
    const uidOf = (answer: typeof first) => answer.ok && answer.value.files[1]?.sopInstanceUid
    expect(uidOf(second)).toBe(uidOf(first))
  })

  it('gives both files of a key image one number when only one name is taken', async () => {
    const { at, recordId, out } = await open()
    await add(at, recordId)
    await mkdir(out)
    await writeFile(path.join(out, 'key-image-1-LEFT-C1-2.dcm'), 'somebody else')
    await at.services['record.export']({ recordId, directory: out })
    expect(await ownNames(out)).toEqual(['key-image-1-LEFT-C1-2 (2).dcm', 'key-image-1-LEFT-C1-2 (2).jpg', 'key-image-1-LEFT-C1-2 (2).png', 'key-image-1-LEFT-C1-2.dcm'])
    expect(await readFile(path.join(out, 'key-image-1-LEFT-C1-2.dcm'), 'utf8')).toBe('somebody else')
  })

  it('keeps the patient out of the names of files', async () => {
    const { at, recordId, out } = await open()
    await add(at, recordId)
    await at.services['record.export']({ recordId, directory: out })
    expect((await names(out)).join(' ')).not.toMatch(/SAMPLE|ANNA|AX-0001/)
  })

  it('says of a key image that was saved without what a presentation state needs that it has none', async () => {
    const { at, recordId, out } = await open()
    await add(at, recordId)
    const exported = await at.services['record.export']({ recordId, directory: out })
    expect(exported.ok && exported.value.remarks).toEqual(['Key image 1 leaves without a presentation state. It was saved before the app kept what a presentation state needs, or its images were out of reach then.'])
    expect(exported.ok && exported.value.files.map(({ kind }) => kind)).not.toContain('GSPS')
  })

  it('of a record without key images, or with all of them removed, is NOTHING_TO_EXPORT', async () => {
    const { at, recordId, out } = await open()
    expect(await at.services['record.export']({ recordId, directory: out })).toMatchObject({ error: { code: 'NOTHING_TO_EXPORT' } })
    const keyImageId = randomUUID()
    await add(at, recordId, { keyImageId })
    await at.services['record.append']({ recordId, event: { kind: 'keyImageRemoved', keyImageId } })
    expect(await at.services['record.export']({ recordId, directory: out })).toMatchObject({ error: { code: 'NOTHING_TO_EXPORT' } })
  })

  it('into a folder that cannot be made is WRITE_FAILED and leaves nothing', async () => {
    const { at, recordId } = await open()
    await add(at, recordId)
    const file = path.join(at.directory, 'a file')
    await writeFile(file, '')
    expect(await at.services['record.export']({ recordId, directory: path.join(file, 'out') })).toMatchObject({ error: { code: 'WRITE_FAILED' } })
  })

  it('leaves nothing behind when a later picture cannot be decoded', async () => {
    const { at, recordId, out } = await open()
    await add(at, recordId)
    await at.services['record.append']({ recordId, event: buildKeyImage({ blobId: at.putBlob(withoutPixels()) }) })
    expect(await at.services['record.export']({ recordId, directory: out })).toMatchObject({ error: { code: 'BROKEN_RECORD' } })
    expect(await names(out)).toEqual([])
  })

  it('into a folder that the user did not choose is NOT_PERMITTED', async () => {
    const { at, recordId, out } = await open({ access: { mayRead: () => true, mayWrite: () => false } })
    await add(at, recordId)
    expect(await at.services['record.export']({ recordId, directory: out })).toMatchObject({ error: { code: 'NOT_PERMITTED' } })
  })

  it.each(['electron', 'cli'] as const)('without a folder on %s is NOT_PERMITTED', async (host) => {
    const { at, recordId } = await open({ host })
    await add(at, recordId)
    expect(await at.services['record.export']({ recordId })).toMatchObject({ error: { code: 'NOT_PERMITTED' } })
  })

  it('without a folder in a browser is a ZIP to fetch, stored as the files are', async () => {
    const { at, recordId } = await open({ host: 'loopback', access: { mayRead: () => false, mayWrite: () => false } })
    await add(at, recordId, {}, 1)
    await add(at, recordId, {}, 2)
    const exported = await at.services['record.export']({ recordId })
    const downloadId = exported.ok ? exported.value.downloadId : null
    const stream = await at.streams['record.download']({ downloadId: downloadId ?? '' })
    const parts: Uint8Array[] = []
    if (stream.ok) for await (const chunk of stream.value.chunks) parts.push(chunk)
    const files = unzipSync(new Uint8Array(Buffer.concat(parts)))
    expect(Object.keys(files).filter((name) => name.startsWith('key-image'))).toEqual(['key-image-1-LEFT-C1-2.png', 'key-image-1-LEFT-C1-2.jpg', 'key-image-1-LEFT-C1-2.dcm', 'key-image-2-LEFT-C1-2.png', 'key-image-2-LEFT-C1-2.jpg', 'key-image-2-LEFT-C1-2.dcm'])
    expect(files['key-image-2-LEFT-C1-2.png']).toEqual(buildPng(40, 30, 2).png)
    expect(stream.ok && stream.value.contentType).toBe('application/zip')
  })

  it('that nobody asked for cannot be fetched', async () => {
    const { at } = await open({ host: 'loopback' })
    expect(await at.streams['record.download']({ downloadId: randomUUID() })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })
})

/** Whole by its structure and checksums, but the pixels in it are not a zlib stream. */
function withoutPixels(): Uint8Array {
  const bytes = Buffer.from(
    '89504e470d0a1a0a' + '0000000d4948445200000001000000010802000000907753de' + '0000000449444154ffffffff' + '00000000' + '0000000049454e44ae426082', 'hex')
  bytes.writeUInt32BE(crc(bytes.subarray(37, 45)), 45)
  return new Uint8Array(bytes)
}

function crc(bytes: Uint8Array): number {
  let value = ~0
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
  }
  return ~value >>> 0
}
