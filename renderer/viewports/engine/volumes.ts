import { cache, ImageVolume } from '@cornerstonejs/core'
import type { VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import { dataTypeOf, imageOf } from './frameImages.ts'

export type VoxelArray = Int16Array | Uint16Array | Uint8Array | Float32Array
export type HeldVolume = {
  readonly volumeId: string
  /** The slice has its voxels now; the texture takes them at the next drawing. */
  sliceArrived(slice: number): void
  release(): void
}

/**
 * Gives cornerstone a volume whose voxels lie in our buffer: one image per slice, each a view on the buffer, no copy.
 * The grid must be upright; a sheared stack is resampled before it comes here.
 */
export function holdVolume(volumeId: string, geometry: VolumeGeometry, voxels: VoxelArray): HeldVolume {
  const [columns, rows, slices] = geometry.dimensions
  const imageIds = Array.from({ length: slices }, (_, slice) => `axis:volume/${volumeId}/${String(slice)}`)
  imageIds.forEach((imageId, slice) => {
    const pixels = voxels.subarray(slice * columns * rows, (slice + 1) * columns * rows)
    cache.putImageSync(imageId, imageOf(imageId, pixels, { columns, rows, samples: 1, columnSize: geometry.spacingMm[0], rowSize: geometry.spacingMm[1] }))
  })
  const [ax, ay, az, bx, by, bz, cx, cy, cz] = geometry.directionLps
  const volume = new ImageVolume({
    volumeId, imageIds, dataType: dataTypeOf(voxels),
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
    volumeId,
    sliceArrived(slice) {
      volume.vtkOpenGLTexture.setUpdatedFrame(slice)
      volume.imageData?.modified()
    },
    release() {
      // First the volume: it visits its images while it goes.
      cache.removeVolumeLoadObject(volumeId)
      for (const imageId of imageIds) if (cache.getImageLoadObject(imageId) !== undefined) cache.removeImageLoadObject(imageId)
    },
  }
}
