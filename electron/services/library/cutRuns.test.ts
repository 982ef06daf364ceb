import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createContrastServices } from '#electron/services/contrast/contrastServices.ts'
import { createFluoroscopyServices } from '#electron/services/fluoroscopy/fluoroscopyServices.ts'
import { createFrameStreamReader } from '#shared/contract/frameStream.ts'
import { encapsulatedPixelData } from '#test/builders/dicomBytes.ts'
import { openTestLibrary, type TestLibrary } from '#test/builders/library.ts'
import { runBytes, type RunFields } from '#test/builders/runBytes.ts'

const FRAMES = 40
const THERE = 37
const SIDE = 16
const FRAME_BYTES = SIDE * SIDE * 2
const seriesUid = '1.2.3.2'

let folder = ''
let library: TestLibrary
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-cut-'))
  library = await openTestLibrary(path.join(folder, 'data'))
})
afterEach(async () => {
  await library.end()
  await rm(folder, { recursive: true, force: true })
})

const run = (fields: Partial<RunFields> = {}): Uint8Array => runBytes({ frames: FRAMES, rows: SIDE, columns: SIDE, frameTimeMs: '125', grey: (frame, column) => 0.2 + 0.01 * frame + 0.01 * column, ...fields, change: { '00281040': ['CS', 'LIN'], ...fields.change } })
/** Without its last frames and half of the one before them. */
const cut = (whole: Uint8Array, frames = FRAMES - THERE): Uint8Array => whole.subarray(0, whole.length - (frames - 0.5) * FRAME_BYTES)
/** One piece a frame, each closed as a code stream is; RLE has no such marks. */
function encapsulatedRun(pieces: number, transferSyntaxUid: string): Uint8Array {
  const tail = encapsulatedPixelData([], Array.from({ length: pieces }, (_, at) => Uint8Array.from([0xff, 0xd8, at, 0, 0xff, 0xd9])), false)
  return runBytes({ frames: FRAMES, rows: SIDE, columns: SIDE, change: { '7fe00010': null } }, { transferSyntaxUid, tail })
}
async function importFile(bytes: Uint8Array, name: string) {
  await mkdir(path.join(folder, 'source'), { recursive: true })
  const file = path.join(folder, 'source', name)
  await writeFile(file, bytes)
  const reply = await library.services['library.import']({ paths: [file], storage: 'inPlace' })
  if (!reply.ok) throw new Error(reply.error.code)
  return reply.value
}
async function described() {
  const reply = await library.source.describe(seriesUid)
  if (!reply.ok) throw new Error(reply.error.code)
  return reply.value
}
/** The first stored value of each frame that is sent; null for one that is not there. */
async function sentFrames(): Promise<readonly (number | null)[]> {
  const stream = await library.streams['library.frames']({ seriesUid, order: 'forward' })
  if (!stream.ok) throw new Error(stream.error.code)
  const sent: (Uint8Array | null)[] = []
  const reader = createFrameStreamReader({ begin: (frame, byteLength) => (sent[frame] = new Uint8Array(byteLength)), end: () => undefined, unreadable: (frame) => { sent[frame] = null } })
  for await (const chunk of stream.value.chunks) reader.push(chunk)
  return sent.map((bytes) => (bytes === null ? null : new DataView(bytes.buffer).getUint16(0, true)))
}
const grey = (frame: number): number => Math.round((0.2 + 0.01 * frame) * 4095)

