import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import type { FrameDecoder } from '#shared/codecs/decoder.ts'
import { readJpeg2000Header, readJpegHeader } from '#shared/codecs/codestream.ts'
import { encodingOf, type Encoding } from '#shared/codecs/transferSyntaxes.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { PixelBox } from '#shared/teaching/deidentification/findings.ts'
import type { CleanedPixels, RemovedPixels } from '#electron/services/teaching/pixels/cleanedPixels.ts'
import type { PixelFault, PixelObject } from '#electron/services/teaching/pixels/pixelSeries.ts'
import { changesOf } from './changedAttributes.ts'
import { darkestValue } from './darkest.ts'
import { paintRectangle, paintRuns } from './paint.ts'
import { withoutComments } from './streamComments.ts'

export const explicitLittleEndian = '1.2.840.10008.1.2.1'

export type Removal = { readonly boxes: readonly PixelBox[]; readonly removed: RemovedPixels | null }
type Steps = { readonly decoder: FrameDecoder; readonly isCalledOff: () => boolean; readonly onFrame: (done: number) => void }
type Outcome = Result<CleanedPixels, PixelFault>

export const calledOff = err('CANCELLED', 'Called off before it was done. Nothing was written.')
export const cannotRead = err('UNREADABLE', 'The pixels of an image are no longer where they were. Nothing was written. Import the image again.')

const boxesOf = (object: PixelObject, boxes: readonly PixelBox[]): readonly PixelBox[] => boxes.filter((box) =>
  box.state !== 'dismissed' && (box.sopInstanceUid === null || box.sopInstanceUid === object.sopInstanceUid) &&
  box.column < object.image.columns && box.row < object.image.rows && (box.frames === null || box.frames[0] < object.image.frames))

/**
 * The pixel data of one object without what must go. Streams that keep their pixels lose only their comments; anything else
 * is decoded, painted over and written uncompressed, with the bits beside the stored ones cleared: old overlays hid there.
 *
 * @source PS3.15 E.3.1 Clean Pixel Data; PS3.5 8.1.1, 8.1.2
 */
export async function cleanObject(object: PixelObject, removal: Removal, steps: Steps): Promise<Outcome> {
  const boxes = boxesOf(object, removal.boxes)
  const encoding = encodingOf(object.image.transferSyntaxUid)
  if (encoding === null) return err('CANNOT_DECODE', 'The pixels of an image are written in a way that is not known here, so nothing in them can be found or covered. Leave the image out.')
  const isTouched = boxes.length > 0 || removal.removed?.frames.some((runs) => runs.length > 0) === true
  if (object.image.pixel.bitsAllocated === 1) return isTouched ? err('CANNOT_DECODE', 'An image of one bit a pixel has boxes on it, and those can not be covered in it. Leave the image out.') : passBits(object, steps)
  if (!isTouched) {
    const passed = await passStreams(object, encoding, steps)
    if (passed !== null) return passed
  }
  return rewrite(object, { boxes, removed: removal.removed }, isTouched, steps)
}

/** Frames as they are stored, without comments; null when one of them must be decoded. */
async function passStreams(object: PixelObject, encoding: Encoding, steps: Steps): Promise<Outcome | null> {
  if (encoding === 'native' || encoding === 'nativeBigEndian' || encoding === 'rle') return null
  const frames: Uint8Array[] = []
  let isShorter = false
  for (let frame = 0; frame < object.image.frames; frame += 1) {
    if (steps.isCalledOff()) return calledOff
    const bytes = await object.frameBytes(frame)
    if (bytes === null) return cannotRead
    const info = readJpegHeader(bytes) ?? readJpeg2000Header(bytes)
    const clean = info === null || info.precision > object.image.pixel.bitsStored ? null : withoutComments(bytes, encoding)
    if (clean === null) return null
    isShorter ||= clean.length + 1 < bytes.length
    frames.push(clean)
    steps.onFrame(frame + 1)
  }
  return ok({ kind: 'asStored', transferSyntaxUid: object.image.transferSyntaxUid, frames, image: object.image, ...changesOf(object.image, object.image, { boxes: 0, removed: false }), words: isShorter ? 'Comments in the compressed pictures were taken out.' : '' })
}

async function passBits(object: PixelObject, steps: Steps): Promise<Outcome> {
  const frames: Uint8Array[] = []
  for (let frame = 0; frame < object.image.frames; frame += 1) {
    if (steps.isCalledOff()) return calledOff
    const bytes = await object.frameBytes(frame)
    if (bytes === null) return cannotRead
    frames.push(bytes)
  }
  return ok({ kind: 'asStored', transferSyntaxUid: object.image.transferSyntaxUid, frames, image: object.image, ...changesOf(object.image, object.image, { boxes: 0, removed: false }), words: '' })
}

async function rewrite(object: PixelObject, removal: Removal, isTouched: boolean, steps: Steps): Promise<Outcome> {
  const frames: Uint8Array[] = []
  let image = object.image
  let hadMore = false
  for (let frame = 0; frame < object.image.frames; frame += 1) {
    if (steps.isCalledOff()) return calledOff
    const bytes = await object.frameBytes(frame)
    if (bytes === null) return cannotRead
    const decoded = await steps.decoder.decode(bytes, object.image)
    if (!decoded.ok) return decoded
    image = writtenImage(object.image, decoded.value)
    const cleared = bytesOf(decoded.value)
    hadMore ||= differs(cleared, bytes, object.image)
    paint(decoded.value, object.image, frame, removal)
    frames.push(cleared)
    steps.onFrame(frame + 1)
  }
  const { words, ...changes } = changesOf(object.image, image, { boxes: removal.boxes.length, removed: isTouched && removal.removed !== null })
  return ok({ kind: 'rewritten', transferSyntaxUid: explicitLittleEndian, frames, image, ...changes, words: [words, hadMore ? 'Bits beside the image values, where old overlays are kept, were cleared.' : ''].filter((part) => part !== '').join(' ') })
}

function paint(decoded: DecodedFrame, image: ImageDescription, frame: number, { boxes, removed }: Removal): void {
  const black = darkestValue(image, decoded.photometricInterpretation)
  for (const box of boxes) if (box.frames === null || (frame >= box.frames[0] && frame <= box.frames[1])) paintRectangle(decoded.pixels, decoded.columns, decoded.rows, box, black)
  const runs = removed?.frames[frame]
  if (removed !== null && runs !== undefined) paintRuns(decoded.pixels, runs, [removed.value])
}

const bytesOf = ({ pixels }: DecodedFrame): Uint8Array => new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength)

/** Whether native bytes held more than the image's own bits. */
function differs(cleared: Uint8Array, stored: Uint8Array, image: ImageDescription): boolean {
  if (encodingOf(image.transferSyntaxUid) !== 'native' || image.pixel.samplesPerPixel > 1 || cleared.length > stored.length) return false
  return cleared.some((byte, at) => byte !== stored[at])
}

/** The image as it is written: values beside each other, in the lowest bits, as the codec's colour transform left them. */
const writtenImage = (image: ImageDescription, decoded: DecodedFrame): ImageDescription => ({
  ...image, transferSyntaxUid: explicitLittleEndian, overlays: [],
  pixel: {
    ...image.pixel, photometricInterpretation: decoded.photometricInterpretation, planarConfiguration: 0,
    bitsAllocated: 8 * decoded.bytesPerSample, highBit: Math.min(image.pixel.bitsStored, 8 * decoded.bytesPerSample) - 1,
  },
})
