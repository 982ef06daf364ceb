import type { ImageDescription, VoiLut } from '#shared/dicom/imageDescription.ts'
import { isPadding, modalityValue } from '#shared/dicom/modalityLut.ts'

export { modalityValue }

/** A window in output values of the modality LUT (HU on CT). */
export type DisplayWindow = { readonly centre: number; readonly width: number }
/** How a picture is made of values: a window, or a VOI LUT table of the header. */
export type DisplayVoi = { readonly kind: 'window'; readonly window: DisplayWindow } | { readonly kind: 'table'; readonly table: number }
type WindowFunction = VoiLut['windowFunction']

/**
 * Share of full brightness, 0 to 1, that a window gives a value.
 *
 * @source PS3.3 C.11.2.1.2.1 (LINEAR), C.11.2.1.3.1 (SIGMOID), C.11.2.1.3.2 (LINEAR_EXACT)
 */
export function windowed(value: number, { centre, width }: DisplayWindow, how: WindowFunction): number {
  switch (how) {
    case 'SIGMOID': return 1 / (1 + Math.exp((-4 * (value - centre)) / width))
    case 'LINEAR_EXACT': return clampUnit((value - centre) / width + 0.5)
    case 'LINEAR':
      if (width <= 1) return value <= centre - 0.5 ? 0 : 1
      return clampUnit((value - (centre - 0.5)) / (width - 1) + 0.5)
  }
}

const clampUnit = (value: number): number => Math.min(1, Math.max(0, value))

/** True when low values are bright: MONOCHROME1, or a presentation LUT shape that turns the scale round (they say the same thing twice, not two turns). */
export const isTurnedByHeader = (image: ImageDescription): boolean => image.pixel.photometricInterpretation === 'MONOCHROME1' || image.presentationLutShape === 'INVERSE'

/** The header's way of showing: its first window, else its first table, else nothing. */
export function headerVoi({ voiLut }: ImageDescription): DisplayVoi | null {
  const [window] = voiLut.windows
  if (window !== undefined && window.width > 0) return { kind: 'window', window: { centre: window.centre, width: window.width } }
  return voiLut.tables.length > 0 ? { kind: 'table', table: 0 } : null
}

/** Grey of one stored value, 0 to 255. Padding is background: black, however the scale runs. */
export function greyOf(stored: number, image: ImageDescription, voi: DisplayVoi, inverted: boolean): number {
  if (isPadding(image.pixel, stored)) return 0
  const output = modalityValue(image.modalityLut, stored)
  const share = voi.kind === 'window' ? windowed(output, voi.window, image.voiLut.windowFunction) : tableShare(image.voiLut, voi.table, output)
  const turned = isTurnedByHeader(image) !== inverted
  return Math.round((turned ? 1 - share : share) * 255)
}

function tableShare({ tables }: VoiLut, index: number, output: number): number {
  const table = tables[index]
  if (table === undefined) return 0
  const at = Math.min(table.values.length - 1, Math.max(0, Math.round(output) - table.firstMapped))
  return clampUnit((table.values[at] ?? 0) / (2 ** table.bits - 1))
}

export type StoredValues = Uint8Array | Uint16Array | Int16Array | Float32Array
/** A grey for every value that the pixels can have; the whole chain is looked up once per change, not per pixel. */
export type GreyLut = { readonly grey: Uint8Array; readonly lowest: number }

/** The table for whole-number pixels; null for floats, which have no table. */
export function buildGreyLut(values: StoredValues, image: ImageDescription, voi: DisplayVoi, inverted: boolean): GreyLut | null {
  if (values instanceof Float32Array) return null
  const lowest = values instanceof Int16Array ? -32768 : 0
  const grey = new Uint8Array(values instanceof Uint8Array ? 256 : 65536)
  for (let index = 0; index < grey.length; index++) grey[index] = greyOf(lowest + index, image, voi, inverted)
  return { grey, lowest }
}

/** Looks up every pixel. */
export function lookUp(values: StoredValues, { grey, lowest }: GreyLut, into: Uint8Array): void {
  for (let index = 0; index < into.length; index++) into[index] = grey[(values[index] ?? 0) - lowest] ?? 0
}

/** The same for pixels without a table. */
export function lookUpFloats(values: Float32Array, image: ImageDescription, voi: DisplayVoi, inverted: boolean, into: Uint8Array): void {
  for (let index = 0; index < into.length; index++) into[index] = greyOf(values[index] ?? 0, image, voi, inverted)
}
