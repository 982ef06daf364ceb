import { Enums, imageLoader, utilities, type Types } from '@cornerstonejs/core'

/**
 * Images as cornerstone wants them, made of pixels that are already looked up: eight bits a sample, 0 = black. It does no
 * windowing, no calibration and no orientation; those are ours, and its default guesses for projections stay unused.
 */
export type ShownImage = {
  readonly columns: number
  readonly rows: number
  /** 1 = grey, 3 = red, green, blue beside each other. */
  readonly samples: 1 | 3
  readonly pixels: Uint8Array
  /** Width of a column and height of a row in world units: square pixels have 1 and 1. */
  readonly columnSize: number
  readonly rowSize: number
}

const SCHEME = 'axis'
const shown = new Map<string, Types.IImage>()
const sizes = new Map<string, ShownImage>()

export const newFrameImageId = (viewId: string): string => `${SCHEME}:view/${viewId}/${crypto.randomUUID()}`

/** Makes the image that this view shows next. */
export function makeFrameImage(imageId: string, image: ShownImage): Types.IImage {
  sizes.set(imageId, image)
  const made = imageOf(imageId, image.pixels, image)
  shown.set(imageId, made)
  return made
}

export function forgetFrameImage(imageId: string): void {
  shown.delete(imageId)
  sizes.delete(imageId)
}

/** One image over pixels that stay where they are. */
export function imageOf(imageId: string, pixels: Types.PixelDataTypedArray, size: Pick<ShownImage, 'columns' | 'rows' | 'samples' | 'columnSize' | 'rowSize'>): Types.IImage {
  const { columns, rows, samples, columnSize, rowSize } = size
  const voxelManager = utilities.VoxelManager.createImageVoxelManager({ width: columns, height: rows, numberOfComponents: samples, scalarData: pixels, id: imageId })
  return {
    imageId, rows, columns, width: columns, height: rows, color: samples === 3, rgba: false, numberOfComponents: samples,
    slope: 1, intercept: 0, minPixelValue: 0, maxPixelValue: 255, windowCenter: 128, windowWidth: 256, voiLUTFunction: Enums.VOILUTFunctionType.LINEAR,
    columnPixelSpacing: columnSize, rowPixelSpacing: rowSize, invert: false, sizeInBytes: pixels.byteLength, dataType: dataTypeOf(pixels),
    getPixelData: () => pixels, getCanvas: () => document.createElement('canvas'), voxelManager,
  }
}

export function dataTypeOf(pixels: Types.PixelDataTypedArray): Types.PixelDataTypedArrayString {
  if (pixels instanceof Int16Array) return 'Int16Array'
  if (pixels instanceof Uint16Array) return 'Uint16Array'
  if (pixels instanceof Float32Array) return 'Float32Array'
  if (pixels instanceof Int8Array) return 'Int8Array'
  return 'Uint8Array'
}

export function registerFrameLoader(): void {
  imageLoader.registerImageLoader(SCHEME, imageId => {
    const image = shown.get(imageId)
    return { promise: image === undefined ? Promise.reject(new Error(`No image ${imageId}`)) : Promise.resolve({ ...image }) }
  })
}

/** Metadata of our own images; never read from a file by cornerstone. World coordinates are image columns and rows. */
export function frameMetadata(type: string, imageId: string): unknown {
  if (typeof imageId !== 'string' || !imageId.startsWith(`${SCHEME}:`)) return undefined
  const size = sizes.get(imageId)
  switch (type) {
    case 'imagePixelModule': return {
      samplesPerPixel: size?.samples ?? 1, photometricInterpretation: size?.samples === 3 ? 'RGB' : 'MONOCHROME2',
      rows: size?.rows, columns: size?.columns, bitsAllocated: 8, bitsStored: 8, highBit: 7, pixelRepresentation: 0,
    }
    case 'imagePlaneModule': return {
      rows: size?.rows, columns: size?.columns, rowCosines: [1, 0, 0], columnCosines: [0, 1, 0], imageOrientationPatient: [1, 0, 0, 0, 1, 0],
      imagePositionPatient: [0, 0, 0], rowPixelSpacing: size?.rowSize, columnPixelSpacing: size?.columnSize, pixelSpacing: [size?.rowSize, size?.columnSize],
    }
    case 'generalSeriesModule': return { modality: 'OT' }
    // A made-up window keeps cornerstone from scanning voxels for one; ours is set before anything is drawn.
    case 'voiLutModule': return { windowCenter: [128], windowWidth: [256] }
    default: return undefined
  }
}
