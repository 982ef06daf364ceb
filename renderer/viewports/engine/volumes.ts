import { cache, getRenderingCapabilities, ImageVolume, type Types } from '@cornerstonejs/core'
import type { VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import { dataTypeOf, imageOf } from './frameImages.ts'

export type VoxelArray = Int16Array | Uint16Array | Uint8Array | Float32Array
export type HeldVolume = {
  readonly volumeId: string
  readonly geometry: VolumeGeometry
  readonly voxels: VoxelArray
  /** Per slice 1 once its voxels are there; slices that cannot be read stay 0. */
  readonly present: Uint8Array
  isComplete(): boolean
  /** The slice has its voxels now; a texture takes them at the next drawing. */
  sliceArrived(slice: number): void
  /** Gives the volume to cornerstone, at the first view that it draws, and answers the id it has there. */
  onGraphicsCard(): string
  release(): void
}

/** A volume whose voxels lie in our buffer, for views of either kind. The grid must be upright: a sheared stack is resampled before. */
export function holdVolume(volumeId: string, geometry: VolumeGeometry, voxels: VoxelArray): HeldVolume {
  const present = new Uint8Array(geometry.dimensions[2])
  const now: { graphics: GraphicsVolume | null; arrived: number } = { graphics: null, arrived: 0 }
  return {
    volumeId, geometry, voxels, present,
    isComplete: () => now.arrived === present.length,
    sliceArrived(slice) {
      if (present[slice] === 0) now.arrived += 1
      present[slice] = 1
      now.graphics?.upload(slice)
    },
    onGraphicsCard() {
      if (now.graphics === null) {
        const made = makeGraphicsVolume(volumeId, geometry, voxels)
        now.graphics = made
        present.forEach((isThere, slice) => { if (isThere === 1) made.upload(slice) })
      }
      return volumeId
    },
    release() { now.graphics?.remove() },
  }
}

type GraphicsVolume = { upload(slice: number): void; remove(): void }

/**
 * Where the graphics card cannot interpolate 16-bit textures, the voxels lie on it as floats. vtk.js then converts every
 * slice element by element; one scratch slice does it five times faster.
 */
function needsFloats(voxels: VoxelArray): boolean {
  const { norm16, norm16Linear } = getRenderingCapabilities()
  return voxels.BYTES_PER_ELEMENT === 2 && !(norm16 && norm16Linear)
}

/** cornerstone's volume: one image per slice that has come, each a view on our buffer, no copy. */
function makeGraphicsVolume(volumeId: string, geometry: VolumeGeometry, voxels: VoxelArray): GraphicsVolume {
  const [columns, rows, slices] = geometry.dimensions
  const imageIds = Array.from({ length: slices }, (_, slice) => `axis:volume/${volumeId}/${String(slice)}`)
  const asFloats = needsFloats(voxels) ? new Float32Array(columns * rows) : null
  const sliceImage = (imageId: string, slice: number): Types.IImage => {
    const pixels = voxels.subarray(slice * columns * rows, (slice + 1) * columns * rows)
    const image = imageOf(imageId, pixels, { columns, rows, samples: 1, columnSize: geometry.spacingMm[0], rowSize: geometry.spacingMm[1] })
    if (asFloats !== null && image.voxelManager !== undefined) {
      image.voxelManager.getScalarData = () => {
        asFloats.set(pixels)
        return asFloats
      }
    }
    return image
  }
  const [ax, ay, az, bx, by, bz, cx, cy, cz] = geometry.directionLps
  const volume = new ImageVolume({
    volumeId, imageIds, dataType: dataTypeOf(asFloats ?? voxels),
    dimensions: [columns, rows, slices], spacing: [...geometry.spacingMm], origin: [...geometry.originLpsMm],
    direction: [ax, ay, az, bx, by, bz, cx, cy, cz],
    metadata: {
      BitsAllocated: voxels.BYTES_PER_ELEMENT * 8, BitsStored: voxels.BYTES_PER_ELEMENT * 8, HighBit: voxels.BYTES_PER_ELEMENT * 8 - 1, SamplesPerPixel: 1,
      PhotometricInterpretation: 'MONOCHROME2', PixelRepresentation: voxels instanceof Int16Array ? 1 : 0, Modality: 'CT', ImageOrientationPatient: [ax, ay, az, bx, by, bz],
      PixelSpacing: [geometry.spacingMm[1], geometry.spacingMm[0]], FrameOfReferenceUID: geometry.frameOfReferenceUid ?? volumeId, Columns: columns, Rows: rows, voiLut: [], VOILUTFunction: 'LINEAR',
    },
  })
  cache.putVolumeSync(volumeId, volume)
  return {
    upload(slice) {
      const imageId = imageIds[slice]
      if (imageId === undefined) throw new Error(`The volume has no slice ${String(slice)}.`)
      // Only what is in the cache goes to the graphics card, so slices that have not come cost no upload.
      if (cache.getImageLoadObject(imageId) === undefined) cache.putImageSync(imageId, sliceImage(imageId, slice))
      volume.vtkOpenGLTexture.setUpdatedFrame(slice)
      volume.imageData?.modified()
    },
    remove() {
      // First the volume: it visits its images while it goes.
      cache.removeVolumeLoadObject(volumeId)
      for (const imageId of imageIds) if (cache.getImageLoadObject(imageId) !== undefined) cache.removeImageLoadObject(imageId)
    },
  }
}
