import type { PatientPoint, PatientVector, Point2 } from '#shared/geometry/frames.ts'
import { vectorCross, vectorDot, vectorLength, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { ImagePlane } from '#shared/dicom/imageDescription.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { SavedKeyImage } from './commonModules.ts'

type ImagePoint = Point2<'imageIndex'>
export type NotCarried = Fault<'NOT_CARRIED'>
export const notCarried = (why: string): { readonly ok: false; readonly error: NotCarried } => err('NOT_CARRIED', why)

/**
 * How a key image lies on the pixels of its source.
 *
 * @frame  imageIndex, (0, 0) the centre of the first pixel; corners are those of the view
 */
export type PictureStand = {
  readonly rotationDeg: 0 | 90 | 180 | 270
  readonly flipped: boolean
  readonly topLeft: ImagePoint
  readonly bottomRight: ImagePoint
  /** Where a point of the patient lies on the picture, and how far in front of it; null for a projection. */
  readonly place: ((point: PatientPoint) => { readonly at: ImagePoint; readonly distanceMm: number }) | null
}

/** A plane that is turned more than this against its slice shows pixels of several slices. */
const SAME_PLANE = Math.cos((0.1 * Math.PI) / 180)

/**
 * Where the picture of a key image lies on its source image, where it is a picture of that image alone.
 *
 * @frame   corners in imageIndex of the source
 * @units   pixels; rotation clockwise, before the flip
 * @source  PS3.3 C.10.6 Spatial Transformation; C.7.6.2 Image Plane
 */
export function pictureStand(image: SavedKeyImage): Result<PictureStand, NotCarried> {
  const { view, shownArea, source } = image
  if (view.kind === 'bone') return notCarried('It shows bone in three dimensions, which is no picture of one slice.')
  if (view.kind === 'needlePlane') return notCarried('It shows a plane along or across the path, which is no slice of the scan.')
  if (source === undefined || shownArea === undefined) return notCarried('It was saved before the app kept what a presentation state needs, or its images were out of reach then.')
  if (source.colour) return notCarried('Its source is a colour image.')
  if (view.kind === 'frame') {
    if (shownArea.kind !== 'frame') return notCarried('Where its corners lay was not kept.')
    return ok({ rotationDeg: view.rotationDeg, flipped: view.flippedHorizontally, topLeft: shownArea.topLeftPx, bottomRight: shownArea.bottomRightPx, place: null })
  }
  if (view.slabMm > 0) return notCarried('It shows a slab of several slices at once.')
  if (shownArea.kind !== 'plane' || source.plane === null) return notCarried('Where its slice lies in the patient was not stated.')
  return standOnSlice(source.plane, shownArea)
}

function standOnSlice(plane: ImagePlane, { topLeftLpsMm, topRightLpsMm, bottomLeftLpsMm }: { readonly topLeftLpsMm: PatientPoint; readonly topRightLpsMm: PatientPoint; readonly bottomLeftLpsMm: PatientPoint }): Result<PictureStand, NotCarried> {
  const place = placeOn(plane)
  if (place === null) return notCarried('Its slice has no pixel size.')
  const [across, downwards] = [vectorSubtract(topRightLpsMm, topLeftLpsMm), vectorSubtract(bottomLeftLpsMm, topLeftLpsMm)]
  const down = quarterOf(downwards, plane)
  const right = quarterOf(across, plane)
  if (down === null || right === null) return notCarried('Its plane is not a slice of the scan as it was acquired.')
  // Screen down along +row, +column, -row, -column of the image: turned clockwise by none, one, two, three quarters.
  const turn = ({ '+row': 0, '+column': 90, '-row': 180, '-column': 270 } as const)[down]
  const upright = ({ 0: '+column', 90: '-row', 180: '-column', 270: '+row' } as const)[turn]
  const [topLeft, topRight, bottomLeft] = [place(topLeftLpsMm).at, place(topRightLpsMm).at, place(bottomLeftLpsMm).at]
  return ok({
    rotationDeg: turn, flipped: right !== upright, place, topLeft,
    bottomRight: [topRight[0] + bottomLeft[0] - topLeft[0], topRight[1] + bottomLeft[1] - topLeft[1]],
  })
}

/**
 * Straight down onto a slice.
 *
 * @frame   in: patientLps; out: imageIndex of the slice
 * @units   pixels, and mm from the slice
 * @source  PS3.3 C.7.6.2.1.1, equation C.7.6.2.1-1 turned round
 */
export function placeOn(plane: ImagePlane): NonNullable<PictureStand['place']> | null {
  const { positionLpsMm, rowDirectionLps, columnDirectionLps, rowSpacingMm, columnSpacingMm } = plane
  if (rowSpacingMm === null || columnSpacingMm === null) return null
  const normal = vectorCross<'patientLps'>(rowDirectionLps, columnDirectionLps)
  return (point) => {
    const offset = vectorSubtract<'patientLps'>(point, positionLpsMm)
    return { at: [vectorDot<'patientLps'>(offset, rowDirectionLps) / columnSpacingMm, vectorDot<'patientLps'>(offset, columnDirectionLps) / rowSpacingMm], distanceMm: vectorDot(offset, normal) }
  }
}

type Quarter = '+row' | '-row' | '+column' | '-column'

/** Along which axis of the image a direction runs; null where it runs along none. */
function quarterOf(vector: PatientVector, { rowDirectionLps, columnDirectionLps }: ImagePlane): Quarter | null {
  const length = vectorLength(vector)
  const column = vectorDot<'patientLps'>(vector, rowDirectionLps) / length
  const row = vectorDot<'patientLps'>(vector, columnDirectionLps) / length
  if (Math.abs(column) >= SAME_PLANE) return column > 0 ? '+column' : '-column'
  if (Math.abs(row) >= SAME_PLANE) return row > 0 ? '+row' : '-row'
  return null
}
