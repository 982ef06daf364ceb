import type { ImageDescription, ModalityLut } from '#shared/dicom/imageDescription.ts'
import { imageOfFrame } from '#shared/dicom/modalityLut.ts'
import type { SeriesDescription, VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import { planUnshearing, type Unshearing } from '#shared/geometry/shearedStack.ts'

/**
 * `volume`: values after the modality LUT, slices above each other, one grid. `stored`: stored values of each frame,
 * as projections need them for log subtraction; colour and palettes as RGB bytes.
 */
export type FrameTarget = 'volume' | 'stored'
export type ElementKind = 'uint8' | 'uint16' | 'int16' | 'float32'
export type PixelValues = Uint8Array | Uint16Array | Int16Array | Float32Array

/** Where one frame lies in the buffer: from element `offset`, row by row, samples of a pixel beside each other. */
export type FrameSlot = {
  readonly offset: number
  readonly length: number
  readonly columns: number
  readonly rows: number
  readonly samples: number
  /** Index into the images of the description. */
  readonly image: number
  /** Of this frame: those of one image may differ. */
  readonly modalityLut: ModalityLut | null
}

export type FramePlan = {
  readonly element: ElementKind
  readonly slots: readonly FrameSlot[]
  readonly totalLength: number
  readonly modalityApplied: boolean
  /** What stands where no slice has a value: air for Hounsfield units, else 0. */
  readonly fill: number
  readonly unshearing: Unshearing | null
  /** The grid of the buffer, upright; null unless the target is a volume. */
  readonly geometry: VolumeGeometry | null
}

const AIR_HU = -1024
const bytesPerElement: Readonly<Record<ElementKind, 1 | 2 | 4>> = { uint8: 1, uint16: 2, int16: 2, float32: 4 }
export const planByteLength = (plan: FramePlan): number => plan.totalLength * bytesPerElement[plan.element]

export function viewValues(element: ElementKind, buffer: ArrayBufferLike): PixelValues {
  switch (element) {
    case 'uint8': return new Uint8Array(buffer)
    case 'uint16': return new Uint16Array(buffer)
    case 'int16': return new Int16Array(buffer)
    case 'float32': return new Float32Array(buffer)
  }
}

const isColour = (image: ImageDescription): boolean =>
  image.pixel.samplesPerPixel === 3 || (image.pixel.photometricInterpretation === 'PALETTE COLOR' && image.pixel.palette !== null)

/** Decides where every frame goes before the first byte arrives, so that each byte is written once, in its place. */
export function planFrames(description: SeriesDescription, target: FrameTarget): FramePlan {
  const volume = target === 'volume' ? volumeOf(description) : null
  const unshearing = volume === null ? null : planUnshearing(volume)
  const geometry = unshearing === null ? volume : unshearing.geometry
  const kinds = new Set(description.images.map((image) => (target === 'volume' ? volumeElement(image) : storedElement(image))))
  const [only] = kinds
  const element = kinds.size === 1 && only !== undefined ? only : 'float32'
  const slots: FrameSlot[] = []
  let offset = 0
  for (const frame of description.frames) {
    const image = description.images[frame.image]
    if (image === undefined) throw new Error('A frame names an image that its series does not have')
    const samples = target === 'stored' && isColour(image) ? 3 : 1
    const [columns, rows] = unshearing === null ? [image.columns, image.rows] : unshearing.geometry.dimensions
    const length = columns * rows * samples
    slots.push({ offset, length, columns, rows, samples, image: frame.image, modalityLut: imageOfFrame(image, frame.frameNumber).modalityLut })
    offset += length
  }
  const isHu = description.summary.modality === 'CT'
  return { element, slots, totalLength: offset, modalityApplied: target === 'volume', fill: target === 'volume' && isHu ? AIR_HU : 0, unshearing, geometry }
}

/** Only a stack with one frame a slice has a grid that the buffer can follow. */
function volumeOf(description: SeriesDescription): VolumeGeometry | null {
  const { volume } = description.summary
  return volume !== null && volume.dimensions[2] === description.frames.length ? volume : null
}

function storedElement(image: ImageDescription): ElementKind {
  if (isColour(image)) return 'uint8'
  const { bitsAllocated, signed } = image.pixel
  if (bitsAllocated <= 8) return signed ? 'int16' : 'uint8'
  if (bitsAllocated <= 16) return signed ? 'int16' : 'uint16'
  return 'float32'
}

/**
 * Whole-number Hounsfield units fit 16 bits: sums beyond them are padding or metal far above every window, and
 * saturate. Everything else that a slope or a table makes is kept as float.
 */
function volumeElement(image: ImageDescription): ElementKind {
  if (image.pixel.bitsAllocated > 16) return 'float32'
  const luts = image.modalityLutFrames ?? [image.modalityLut]
  if (luts.every((lut) => lut === null)) return storedElement(image)
  return luts.every((lut) => lut?.kind === 'linear' && lut.slope === 1 && Number.isInteger(lut.intercept)) ? 'int16' : 'float32'
}
