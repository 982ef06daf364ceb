import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFrameStreamReader } from '#shared/contract/frameStream.ts'
import { ctSlice, fileBytes, type SliceFields } from '#test/builders/dicomBytes.ts'
import { openTestLibrary, type TestLibrary } from '#test/builders/library.ts'

let folder = ''
let library: TestLibrary
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-library-'))
  library = await openTestLibrary(path.join(folder, 'data'))
})
afterEach(async () => {
  await library.end()
  await rm(folder, { recursive: true, force: true })
})

const at = (name: string): string => path.join(folder, 'source', name)
async function put(name: string, bytes: Uint8Array): Promise<string> {
  await mkdir(path.dirname(at(name)), { recursive: true })
  await writeFile(at(name), bytes)
  return at(name)
}
const slice = (instanceNumber: number, fields: SliceFields = {}): Uint8Array => fileBytes(ctSlice({ instanceNumber, zMm: instanceNumber * 2, ...fields }))
async function putSeries(count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => put(`series/IM${index + 1}`, slice(index + 1))))
}
async function importPaths(paths: readonly string[], storage: 'inPlace' | 'copy' = 'inPlace') {
  const reply = await library.services['library.import']({ paths: [...paths], storage })
  if (!reply.ok) throw new Error(reply.error.code)
  return reply.value
}
async function readFrames(order: 'forward' | 'middleOut' = 'forward', begin: { readonly start?: number; readonly lead?: number } = {}) {
  const stream = await library.streams['library.frames']({ seriesUid: '1.2.3.2', order, ...begin })
  if (!stream.ok) throw new Error(stream.error.code)
  const frames: { frame: number; bytes: Uint8Array | null }[] = []
  const reader = createFrameStreamReader({
    begin: (frame, byteLength) => {
      const bytes = new Uint8Array(byteLength)
      frames.push({ frame, bytes })
      return bytes
    },
    end: () => undefined,
    unreadable: (frame) => { frames.push({ frame, bytes: null }) },
  })
  for await (const chunk of stream.value.chunks) reader.push(chunk)
  expect(reader.isAtBoundary()).toBe(true)
  return frames
}

