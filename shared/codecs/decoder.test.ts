import { describe, expect, it } from 'vitest'
import { corpusFolder, corpusNote, describePixels, readCorpusImage } from '#test/builders/corpus.ts'
import { createNodeDecoder, readCodecFromPackages } from '#test/builders/nodeCodecs.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { frameToRgb } from './colour.ts'
import { createDecoder } from './decoder.ts'

const decoder = createNodeDecoder()

async function values(bytes: Uint8Array, image: ImageDescription): Promise<number[]> {
  const decoded = await decoder.decode(bytes, image)
  if (!decoded.ok) throw new Error(decoded.error.message)
  return [...decoded.value.pixels]
}

describe('native pixels', () => {
  const twelve = { bitsAllocated: 16, bitsStored: 12, highBit: 11 }
  it('lose the overlay rubbish in their high bits', async () => {
    expect(await values(Uint8Array.of(0x34, 0xf2), describePixels({ pixel: twelve }))).toEqual([0x234])
  })
  it('are sign-extended from the stored bits', async () => {
    expect(await values(Uint8Array.of(0xff, 0x1f), describePixels({ pixel: { ...twelve, signed: true } }))).toEqual([-1])
  })
  it('are cut out below a high bit that is not the top one', async () => {
    expect(await values(Uint8Array.of(0x4f, 0x23), describePixels({ pixel: { bitsAllocated: 16, bitsStored: 12, highBit: 15 } }))).toEqual([0x234])
  })
  it('are swapped when they are big-endian', async () => {
    expect(await values(Uint8Array.of(0x12, 0x34), describePixels({ transferSyntaxUid: '1.2.840.10008.1.2.2' }))).toEqual([0x1234])
  })
  it('of 32 bits are read whole, at an odd place in memory too', async () => {
    const bytes = Uint8Array.of(9, 0x78, 0x56, 0x34, 0xf2).subarray(1)
    expect(await values(bytes, describePixels({ pixel: { bitsAllocated: 32, bitsStored: 32, highBit: 31 } }))).toEqual([0xf2345678])
  })
  it('of one bit begin in the lowest bit', async () => {
    expect(await values(Uint8Array.of(0b00000101), describePixels({ columns: 3, pixel: { bitsAllocated: 1, bitsStored: 1, highBit: 0 } }))).toEqual([1, 0, 1])
  })
  it('in colour planes come out by pixel, the padding byte left out', async () => {
    const image = describePixels({ columns: 1, rows: 1, pixel: { samplesPerPixel: 3, planarConfiguration: 1, photometricInterpretation: 'RGB', bitsAllocated: 8, bitsStored: 8, highBit: 7 } })
    expect(await values(Uint8Array.of(1, 2, 3, 0), image)).toEqual([1, 2, 3])
    expect(await values(Uint8Array.of(1, 2, 3, 4, 5, 6), { ...image, columns: 2 })).toEqual([1, 3, 5, 2, 4, 6])
  })
  it('with halved colour get it back for each pixel', async () => {
    const image = describePixels({ columns: 2, pixel: { samplesPerPixel: 3, photometricInterpretation: 'YBR_FULL_422', bitsAllocated: 8, bitsStored: 8, highBit: 7 } })
    const decoded = await decoder.decode(Uint8Array.of(10, 20, 128, 130), image)
    expect(decoded.ok && [...decoded.value.pixels]).toEqual([10, 128, 130, 20, 128, 130])
    expect(decoded.ok && decoded.value.photometricInterpretation).toBe('YBR_FULL')
  })
  it('that end too soon are refused with a sentence', async () => {
    const refused = await decoder.decode(new Uint8Array(7), describePixels({ columns: 2, rows: 2 }))
    expect(refused).toMatchObject({ ok: false, error: { code: 'CANNOT_DECODE', message: expect.stringContaining('7 bytes') } })
  })
})

describe('RLE', () => {
  const header = (...offsets: number[]): number[] => {
    const view = new DataView(new ArrayBuffer(64))
    view.setUint32(0, offsets.length, true)
    offsets.forEach((offset, index) => view.setUint32(4 + index * 4, offset, true))
    return [...new Uint8Array(view.buffer)]
  }
  const rle = (fields: Parameters<typeof describePixels>[0]): ImageDescription => describePixels({ ...fields, transferSyntaxUid: '1.2.840.10008.1.2.5' })

  it('takes the most significant byte first, runs and literals', async () => {
    // High bytes: three times 1, then 2; low bytes: literal 10 20 30 40; −128 does nothing.
    const bytes = Uint8Array.of(...header(64, 69), 0xfe, 1, 0x80, 0, 2, 3, 10, 20, 30, 40)
    expect(await values(bytes, rle({ columns: 4 }))).toEqual([0x10a, 0x114, 0x11e, 0x228])
  })
  it('joins colour planes by pixel', async () => {
    const bytes = Uint8Array.of(...header(64, 67, 70), 1, 1, 2, 1, 3, 4, 1, 5, 6)
    expect(await values(bytes, rle({ columns: 2, pixel: { samplesPerPixel: 3, photometricInterpretation: 'RGB', bitsAllocated: 8, bitsStored: 8, highBit: 7 } }))).toEqual([1, 3, 5, 2, 4, 6])
  })
  it.each([
    ['a missing header', Uint8Array.of(1, 2, 3)],
    ['the wrong number of segments', Uint8Array.of(...header(64), 1, 1, 2)],
    ['a segment beyond the end', Uint8Array.of(...header(64, 900), 1, 1, 2)],
    ['a segment that ends within a run', Uint8Array.of(...header(64, 66), 0xff, 1, 5, 1)],
  ])('refuses %s', async (_name, bytes) => {
    expect(await decoder.decode(bytes, rle({ columns: 2 }))).toMatchObject({ ok: false, error: { code: 'CANNOT_DECODE' } })
  })
})

