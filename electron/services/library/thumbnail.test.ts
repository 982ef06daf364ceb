import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import type { DecodedFrame, PixelArray } from '#shared/codecs/decodedFrame.ts'
import { buildImageDescription } from '#test/builders/imageDescription.ts'
import { renderThumbnail } from './thumbnail.ts'

const frame = (pixels: PixelArray, over: Partial<DecodedFrame> = {}): DecodedFrame => ({
  rows: 2, columns: 2, samples: 1, bytesPerSample: 2, signed: true, photometricInterpretation: 'MONOCHROME2', pixels, ...over,
})
const base = buildImageDescription()
const image = buildImageDescription({ modalityLut: null, voiLut: { windows: [{ centre: 50, width: 100, explanation: null }], windowFunction: 'LINEAR', tables: [] } })
const pixelsOf = (png: Uint8Array) => Array.from(decode(png).data)

describe('the thumbnail of a series', () => {
  it('shows the first window of the header', () => {
    expect(pixelsOf(renderThumbnail(frame(new Int16Array([0, 50, 100, 900])), image))).toEqual([0, 127, 255, 255])
  })

  it('applies the modality LUT before the window', () => {
    const scaled = buildImageDescription({ ...image, modalityLut: { kind: 'linear', slope: 2, intercept: -100, type: 'HU' } })
    expect(pixelsOf(renderThumbnail(frame(new Int16Array([50, 75, 100, 0])), scaled))).toEqual([0, 127, 255, 0])
  })

  it.each([
    ['MONOCHROME1', null],
    ['MONOCHROME2', 'INVERSE'],
    ['MONOCHROME1', 'INVERSE'],
  ] as const)('inverts %s with presentation LUT shape %s once', (photometricInterpretation, presentationLutShape) => {
    const inverted = buildImageDescription({ ...image, presentationLutShape })
    expect(pixelsOf(renderThumbnail(frame(new Int16Array([0, 50, 100, 900]), { photometricInterpretation }), inverted))).toEqual([255, 127, 0, 0])
  })

  it('keeps colours, and looks palettes up', () => {
    const rgb = buildImageDescription({ ...image, pixel: { ...base.pixel, samplesPerPixel: 3, bitsAllocated: 8, bitsStored: 8 } })
    const one = { rows: 1, columns: 1 }
    expect(pixelsOf(renderThumbnail(frame(new Uint8Array([10, 20, 30]), { ...one, samples: 3, photometricInterpretation: 'RGB' }), rgb))).toEqual([10, 20, 30])
    const palette = buildImageDescription({ ...image, pixel: { ...base.pixel, palette: { firstMapped: 5, bits: 16, red: [0, 65535], green: [0, 0], blue: [65535, 0] } } })
    expect(pixelsOf(renderThumbnail(frame(new Uint8Array([6]), one), palette))).toEqual([255, 0, 0])
  })

  it('is at most 192 pixels long and keeps the shape', () => {
    const wide = decode(renderThumbnail(frame(new Int16Array(768 * 384), { rows: 384, columns: 768 }), image))
    expect([wide.width, wide.height]).toEqual([192, 96])
  })
})
