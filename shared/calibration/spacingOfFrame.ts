import type { ImageDescription, ProjectionSpacing } from '#shared/dicom/imageDescription.ts'

/**
 * What the header writes about the millimetres of one frame: its own where frames differ.
 *
 * @frame   frameNumber counts from 1 in its object
 * @source  PS3.3 C.7.6.16: functional groups of each frame
 */
export function spacingOfFrame(image: ImageDescription, frameNumber: number): ProjectionSpacing | null {
  const own = image.projectionFrames?.[frameNumber - 1]
  return own === undefined ? image.projection : own
}