describe('what cannot be decoded', () => {
  it.each(['1.2.840.10008.1.2.4.100', '1.2.3', '__proto__'])('transfer syntax %s is refused by name', async (transferSyntaxUid) => {
    expect(await decoder.decode(new Uint8Array(8), describePixels({ transferSyntaxUid }))).toMatchObject({ ok: false, error: { code: 'CANNOT_DECODE', message: expect.stringContaining(transferSyntaxUid) } })
  })
})

describe('colour for the screen', () => {
  const pixel = describePixels({ pixel: { bitsStored: 8 } }).pixel
  const frame = { rows: 1, columns: 1, samples: 3, bytesPerSample: 1, signed: false }
  it.each([
    ['grey', [128, 128, 128], [128, 128, 128]], ['red', [76, 85, 255], [254, 0, 0]], ['beyond the range', [255, 128, 255], [255, 164, 255]],
  ])('turns YBR %s into RGB', (_name, ybr, rgb) => {
    expect([...(frameToRgb({ ...frame, photometricInterpretation: 'YBR_FULL', pixels: Uint8Array.from(ybr) }, pixel) ?? [])]).toEqual(rgb)
  })
  it('looks a palette up, its ends going on', () => {
    const palette = { firstMapped: 1, bits: 16, red: [0x1000, 0x2000], green: [0x3000, 0x4000], blue: [0x5000, 0x6000] }
    const grey = { ...frame, samples: 1, columns: 3, photometricInterpretation: 'PALETTE COLOR', pixels: Uint8Array.of(0, 2, 9) }
    expect([...(frameToRgb(grey, { ...pixel, palette }) ?? [])]).toEqual([0x10, 0x30, 0x50, 0x20, 0x40, 0x60, 0x20, 0x40, 0x60])
  })
})

describe.skipIf(corpusFolder === null)(`damage${corpusNote}`, () => {
  const ct = 'transfer_syntaxes_ct/CTImage.dcm_'
  const encoded = [
    `${ct}RLELosslessTransferSyntax_1.2.840.10008.1.2.5.dcm`, `${ct}JPEGProcess1TransferSyntax_1.2.840.10008.1.2.4.50.dcm`,
    `${ct}JPEGProcess2_4TransferSyntax_1.2.840.10008.1.2.4.51.dcm`, `${ct}JPEGProcess10_12TransferSyntax_1.2.840.10008.1.2.4.55.dcm`,
    `${ct}JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70.dcm`, `${ct}JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80.dcm`,
    `${ct}JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90.dcm`, 'transfer_syntaxes_htj2k/HTJ2KLossless_08_RGB.dcm',
  ]

  it.each(encoded)('%s cut short is refused, wherever it is cut', async (relative) => {
    const { image, frames } = await readCorpusImage(relative)
    const whole = frames[0] ?? new Uint8Array()
    for (const share of [0, 0.001, 0.1, 0.5, 0.9, 0.99]) {
      const cut = await decoder.decode(whole.subarray(0, Math.floor(whole.length * share)), image)
      expect(cut).toMatchObject({ ok: false, error: { code: 'CANNOT_DECODE' } })
    }
  })

  it.each(encoded)('%s with rubbish in it ends in a frame or a fault, and the decoder lives on', async (relative) => {
    const { image, frames } = await readCorpusImage(relative)
    const whole = frames[0] ?? new Uint8Array()
    const before = await values(whole, image)
    let state = 12345
    const random = (): number => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 2 ** 32
    for (let round = 0; round < 12; round += 1) {
      const broken = whole.slice()
      for (let hit = 0; hit < 8; hit += 1) broken[Math.floor(random() * (round < 6 ? 400 : broken.length))] = Math.floor(random() * 256)
      const result = await decoder.decode(broken, image)
      if (!result.ok) expect(result.error.code).toBe('CANNOT_DECODE')
    }
    expect(await values(whole, image)).toEqual(before)
  })

  it('a decoder that cannot be loaded is told apart from a broken frame, and tried again', async () => {
    const { image, frames } = await readCorpusImage(`${ct}JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80.dcm`)
    let isThere = false
    const late = createDecoder({ readCodec: async (fileName) => (isThere ? readCodecFromPackages(fileName) : Promise.reject(new Error('not yet'))) })
    expect(await late.decode(frames[0] ?? new Uint8Array(), image)).toMatchObject({ ok: false, error: { message: expect.stringContaining('could not be loaded') } })
    isThere = true
    expect(await late.decode(frames[0] ?? new Uint8Array(), image)).toMatchObject({ ok: true })
  })

  it('a frame that contradicts its header is refused before a codec sees it', async () => {
    const { image, frames } = await readCorpusImage(`${ct}JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90.dcm`)
    const refused = await decoder.decode(frames[0] ?? new Uint8Array(), { ...image, rows: 100 })
    expect(refused).toMatchObject({ ok: false, error: { message: expect.stringContaining('512 by 100') } })
  })

  it('a frame of zeros is refused in every encoding', async () => {
    for (const relative of encoded) {
      const { image } = await readCorpusImage(relative)
      expect(await decoder.decode(new Uint8Array(2000), image)).toMatchObject({ ok: false, error: { code: 'CANNOT_DECODE' } })
    }
  })
})
