import type { ImageDescription, ImagePixel, ModalityLut } from './imageDescription.ts'
import type { SeriesDescription } from './seriesDescription.ts'

/**
 * The image as one of its frames has it: with the modality LUT of that frame, where they differ.
 *
 * @frame   frameNumber counts from 1 in its object
 * @source  PS3.3 C.7.6.16.2.9
 */
export function imageOfFrame(image: ImageDescription, frameNumber: number): ImageDescription {
  const own = image.modalityLutFrames?.[frameNumber - 1]
  return own === undefined ? image : { ...image, modalityLut: own }
}

/**
 * The same, by its place in the series.
 *
 * @frame   a frame of the series, counted from 0
 */
export function imageAtFrame(series: Pick<SeriesDescription, 'frames' | 'images'>, frame: number): ImageDescription | undefined {
  const described = series.frames[frame]
  const image = series.images[described?.image ?? -1]
  return described === undefined || image === undefined ? undefined : imageOfFrame(image, described.frameNumber)
}

/**
 * What a stored value means after the modality LUT. Below and above a table its ends hold.
 *
 * @units   those of the LUT's type, HU on CT; stored values where there is no LUT
 * @source  PS3.3 C.11.1
 */
export function modalityValue(lut: ModalityLut | null, stored: number): number {
  if (lut === null) return stored
  if (lut.kind === 'linear') return stored * lut.slope + lut.intercept
  const index = Math.min(lut.values.length - 1, Math.max(0, Math.round(stored) - lut.firstMapped))
  return lut.values[index] ?? stored
}

/**
 * True for what stands where nothing was imaged.
 *
 * @source  Pixel Padding Value (0028,0120) and Range Limit (0028,0121), PS3.3 C.7.5.1.1.2
 */
export function isPadding({ paddingValue, paddingRangeLimit }: ImagePixel, stored: number): boolean {
  if (paddingValue === null) return false
  const limit = paddingRangeLimit ?? paddingValue
  return stored >= Math.min(paddingValue, limit) && stored <= Math.max(paddingValue, limit)
}

/**
 * What values after the modality LUT are called: only what the header says they are.
 *
 * @units   the name of the unit
 * @source  Rescale Type (0028,1054), Modality LUT Type (0028,3004): PS3.3 C.11.1.1.2; a CT rescale without a type is HU
 */
export function valueUnit({ modalityLut: lut }: ImageDescription, modality: string): { readonly unit: string; readonly words: string } {
  if (lut === null) return { unit: '', words: 'stored values' }
  const type = lut.type?.trim().toUpperCase() ?? ''
  if (type === 'HU' || (type === '' && modality === 'CT')) return { unit: 'HU', words: 'HU' }
  if (type === 'OD') return { unit: 'OD', words: 'thousandths of optical density' }
  if (type === '' || type === 'US') return { unit: '', words: lut.kind === 'linear' && lut.slope === 1 && lut.intercept === 0 ? 'stored values' : 'rescaled values without a unit' }
  return { unit: type, words: type }
}
