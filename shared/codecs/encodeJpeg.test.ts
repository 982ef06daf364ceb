import { expect, it } from 'vitest'
import { describePixels } from '#test/builders/corpus.ts'
import { createNodeDecoder, readCodecFromPackages } from '#test/builders/nodeCodecs.ts'
import { frameToRgb } from './colour.ts'
import { createJpegEncoder } from './encodeJpeg.ts'

/** The marker of a baseline frame, which every reader knows. @source ISO/IEC 10918-1, B.1.1.3 */
const BASELINE_FRAME = 0xc0

/** Which of SOF0 to SOF15 (tables and restarts are none of them) begins the frame; segments are gone through by their lengths. */
function startOfFrame(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 4 <= bytes.length; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1)
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return marker
  }
  return null
}

const JPEG_BASELINE = '1.2.840.10008.1.2.4.50'

it('a picture that is written as JPEG is read as what it was, in its own colours, by the other half of the codec', async () => {
  const [columns, rows] = [96, 64]
  const samples = Uint8Array.from({ length: columns * rows * 3 }, (_none, at) => [2 * (Math.floor(at / 3) % columns), 3 * Math.floor(at / 3 / columns), 40][at % 3] ?? 0)
  const encode = createJpegEncoder(readCodecFromPackages)
  const first = await encode({ columns, rows, samples })
  if (first === null) throw new Error('not written')
  expect(first.length).toBeLessThan(samples.length / 3)
  expect(startOfFrame(first)).toBe(BASELINE_FRAME)
  // A second one of another size takes nothing from the first, and one that is too small is not written at all.
  expect(await encode({ columns: 40, rows: 30, samples: Uint8Array.from({ length: 3600 }, (_none, at) => (at * 97) % 251) })).not.toBeNull()
  expect(await encode({ columns: 8, rows: 8, samples: new Uint8Array(192) })).toBeNull()
  const image = describePixels({ columns, rows, transferSyntaxUid: JPEG_BASELINE, pixel: { samplesPerPixel: 3, planarConfiguration: 0, photometricInterpretation: 'YBR_FULL_422', bitsAllocated: 8, bitsStored: 8, highBit: 7 } })
  const decoded = await createNodeDecoder().decode(first, image)
  if (!decoded.ok) throw new Error(decoded.error.message)
  const back = frameToRgb(decoded.value, image.pixel)
  if (back === null) throw new Error('no colours')
  const off = samples.reduce((sum, value, at) => sum + Math.abs(value - (back[at] ?? Number.NaN)), 0) / samples.length
  expect(off).toBeLessThan(2)
})
