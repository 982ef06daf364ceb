import { describe, expect, it } from 'vitest'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { PixelBox } from '#shared/teaching/deidentification/findings.ts'
import type { PixelObject } from '#electron/services/teaching/pixels/pixelSeries.ts'
import { describePixels } from '#test/builders/corpus.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'
import { cleanObject } from './cleanObject.ts'
import { withoutComments } from './streamComments.ts'

const steps = { decoder: createNodeDecoder(), isCalledOff: () => false, onFrame: () => undefined }
const box = (differences: Partial<PixelBox> = {}): PixelBox => ({
  boxId: 'one', seriesUid: '1.2', sopInstanceUid: null, frames: null, column: 1, row: 0, columns: 2, rows: 1, foundBy: 'hand', words: '', confidence: null, state: 'proposed', ...differences,
})
const objectOf = (image: ImageDescription, frames: readonly Uint8Array[]): PixelObject => ({
  sopInstanceUid: image.sopInstanceUid, image, modality: 'XA', planes: [], textAreas: [], frameBytes: async (frame) => frames[frame]?.slice() ?? null,
})
const words = (...values: number[]): Uint8Array => new Uint8Array(Uint16Array.from(values).buffer)

async function cleaned(image: ImageDescription, frames: readonly Uint8Array[], boxes: readonly PixelBox[]) {
  const outcome = await cleanObject(objectOf(image, frames), { boxes, removed: null }, steps)
  if (!outcome.ok) throw new Error(outcome.error.message)
  return outcome.value
}
const small = { rows: 1, columns: 4 } as const

describe('a box is painted with what is shown darkest', () => {
  it.each([
    ['MONOCHROME2', { photometricInterpretation: 'MONOCHROME2', bitsStored: 12, highBit: 11 }, [7, 0, 0, 7]],
    ['MONOCHROME1', { photometricInterpretation: 'MONOCHROME1', bitsStored: 12, highBit: 11 }, [7, 4095, 4095, 7]],
    ['signed', { photometricInterpretation: 'MONOCHROME2', bitsStored: 12, highBit: 11, signed: true }, [7, 0x10000 - 2048, 0x10000 - 2048, 7]],
  ])('%s', async (_name, pixel, expected) => {
    const { frames } = await cleaned(describePixels({ ...small, pixel }), [words(7, 7, 7, 7)], [box()])
    expect([...new Uint16Array(frames[0]?.slice().buffer ?? new ArrayBuffer(0))]).toEqual(expected)
  })

  it('signed CT: air, not the lowest number there is', async () => {
    const image = describePixels({ ...small, pixel: { signed: true }, modalityLut: { kind: 'linear', slope: 1, intercept: 0, type: 'HU' } })
    const { frames } = await cleaned(image, [words(7, 7, 7, 7)], [box()])
    expect([...new Int16Array(frames[0]?.slice().buffer ?? new ArrayBuffer(0))]).toEqual([7, -1024, -1024, 7])
  })

  it('RGB in planes comes out beside each other, and the header says so', async () => {
    const image = describePixels({ ...small, pixel: { samplesPerPixel: 3, planarConfiguration: 1, photometricInterpretation: 'RGB', bitsAllocated: 8, bitsStored: 8, highBit: 7 } })
    const { frames, set } = await cleaned(image, [Uint8Array.of(1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3)], [box()])
    expect([...frames[0] ?? []]).toEqual([1, 2, 3, 0, 0, 0, 0, 0, 0, 1, 2, 3])
    expect(set).toContainEqual({ tag: '00280006', vr: 'US', values: [0] })
  })

  it('YBR: no light, and no colour', async () => {
    const image = describePixels({ ...small, pixel: { samplesPerPixel: 3, photometricInterpretation: 'YBR_FULL', bitsAllocated: 8, bitsStored: 8, highBit: 7 } })
    const { frames } = await cleaned(image, [new Uint8Array(12).fill(90)], [box()])
    expect([...frames[0] ?? []].slice(3, 6)).toEqual([0, 128, 128])
  })

  it('a palette: its darkest entry', async () => {
    const palette = { firstMapped: 0, bits: 8, red: [255, 0, 9], green: [255, 0, 9], blue: [255, 40, 0] }
    const image = describePixels({ ...small, pixel: { photometricInterpretation: 'PALETTE COLOR', palette, bitsAllocated: 8, bitsStored: 8, highBit: 7 } })
    const { frames } = await cleaned(image, [Uint8Array.of(0, 0, 0, 0)], [box()])
    expect([...frames[0] ?? []]).toEqual([0, 1, 1, 0])
  })
})