describe('an import', () => {
  it('makes a volume of parallel slices, in the order of their places and not of their names', async () => {
    const paths = await putSeries(5)
    expect(await importPaths([...paths].reverse())).toMatchObject({ instances: 5, duplicates: 0, refused: [], series: [{ seriesUid: '1.2.3.2' }] })
    expect(library.source.summary('1.2.3.2')).toMatchObject({ kind: 'volume', frames: 5, volume: { dimensions: [8, 8, 5], spacingMm: [0.5, 0.5, 2] } })
    const described = await library.source.describe('1.2.3.2')
    expect(described.ok && described.value.frames.map((frame) => frame.plane?.positionLpsMm[2])).toEqual([2, 4, 6, 8, 10])
    expect(library.events.at(-1)).toMatchObject({ name: 'library.importProgress', payload: { phase: 'done', done: 5, total: 5 } })
  })

  it('counts what is there already, and what is not DICOM', async () => {
    const [first = ''] = await putSeries(3)
    const note = await put('note.txt', new TextEncoder().encode('nothing to see here'))
    expect(await importPaths([first])).toMatchObject({ instances: 1 })
    await put('again', new Uint8Array(await readFile(first)))
    expect(await importPaths([at('series'), at('again'), note])).toMatchObject({ instances: 2, duplicates: 2, notDicom: 1, pdfs: [], refused: [] })
  })

  it('names the PDF files that lie in a folder: a procedure record may be in one', async () => {
    await put('series/record.PDF', new TextEncoder().encode('%PDF-1.7'))
    await put('series/notes.txt', new TextEncoder().encode('nothing'))
    expect(await importPaths([at('series')])).toMatchObject({ notDicom: 2, pdfs: [at('series/record.PDF')] })
  })

  const whole = slice(1, { rows: 64, columns: 64 })
  it.each<[string, string, Uint8Array]>([
    ['a file without a byte', 'EMPTY', new Uint8Array(0)],
    ['cut pixels', 'TRUNCATED', whole.subarray(0, whole.length - 2000)],
    ['a cut header', 'BROKEN_HEADER', whole.subarray(0, 180)],
    ['a size of zero', 'ABSURD_SIZE', slice(1, { change: { '00280010': ['US', 0] } })],
    ['a size beyond any device', 'ABSURD_SIZE', slice(1, { change: { '00280010': ['US', 65535], '00280011': ['US', 65535] } })],
    ['no size', 'BROKEN_HEADER', slice(1, { change: { '00280010': null } })],
    ['no pixels', 'NO_PIXELS', slice(1, { change: { '7fe00010': null } })],
    ['no series number', 'MISSING_UID', slice(1, { change: { '0020000e': null } })],
    ['an unknown transfer syntax', 'UNKNOWN_TRANSFER_SYNTAX', fileBytes(ctSlice(), { transferSyntaxUid: '1.2.3.99' })],
    ['a video', 'VIDEO_NOT_SUPPORTED', fileBytes(ctSlice(), { transferSyntaxUid: '1.2.840.10008.1.2.4.102' })],
  ])('refuses %s as %s and opens the rest', async (_, code, bytes) => {
    const bad = await put('BAD', bytes)
    const good = await put('GOOD', slice(2))
    const report = await importPaths([bad, good])
    expect(report).toMatchObject({ instances: 1, refused: [{ path: bad, code }] })
    expect(report.refused[0]?.message).toMatch(/^BAD .*\. .+\.$/)
    expect(report.refused[0]?.message).not.toContain('Phantom')
  })

  it('says how much of a cut file is there', async () => {
    const big = slice(1, { rows: 1024, columns: 1024 })
    const report = await importPaths([await put('IM_0231', big.subarray(0, 1_150_000))])
    expect(report.refused[0]?.message).toBe('IM_0231 is cut short: 1.1 of 2.1 MB are there. The other files are open. Copy the disc again, then import.')
  })

  it('refuses what has vanished and, unless run as root, what may not be read', async () => {
    const locked = await put('LOCKED', slice(1))
    await chmod(locked, 0)
    const report = await importPaths([at('GONE'), locked])
    expect(report.refused[0]).toMatchObject({ code: 'NOT_FOUND' })
    if (process.getuid?.() !== 0) expect(report.refused[1]).toMatchObject({ code: 'UNREADABLE' })
  })

  it('keeps the first of two contents under one number', async () => {
    const first = await put('A', slice(1))
    const second = await put('B', slice(1, { pixels: new Uint8Array(128).fill(99) }))
    expect(await importPaths([first, second])).toMatchObject({ instances: 1, refused: [{ path: second, code: 'CONFLICTING_UID' }] })
    expect((await readFrames())[0]?.bytes?.[0]).toBe(1)
  })

  it('keeps two people under one number apart, and one person with two names together', async () => {
    await importPaths([
      await put('A', slice(1, { patientName: 'DOE^JANE', birthDate: '19700101', seriesUid: '1.1' })),
      await put('B', slice(2, { patientName: 'DOE^JOHN', birthDate: '19800101', seriesUid: '1.2' })),
      await put('C', slice(3, { patientName: 'ROE^JANE', birthDate: '19700101', seriesUid: '1.3' })),
    ])
    const [jane, john, married] = ['1.1', '1.2', '1.3'].map((seriesUid) => library.source.summary(seriesUid)?.caseId)
    expect(john).not.toBe(jane)
    expect(married).toBe(jane)
  })

  it('lets no image of another patient into a series', async () => {
    const stranger = await put('B', slice(2, { patientId: 'P2', patientName: 'ROE' }))
    expect(await importPaths([await put('A', slice(1)), stranger])).toMatchObject({ instances: 1, refused: [{ path: stranger, code: 'CONFLICTING_UID' }] })
  })

  it('walks folders with a link back to themselves once', async () => {
    await putSeries(3)
    await symlink(at('series'), at('series/loop'))
    expect(await importPaths([at('')])).toMatchObject({ instances: 3, duplicates: 0 })
  })

  it('opens an archive with folders and keeps its members when it is gone', async () => {
    const archive = await put('disc.zip', zipSync({ 'a/b/IM1': slice(1), 'a/IM2': slice(2), 'readme.txt': new TextEncoder().encode('hello') }))
    expect(await importPaths([archive])).toMatchObject({ instances: 2, notDicom: 1, refused: [] })
    await rm(archive)
    expect((await readFrames()).map(({ bytes }) => bytes?.[0])).toEqual([1, 2])
  })

  it('leaves out a member of an archive that is not as its directory says', async () => {
    const bytes = zipSync({ IM1: slice(1), IM2: slice(2) }, { level: 0 })
    const at = Buffer.from(bytes).lastIndexOf(Buffer.from(slice(2).subarray(-64)))
    bytes[at + 40] = (bytes[at + 40] ?? 0) ^ 1
    const archive = await put('changed.zip', bytes)
    expect(await importPaths([archive])).toMatchObject({ instances: 1, refused: [{ path: archive, code: 'BROKEN_ARCHIVE' }] })
  })

  it('says that an archive is damaged and keeps what came before the damage', async () => {
    const bytes = zipSync({ IM1: slice(1), IM2: slice(2) })
    const archive = await put('disc.zip', bytes.subarray(0, bytes.length - 400))
    const report = await importPaths([archive])
    expect(report.instances).toBe(1)
    expect(report.refused).toMatchObject([{ path: archive, code: 'BROKEN_ARCHIVE' }])
  })

  it('searches the folder of a damaged DICOMDIR', async () => {
    await putSeries(3)
    const directory = await put('series/DICOMDIR', new Uint8Array(900))
    expect(await importPaths([directory])).toMatchObject({ instances: 3, refused: [{ code: 'BROKEN_DICOMDIR' }] })
  })

  it('never writes to a source', async () => {
    const paths = await putSeries(4)
    const hashes = async (): Promise<string[]> => Promise.all(paths.map(async (file) => createHash('sha256').update(await readFile(file)).digest('hex')))
    const before = await hashes()
    await Promise.all(paths.map((file) => chmod(file, 0o444)))
    await importPaths(paths, 'copy')
    await readFrames()
    expect(await hashes()).toEqual(before)
  })

  it('copies in the background and then needs its source no more, also after a restart', async () => {
    const paths = await putSeries(3)
    await importPaths(paths, 'copy')
    await expect.poll(() => library.source.summary('1.2.3.2')?.copied).toBe(true)
    expect(library.events).toContainEqual({ name: 'library.copyProgress', payload: { pendingInstances: 0, failedInstances: 0 } })
    await library.end()
    await rm(at('series'), { recursive: true })
    library = await openTestLibrary(path.join(folder, 'data'))
    expect(library.source.summary('1.2.3.2')).toMatchObject({ copied: true, kind: 'volume' })
    expect((await readFrames()).map(({ bytes }) => bytes?.[0])).toEqual([1, 2, 3])
  })

  it('does not read what was not chosen', async () => {
    await library.end()
    library = await openTestLibrary(path.join(folder, 'data'), { access: { mayRead: () => false, mayWrite: () => false } })
    expect(await library.services['library.import']({ paths: [at('x')], storage: 'inPlace' })).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } })
  })
})

