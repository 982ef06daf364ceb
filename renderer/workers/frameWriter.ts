import { frameToRgb } from '#shared/codecs/colour.ts'
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import { encodingOf } from '#shared/codecs/transferSyntaxes.ts'
import type { ImageDescription, ModalityLut } from '#shared/dicom/imageDescription.ts'
import { resampleSheared } from '#shared/geometry/shearedStack.ts'
import type { FramePlan, FrameSlot, PixelValues } from './framePlan.ts'

type Numbers = { readonly length: number; readonly [index: number]: number }

/** Whether the stored bytes of an image can be streamed to their place in the buffer and be finished there. */
export function canWriteInPlace(plan: FramePlan, image: ImageDescription): boolean {
  const { pixel } = image
  const width = plan.element === 'uint8' ? 8 : plan.element === 'float32' ? 32 : 16
  return (
    encodingOf(image.transferSyntaxUid) === 'native' && plan.unshearing === null && plan.element !== 'float32' &&
    pixel.bitsAllocated === width && pixel.samplesPerPixel === 1 && pixel.photometricInterpretation !== 'PALETTE COLOR'
  )
}

/**
 * Finishes stored values that were streamed to their place: unused high bits cleared or sign-extended, the rescale
 * of whole numbers added.
 *
 * @source PS3.5 8.1.1; PS3.3 C.11.1
 */
export function finishInPlace(plan: FramePlan, slot: FrameSlot, image: ImageDescription, values: PixelValues): void {
  const { bitsAllocated, bitsStored, highBit, signed } = image.pixel
  const intercept = plan.modalityApplied && slot.modalityLut?.kind === 'linear' ? slot.modalityLut.intercept : 0
  const shift = highBit + 1 - bitsStored
  const isWhole = bitsStored === bitsAllocated && signed === values instanceof Int16Array
  if (isWhole && intercept === 0) return
  const unused = 32 - bitsStored
  const end = slot.offset + slot.length
  const saturates = values instanceof Int16Array
  for (let at = slot.offset; at < end; at += 1) {
    const raised = ((values[at] ?? 0) >>> shift) << unused
    const value = (signed ? raised >> unused : raised >>> unused) + intercept
    values[at] = saturates ? (value > 32767 ? 32767 : value < -32768 ? -32768 : value) : value
  }
}

/** Puts a decoded frame into its slot. False when it has no picture that fits there. */
export function writeDecoded(plan: FramePlan, slot: FrameSlot, slice: number, image: ImageDescription, frame: DecodedFrame, values: PixelValues): boolean {
  const source = slot.samples === 3 ? frameToRgb(frame, image.pixel) : frame.pixels
  const target = values.subarray(slot.offset, slot.offset + slot.length)
  if (source === null) return false
  const rescaled = plan.modalityApplied ? applyModality(source, slot.modalityLut, plan) : source
  if (plan.unshearing !== null) {
    const isInteger = plan.element !== 'float32'
    resampleSheared(rescaled, { columns: frame.columns, rows: frame.rows }, plan.unshearing, slice, target, plan.fill, isInteger)
    return true
  }
  if (rescaled.length !== slot.length) return false
  target.set(rescaled)
  return true
}

/** A slice that could not be had shows as empty, never as its neighbour or as water. */
export function writeEmpty(plan: FramePlan, slot: FrameSlot, values: PixelValues): void {
  values.fill(plan.fill, slot.offset, slot.offset + slot.length)
}

function applyModality(source: Numbers, lut: ModalityLut | null, plan: FramePlan): ArrayLike<number> {
  if (lut === null) return source
  const rescaled = plan.element === 'int16' ? new Int16Array(source.length) : new Float32Array(source.length)
  if (lut.kind === 'table') {
    const last = lut.values.length - 1
    for (let at = 0; at < source.length; at += 1) rescaled[at] = lut.values[Math.min(last, Math.max(0, (source[at] ?? 0) - lut.firstMapped))] ?? 0
    return rescaled
  }
  const { slope, intercept } = lut
  const saturates = plan.element === 'int16'
  for (let at = 0; at < source.length; at += 1) {
    const value = (source[at] ?? 0) * slope + intercept
    rescaled[at] = saturates ? (value > 32767 ? 32767 : value < -32768 ? -32768 : value) : value
  }
  return rescaled
}