describe('where a box holds', () => {
  const image = describePixels({ ...small, frames: 3 })
  const frames = [words(5, 5, 5, 5), words(5, 5, 5, 5), words(5, 5, 5, 5)]
  it('in its frames only', async () => {
    const { frames: after } = await cleaned(image, frames, [box({ frames: [1, 1] })])
    expect(after.map((bytes) => bytes[2])).toEqual([5, 0, 5])
  })
  it('not when it was dismissed, or belongs to another object; nothing is said to be derived then', async () => {
    const outcome = await cleaned(image, frames, [box({ state: 'dismissed' }), box({ sopInstanceUid: '9.9' })])
    expect(outcome.frames.map((bytes) => bytes[2])).toEqual([5, 5, 5])
    expect(outcome.set).toEqual([])
    expect(outcome.words).toBe('')
  })
  it('beyond the edge of the picture it is cut', async () => {
    const { frames: after } = await cleaned(image, frames, [box({ column: 3, columns: 50, rows: 50 })])
    expect([...new Uint16Array(after[0]?.slice().buffer ?? new ArrayBuffer(0))]).toEqual([5, 5, 5, 0])
  })
})

it('says in the header what was done, and keeps what was lossy lossy', async () => {
  const image = describePixels({ ...small, imageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'], pixel: { lossy: true } })
  const { set, remove, words: said } = await cleaned(image, [words(5, 5, 5, 5)], [box()])
  expect(set).toContainEqual({ tag: '00080008', vr: 'CS', values: ['DERIVED', 'PRIMARY', 'AXIAL'] })
  expect(set).toContainEqual({ tag: '00082111', vr: 'ST', values: [said] })
  expect(set.some(({ tag }) => tag === '00282110')).toBe(false)
  expect(remove).toEqual(expect.arrayContaining(['60xx', '00880200']))
})

it('clears the bits beside the image, where old overlays hide', async () => {
  const image = describePixels({ ...small, pixel: { bitsStored: 12, highBit: 11 } })
  const { frames, words: said } = await cleaned(image, [words(0x1007, 0xf007, 7, 7)], [])
  expect([...new Uint16Array(frames[0]?.slice().buffer ?? new ArrayBuffer(0))]).toEqual([7, 7, 7, 7])
  expect(said).toMatch(/old overlays/)
})

describe('comments in compressed streams', () => {
  const latin1 = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0))
  const segment = (marker: number, body: readonly number[]): number[] => [0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body]
  const name = latin1('DOE^JANE')
  const holdsName = (bytes: Uint8Array | null): boolean => bytes === null || Buffer.from(bytes).includes('DOE^JANE')

  it('JPEG: comments, application segments and what follows the end go; tables, scans and Adobe’s colour stay', () => {
    const adobe = segment(0xee, [...latin1('Adobe'), 0, 100, 0, 0, 0, 0, 1])
    const picture = [...segment(0xdb, [0, 1, 2]), ...segment(0xc0, [8, 0, 1, 0, 1, 1, 1, 17, 0]), ...segment(0xda, [1, 1, 0, 0, 63, 0]), 12, 0xff, 0, 0xff, 0xd0, 34]
    const stream = Uint8Array.from([0xff, 0xd8, ...segment(0xe0, [...latin1('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 1, 1, ...name]), ...segment(0xe1, name), ...segment(0xfe, name), ...adobe, ...picture, 0xff, 0xd9, ...name])
    expect([...withoutComments(stream, 'jpeg') ?? []]).toEqual([0xff, 0xd8, ...adobe, ...picture, 0xff, 0xd9])
  })

  const size = segment(0x51, [0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 7, 1, 1])
  const tilePart = (header: readonly number[]): number[] => { const length = 12 + header.length + 2 + 2; return [...segment(0x90, [0, 0, 0, 0, 0, length, 0, 1]), ...header, 0xff, 0x93, 1, 2] }
  it('JPEG 2000: comments of the main header and boxes around the stream go', () => {
    const main = [0xff, 0x4f, ...size, ...segment(0x52, [0, 0, 0, 1, 0, 1, 1, 1, 0, 0]), ...segment(0x5c, [0, 0])]
    const stream = [...main, ...segment(0x64, [0, 1, ...name]), ...tilePart([]), 0xff, 0xd9, ...name]
    const inFile = Uint8Array.from([0, 0, 0, 12, ...latin1('jP  '), 13, 10, 0x87, 10, 0, 0, 0, 16, ...latin1('xml '), ...name, ...stream])
    for (const bytes of [Uint8Array.from(stream), inFile]) expect([...withoutComments(bytes, 'jpeg2000') ?? []]).toEqual([...main, ...tilePart([]), 0xff, 0xd9])
  })
  it('JPEG 2000: a comment within a tile part makes the frame be written anew', () => {
    const stream = Uint8Array.from([0xff, 0x4f, ...size, ...tilePart(segment(0x64, [0, 1, ...name])), 0xff, 0xd9])
    expect(withoutComments(stream, 'jpeg2000')).toBeNull()
  })
  it('a stream that breaks off is not passed on', () => {
    expect(holdsName(withoutComments(Uint8Array.from([0xff, 0xd8, ...segment(0xfe, name)]), 'jpeg'))).toBe(true)
    expect(withoutComments(Uint8Array.from([0xff, 0xd8, ...segment(0xfe, name)]), 'jpeg')).toBeNull()
  })
})