describe('stored frames', () => {
  it('come from the middle outwards when asked, each with the bytes of its object', async () => {
    await importPaths(await putSeries(5))
    const frames = await readFrames('middleOut')
    expect(frames.map(({ frame }) => frame)).toEqual([2, 3, 1, 4, 0])
    expect(frames.map(({ bytes }) => bytes?.[7])).toEqual([3, 4, 2, 5, 1])
  })

  it('come with the run that is looked at before the others, and the frame that is seen first before all', async () => {
    await importPaths(await putSeries(5))
    expect((await readFrames('forward', { start: 2, lead: 4 })).map(({ frame }) => frame)).toEqual([4, 2, 3, 0, 1])
    expect((await readFrames('forward', { start: 9, lead: 7 })).map(({ frame }) => frame)).toEqual([0, 1, 2, 3, 4])
  })

  it('that are gone are flagged, the others come, and the series says so', async () => {
    const paths = await putSeries(4)
    await importPaths(paths)
    await rm(paths[1] ?? '')
    expect((await readFrames()).map(({ bytes }) => bytes?.[0] ?? null)).toEqual([1, null, 3, 4])
    await expect.poll(() => library.source.summary('1.2.3.2')?.sourceAvailable).toBe(false)
    expect(await library.source.readFrame('1.2.3.2', 1)).toMatchObject({ ok: false, error: { code: 'UNREADABLE' } })
  })

  it.each(['implicitLittle', 'explicitLittle', 'explicitBig', 'deflated'] as const)('are exported with the same values from %s, never over a file', async (syntax) => {
    const little = Uint8Array.from({ length: 128 }, (_, index) => index)
    const pixels = syntax === 'explicitBig' ? Uint8Array.from(little, (_, index) => little[index ^ 1] ?? 0) : little
    await importPaths([await put('A', fileBytes(ctSlice({ pixels }), { syntax }))])
    const target = path.join(folder, 'frame.raw')
    expect(await library.services['library.exportFrame']({ seriesUid: '1.2.3.2', frame: 0, path: target }))
      .toEqual({ ok: true, value: { rows: 8, columns: 8, samples: 1, bytesPerSample: 2, signed: true } })
    expect(new Uint8Array(await readFile(target))).toEqual(little)
    expect(await library.services['library.exportFrame']({ seriesUid: '1.2.3.2', frame: 0, path: target })).toMatchObject({ ok: false, error: { code: 'WRITE_FAILED' } })
  })
})

it('hands out the bits of an overlay plane', async () => {
  const bits = new Uint8Array(8).fill(0b10000001)
  await importPaths([await put('A', slice(1, { change: { '60000010': ['US', 8], '60000011': ['US', 8], '60000040': ['CS', 'G'], '60000050': ['SS', [1, 1]], '60003000': ['OW', bits] } }))])
  const stream = await library.streams['library.overlay']({ seriesUid: '1.2.3.2', image: 0, group: 0x6000, frame: 0 })
  if (!stream.ok) throw new Error(stream.error.message)
  for await (const chunk of stream.value.chunks) expect([...chunk.subarray(0, 8)]).toEqual([1, 0, 0, 0, 0, 0, 0, 1])
})

it('paints a thumbnail once and keeps it', async () => {
  await importPaths(await putSeries(3))
  for (let round = 0; round < 2; round += 1) {
    const stream = await library.streams['library.thumbnail']({ seriesUid: '1.2.3.2' })
    if (!stream.ok) throw new Error(stream.error.message)
    for await (const chunk of stream.value.chunks) expect([...chunk.subarray(1, 4)]).toEqual([...new TextEncoder().encode('PNG')])
    await rm(at('series'), { recursive: true, force: true })
  }
})
