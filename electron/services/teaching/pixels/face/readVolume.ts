import type { FrameDecoder } from '#shared/codecs/decoder.ts'
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { imageOfFrame } from '#shared/dicom/modalityLut.ts'
import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { calledOff, cannotRead } from '#electron/services/teaching/pixels/clean/cleanObject.ts'
import type { PixelFault } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { SliceStack } from './sections.ts'

export type VolumeSteps = { readonly decoder: FrameDecoder; readonly isCalledOff: () => boolean; readonly onProgress: (done: number, all: number) => void }

const noVolume = err('NO_VOLUME', 'The images of this series make no volume, so nothing can be said of a face in them. Leave the series out, or look at every image of it.')

/** A whole volume in HU. */
export async function readVolume(stack: SliceStack, steps: VolumeSteps): Promise<Result<HuVolume, PixelFault>> {
  if (stack.slices.length !== stack.geometry.dimensions[2]) return noVolume
  const [columns, rows, depth] = stack.geometry.dimensions
  const values = new Int16Array(columns * rows * depth)
  for (const [place, { object, frame }] of stack.slices.entries()) {
    if (steps.isCalledOff()) return calledOff
    const bytes = await object.frameBytes(frame)
    if (bytes === null) return cannotRead
    const decoded = await steps.decoder.decode(bytes, object.image)
    if (!decoded.ok) return decoded
    fillHu(values.subarray(place * columns * rows, (place + 1) * columns * rows), decoded.value, imageOfFrame(object.image, frame + 1))
    steps.onProgress(place + 1, depth)
  }
  return ok({ geometry: stack.geometry, values, toHu: { slope: 1, intercept: 0 } })
}

const AIR_HU = -1000

function fillHu(hu: Int16Array, { pixels, samples }: DecodedFrame, { modalityLut, pixel }: ImageDescription): void {
  const [slope, intercept] = modalityLut?.kind === 'linear' ? [modalityLut.slope, modalityLut.intercept] : [1, 0]
  for (let at = 0; at < hu.length; at += 1) {
    const stored = pixels[at * samples] ?? NaN
    // What surrounds a round field is no tissue, however it is stored.
    hu[at] = stored === pixel.paddingValue ? AIR_HU : Math.max(-32768, Math.min(32767, Math.round(stored * slope + intercept)))
  }
}

/** The stored value of air, or the nearest one that the pixels can hold. */
export function storedAir({ modalityLut, pixel }: ImageDescription): number {
  const [slope, intercept] = modalityLut?.kind === 'linear' && modalityLut.slope !== 0 ? [modalityLut.slope, modalityLut.intercept] : [1, 0]
  const lowest = pixel.signed ? -(2 ** (pixel.bitsStored - 1)) : 0
  const highest = pixel.signed ? 2 ** (pixel.bitsStored - 1) - 1 : 2 ** pixel.bitsStored - 1
  return Math.max(lowest, Math.min(highest, Math.round((AIR_HU - intercept) / slope)))
}