describe('a run whose file ends within a frame', () => {
  it('is opened with the frames that are wholly there, and says so in the report, the list and its description', async () => {
    const report = await importFile(cut(run()), 'XA1')
    expect(report).toMatchObject({ instances: 1, refused: [], inPart: [{ path: path.join(folder, 'source', 'XA1') }] })
    expect(report.inPart[0]?.message).toBe('XA1: 37 of 40 frames are there: the file is cut short, the last 3 are missing. Copy it again from its source, then import it.')
    const { images, frames, runs, summary } = await described()
    expect([images[0]?.frames, images[0]?.framesThere, frames.length, runs]).toEqual([FRAMES, THERE, FRAMES, [{ image: 0, firstFrame: 0, frames: FRAMES }]])
    expect(frames.map(({ byteLength }) => byteLength)).toEqual(Array.from({ length: FRAMES }, (_, frame) => (frame < THERE ? FRAME_BYTES : 0)))
    expect(summary.warnings).toEqual([{ code: 'FRAMES_MISSING', message: expect.stringContaining('37 of 40 frames are there') }])
  })

  it('sends these frames with their own pixels, and of the others that they are not there', async () => {
    await importFile(cut(run()), 'XA1')
    expect(await sentFrames()).toEqual(Array.from({ length: FRAMES }, (_, frame) => (frame < THERE ? grey(frame) : null)))
    expect(library.source.summary(seriesUid)).toMatchObject({ sourceAvailable: true })
    expect(await library.source.readFrame(seriesUid, THERE)).toMatchObject({ ok: false, error: { code: 'UNREADABLE', message: expect.stringContaining('Frame 38 cannot be had. It is not in the file') } })
    expect((await library.streams['library.thumbnail']({ seriesUid })).ok).toBe(true)
  })

  it('takes nothing that follows the pixels for a frame', async () => {
    const whole = run()
    const short = Buffer.from(whole)
    // Pixel Data says that it holds 37 frames; what comes after it is of something else.
    const at = short.lastIndexOf(Buffer.from([0xe0, 0x7f, 0x10, 0x00]))
    short.writeUInt32LE(THERE * FRAME_BYTES, at + 8)
    await importFile(short, 'XA1')
    expect((await sentFrames()).slice(THERE)).toEqual([null, null, null])
  })

  it('is measured in seconds as far as it goes and no further', async () => {
    await importFile(cut(run()), 'XA1')
    const { 'fluoroscopy.timing': timing } = createFluoroscopyServices({ source: library.source, calibrationsOf: () => [] })
    const times = await timing({ seriesUid, run: 0 })
    expect(times).toMatchObject({ ok: true, value: { source: 'frameTime', note: expect.stringContaining('37 of 40 frames are there') } })
    expect(times.ok && [times.value.frameTimesMs.length, times.value.frameTimesMs.at(-1)]).toEqual([THERE, 125 * (THERE - 1)])
    const { 'contrast.curve': curve } = createContrastServices({ ports: library.ports, source: library.source })
    const reply = await curve({ seriesUid, roi: { centre: [8, 8], radiiPx: [4, 4] }, maskFrames: [0], align: false })
    expect(reply).toMatchObject({ ok: true, value: { problems: expect.arrayContaining([{ code: 'FRAMES_MISSING', frames: [], message: expect.stringContaining('after frame 37 cannot be seen or measured') }]) } })
    expect(reply.ok && [reply.value.values.length, reply.value.timesMs.length]).toEqual([THERE, THERE])
    expect(await curve({ seriesUid, roi: { centre: [8, 8], radiiPx: [4, 4] }, maskFrames: [THERE], align: false })).toMatchObject({ ok: false, error: { code: 'NO_SUCH_FRAME', message: expect.stringContaining('frames 0 to 36') } })
  })

  it('is completed by its whole file, which keeps the places of all frames; a shorter one changes nothing', async () => {
    await importFile(cut(run({ sopInstanceUid: '1.2.3.4.1' })), 'XA1')
    await importFile(run({ sopInstanceUid: '1.2.3.4.2', instanceNumber: 2 }), 'XA2')
    const before = (await described()).runs
    expect((await described()).summary.warnings[0]?.message).toMatch(/^Run 1: 37 of 40/)
    expect(await importFile(cut(run({ sopInstanceUid: '1.2.3.4.1' }), 2), 'XA1 again')).toMatchObject({ instances: 1, duplicates: 0, refused: [] })
    expect((await described()).images[0]?.framesThere).toBe(38)
    expect(await importFile(run({ sopInstanceUid: '1.2.3.4.1' }), 'XA1 whole')).toMatchObject({ instances: 1, refused: [], inPart: [] })
    const after = await described()
    expect([after.images[0]?.framesThere, after.summary.warnings, after.runs]).toEqual([undefined, [], before])
    expect((await sentFrames()).slice(0, FRAMES)).toEqual(Array.from({ length: FRAMES }, (_, frame) => grey(frame)))
    expect(await importFile(cut(run({ sopInstanceUid: '1.2.3.4.1' })), 'XA1 cut')).toMatchObject({ instances: 0, duplicates: 1, refused: [] })
    expect(await importFile(cut(run({ sopInstanceUid: '1.2.3.4.1', patientName: 'Another^One' })), 'XA1 other')).toMatchObject({ instances: 0, refused: [{ code: 'CONFLICTING_UID' }] })
  })

  it.each([['RLE', '1.2.840.10008.1.2.5'], ['JPEG', '1.2.840.10008.1.2.4.50']])('is opened in part when it is %s too', async (_, transferSyntaxUid) => {
    const pieces = encapsulatedRun(THERE + 1, transferSyntaxUid)
    expect(await importFile(pieces.subarray(0, -3), 'XA1')).toMatchObject({ instances: 1, refused: [], inPart: [{ message: expect.stringContaining('37 of 40 frames') }] })
    expect((await described()).frames.filter(({ byteLength }) => byteLength > 0)).toHaveLength(THERE)
  })

  it('is refused as before when no frame is whole, and when it is a stack of slices', async () => {
    const whole = run()
    expect(await importFile(whole.subarray(0, whole.length - (FRAMES - 0.5) * FRAME_BYTES), 'XA1')).toMatchObject({ instances: 0, refused: [{ code: 'TRUNCATED' }] })
    expect(await importFile(cut(run({ sopClassUid: '1.2.840.10008.5.1.4.1.1.2.1', modality: 'CT' })), 'CT1')).toMatchObject({ instances: 0, refused: [{ code: 'TRUNCATED' }] })
  })
})
