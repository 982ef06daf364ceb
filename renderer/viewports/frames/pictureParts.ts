import { pixelAspect } from '#shared/calibration/pixelAspect.ts'
import { spacingOfFrame } from '#shared/calibration/spacingOfFrame.ts'
import type { ImageDescription, OverlayPlane } from '#shared/dicom/imageDescription.ts'
import type { SeriesFrame } from '#shared/dicom/seriesDescription.ts'
import { worldToScreen, type ScreenPoint, type ViewCamera } from '../camera/viewCamera.ts'
import type { Mark, ShutterOpening } from '../overlay/displayList.ts'

/** Height of a row over the width of a column: 1 unless the header says that they differ. */
export function rowSize(image: ImageDescription, frame: SeriesFrame | undefined): number {
  const plane = frame?.plane
  if (plane !== null && plane !== undefined && plane.rowSpacingMm !== null && plane.columnSpacingMm !== null) return plane.rowSpacingMm / plane.columnSpacingMm
  return pixelAspect(spacingOfFrame(image, frame?.frameNumber ?? 1))
}

/** Where an image point (fractions of pixels, (0, 0) the centre of the first) is drawn. */
export const imageToScreen = (camera: ViewCamera, aspect: number, column: number, row: number): ScreenPoint => worldToScreen(camera, [column, row * aspect, 0])

/**
 * What the display shutters leave open, on the screen. Several shapes cut one after the other.
 *
 * @source PS3.3 C.7.6.11: edges and vertices are [row, column] of pixels counted from 1; the edge pixels stay visible
 */
export function shutterMarks(image: ImageDescription, camera: ViewCamera, aspect: number): readonly Mark[] {
  const { shutter } = image
  if (shutter === null) return []
  const at = (row: number, column: number): ScreenPoint => imageToScreen(camera, aspect, column - 1, row - 1)
  const openings: ShutterOpening[] = []
  if (shutter.rectangle !== null) {
    const { left, right, upper, lower } = shutter.rectangle
    openings.push({ kind: 'polygon', points: [at(upper - 0.5, left - 0.5), at(upper - 0.5, right + 0.5), at(lower + 0.5, right + 0.5), at(lower + 0.5, left - 0.5)] })
  }
  if (shutter.circle !== null) {
    const { centreRow, centreColumn, radius } = shutter.circle
    const centre = at(centreRow, centreColumn)
    // A turned picture has its columns along the other axis of the screen.
    const ends = [at(centreRow, centreColumn + radius), at(centreRow + radius, centreColumn)]
    const reach = (axis: 0 | 1): number => Math.max(...ends.map(end => Math.abs(end[axis] - centre[axis])))
    openings.push({ kind: 'circle', centre, radiusPx: reach(0), radiusYPx: reach(1) })
  }
  if (shutter.polygon !== null && shutter.polygon.length > 2) openings.push({ kind: 'polygon', points: shutter.polygon.map(([row, column]) => at(row, column)) })
  return openings.length === 0 ? [] : [{ kind: 'shutter', openings }]
}

/**
 * Which frame of an overlay plane belongs to a frame of its image; null when none does.
 *
 * @source PS3.3 C.9.3 Multi-frame Overlay: Image Frame Origin (60xx,0051) is the image frame of the first overlay frame
 */
export function overlayFrame(overlay: OverlayPlane, frameNumber: number): number | null {
  if (overlay.frames === 1) return 0
  const frame = frameNumber - overlay.firstFrame
  return frame >= 0 && frame < overlay.frames ? frame : null
}

export type OverlayPicture = { readonly overlay: OverlayPlane; readonly bits: CanvasImageSource }

/** Overlay planes of the header, over the picture. */
export function overlayMarks(pictures: readonly OverlayPicture[], camera: ViewCamera, aspect: number): readonly Mark[] {
  return pictures.map(({ overlay, bits }): Mark => {
    const [row, column] = overlay.origin
    const at = (columns: number, rows: number): ScreenPoint => imageToScreen(camera, aspect, column - 1.5 + columns, row - 1.5 + rows)
    return { kind: 'bitmap', image: bits, columns: overlay.columns, rows: overlay.rows, start: at(0, 0), acrossEnd: at(overlay.columns, 0), downEnd: at(0, overlay.rows) }
  })
}
