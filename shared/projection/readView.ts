import { spacingOfFrame } from '#shared/calibration/spacingOfFrame.ts'
import type { DetectorPart, ImageDescription, ProjectionSpacing, RoomPosition } from '#shared/dicom/imageDescription.ts'
import { err, type Fault } from '#shared/result.ts'
import { isCArmAngle, LARGEST_ANGLE_DEG } from './consoleAngles.ts'
import { anglesFromRoom, roomOfFrame, tableOf, type TableReading } from './roomGeometry.ts'

/** How one frame was projected, as far as an image tells it; the isocentre is the origin. */
export type ViewGeometry = {
  readonly primaryDeg: number
  readonly secondaryDeg: number
  readonly sidMm: number
  readonly sodMm: number
  readonly columns: number
  readonly rows: number
  /** At the detector. */
  readonly columnSpacingMm: number
  readonly rowSpacingMm: number
}

export type GeometryGap = Fault<
  | 'ANGLES_NOT_STATED' | 'ANGLE_OUT_OF_RANGE' | 'ANGLES_CONTRADICT' | 'DISTANCES_NOT_STATED' | 'DISTANCES_IMPOSSIBLE' | 'DISTANCES_CONTRADICT'
  | 'PIXEL_NOT_STATED' | 'FIELD_CONTRADICTS' | 'FIELD_OFF_CENTRE' | 'PICTURE_TURNED'>

/** What a header says about one frame. A value that is absent or cannot be is null, and a gap says why. */
export type ViewReading = {
  readonly primaryDeg: number | null
  readonly secondaryDeg: number | null
  readonly sidMm: number | null
  readonly sodMm: number | null
  /** At the isocentre: SID / SOD. */
  readonly magnification: number | null
  /** Of enhanced objects that say it: where the table stood. */
  readonly table: TableReading | null
  readonly gaps: readonly GeometryGap[]
  /** Stated by the header, and not used: a gap says why. */
  readonly unusable: readonly ('primary' | 'secondary' | 'sid' | 'sod')[]
  /** Null unless everything that it takes is there. */
  readonly geometry: ViewGeometry | null
}

type Angle = 'primary' | 'secondary'
type Read = { readonly value: number | null; readonly gap: GeometryGap | null }
const gap = (code: GeometryGap['code'], message: string): GeometryGap => err(code, message).error

/** C-arms stand between 0.5 m (mini) and 1.5 m; what lies far beyond is centimetres or metres in the wrong field. */
const LEAST_SID_MM = 300
const LARGEST_SID_MM = 2500
/** As in the classifier of pixel sizes: rounding of writers, not more. */
const SAME_MAGNIFICATION = 0.02
/** Two sets of angles of one C-arm, each rounded to whole degrees. */
const SAME_ANGLE_DEG = 1
/** A detector that is turned in its plane turns the picture with it, whatever is written of the picture. */
const UNTURNED_DEG = 0.2
/** A field of view may be masked smaller than its picture, or be written in whole millimetres; half or twice as large is a binned pixel. */
const LEAST_FIELD = 0.6
const LARGEST_FIELD = 1.05

/**
 * How one frame was projected, from its header alone. Nothing is filled in: absent means absent.
 *
 * @frame   angles in the patient's own frame as PS3.3 defines them; of a C-arm that was told the wrong table side they are
 *          the console's (consoleAngles.ts)
 * @units   degrees (+ LAO, + cranial), mm
 * @source  Positioner Primary and Secondary Angle with their increments, Positioner Motion, Distance Source to Detector and to
 *          Patient, Estimated Radiographic Magnification Factor, Imager Pixel Spacing, Field of View attributes;
 *          PS3.3 C.8.7.5, C.8.7.3, C.8.19.6; Positioner Isocenter angles and table position, C.8.19.6.13
 * @limits  `frameInRun` counts from 0 in its image object; the central ray is taken to meet the middle of the picture
 */
export function readView(image: ImageDescription, frameInRun: number): ViewReading {
  const projection = spacingOfFrame(image, frameInRun + 1)
  const room = roomOfFrame(image, frameInRun)
  const inRoom = room === null ? null : anglesFromRoom(room, image.patientPosition)
  const primary = angleOf(image, 'primary', frameInRun, inRoom?.primaryDeg ?? null)
  const secondary = angleOf(image, 'secondary', frameInRun, inRoom?.secondaryDeg ?? null)
  const distances = distancesOf(projection)
  const pixel = pixelOf(image, projection)
  const turned = turnedGap(image.detectorPart ?? null) ?? turnedDetectorGap(room)
  const gaps = [...new Map([primary.gap, secondary.gap, distances.gap, pixel.gap, turned].flatMap((each) => (each === null ? [] : [[each.message, each] as const]))).values()]
  const { sidMm, sodMm } = distances
  const { positioner } = image
  const stated = { primary: [positioner?.primaryDeg ?? inRoom?.primaryDeg, primary.value], secondary: [positioner?.secondaryDeg ?? inRoom?.secondaryDeg, secondary.value], sid: [projection?.sourceToDetectorMm, sidMm], sod: [projection?.sourceToIsocentreMm, sodMm] } as const
  const isComplete = gaps.length === 0 && primary.value !== null && secondary.value !== null && sidMm !== null && sodMm !== null && pixel.spacing !== null
  return {
    primaryDeg: primary.value, secondaryDeg: secondary.value, sidMm, sodMm, gaps, table: tableOf(room, image.patientPosition),
    unusable: (['primary', 'secondary', 'sid', 'sod'] as const).filter((name) => (stated[name][0] ?? null) !== null && stated[name][1] === null),
    magnification: sidMm === null || sodMm === null ? null : sidMm / sodMm,
    geometry: isComplete
      ? { primaryDeg: primary.value, secondaryDeg: secondary.value, sidMm, sodMm, columns: image.columns, rows: image.rows, columnSpacingMm: pixel.spacing[1], rowSpacingMm: pixel.spacing[0] }
      : null,
  }
}

function angleOf(image: ImageDescription, angle: Angle, frameInRun: number, inRoomDeg: number | null): Read {
  const stated = statedAngle(image, angle, frameInRun)
  if (stated === null) return inRoomDeg === null ? { value: null, gap: gap('ANGLES_NOT_STATED', 'The header does not state both angles of the C-arm.') } : ofRoomAlone(angle, inRoomDeg)
  if (stated === 'unsaid') return { value: null, gap: gap('ANGLES_CONTRADICT', 'The C-arm moved during this run, and the header does not say by how much at each frame.') }
  const read = inRange(angle, stated)
  // Of the secondary angle in the room only its size is told here, see `ofRoomAlone`.
  const isSame = inRoomDeg === null || apartDeg(stated, inRoomDeg) <= SAME_ANGLE_DEG || (angle === 'secondary' && apartDeg(stated, -inRoomDeg) <= SAME_ANGLE_DEG)
  if (read.value === null || isSame) return read
  return { value: null, gap: gap('ANGLES_CONTRADICT', `The header contradicts itself: a ${angle} angle of ${rounded(stated)}° in the patient and of ${rounded(inRoomDeg)}° from the room and how the patient lies.`) }
}

/** In the patient, as PS3.3 C.8.7.5 defines them; null = not stated, 'unsaid' = it moved and this frame's is left open. */
function statedAngle({ positioner, frames }: ImageDescription, angle: Angle, frameInRun: number): number | 'unsaid' | null {
  const first = positioner?.[angle === 'primary' ? 'primaryDeg' : 'secondaryDeg'] ?? null
  if (first === null || positioner === null) return null
  const steps = positioner[angle === 'primary' ? 'primaryIncrementsDeg' : 'secondaryIncrementsDeg']
  // One of the two may have stood still: its steps are then left out.
  const isUnsaid = positioner.motion === 'DYNAMIC' && positioner.primaryIncrementsDeg === null && positioner.secondaryIncrementsDeg === null && frames > 1 && frameInRun > 0
  const moved = isUnsaid ? null : movedBy(steps, positioner.motion ?? null, frames, frameInRun)
  return moved === null ? 'unsaid' : first + moved
}

const inRange = (angle: Angle, degrees: number): Read => (isCArmAngle(angle, degrees)
  ? { value: degrees, gap: null }
  : { value: null, gap: gap('ANGLE_OUT_OF_RANGE', `The header states a ${angle} angle of ${rounded(degrees)}°. DICOM allows −${String(LARGEST_ANGLE_DEG[angle])} to ${String(LARGEST_ANGLE_DEG[angle])}°, so it is not used.`) })
/** In the room a secondary angle may go over the top, PS3.3 C.8.19.6.13.1.2; the picture then stands on its head. */
const inRangeOfRoom = (angle: Angle, degrees: number): Read => (isCArmAngle(angle, degrees)
  ? { value: degrees, gap: null }
  : { value: null, gap: gap('ANGLE_OUT_OF_RANGE', `The header states a ${angle} angle of ${rounded(degrees)}° in the room. How the picture then lies is not known, so it is not used.`) })
/**
 * The beam in the room is the axis from the isocentre to the SOURCE, and its secondary angle is told towards +Z: whether a
 * positive one has the detector at the head or at the feet is not settled by that text, so a tilt needs the patient's own angle.
 * The primary one is named by its turn, from -Y to +X, which is that of the detector. PS3.3 C.8.19.6.13.1.2
 */
function ofRoomAlone(angle: Angle, degrees: number): Read {
  const read = inRangeOfRoom(angle, degrees)
  if (read.value === null || angle === 'primary' || Math.abs(degrees) <= UNTURNED_DEG) return read
  return { value: null, gap: gap('ANGLES_NOT_STATED', `The header tilts the C-arm by ${rounded(Math.abs(degrees))}° in the room, and does not say whether towards the head or the feet of the patient. It is not used.`) }
}
const rounded = (degrees: number): string => String(Math.round(degrees * 10) / 10)
const apartDeg = (a: number, b: number): number => Math.min(Math.abs(a - b) % 360, 360 - (Math.abs(a - b) % 360))

/** By how much the C-arm has turned since the first frame; null where the header leaves it open or contradicts itself. */
function movedBy(steps: readonly number[] | null, motion: 'STATIC' | 'DYNAMIC' | null, frames: number, frame: number): number | null {
  const isStill = steps === null || steps.every((step) => step === 0)
  if (isStill) return 0
  if (motion === 'STATIC' || steps.some((step) => !Number.isFinite(step))) return null
  const [only] = steps
  if (steps.length === 1 && only !== undefined) return only * frame
  // One step for each frame begins with the first frame's own, which is none; or the steps between the frames.
  if (steps.length === frames && only === 0) return steps.slice(0, frame + 1).reduce((sum, step) => sum + step, 0)
  return steps.length === frames - 1 ? steps.slice(0, frame).reduce((sum, step) => sum + step, 0) : null
}

type Distances = { readonly sidMm: number | null; readonly sodMm: number | null; readonly gap: GeometryGap | null }

function distancesOf(projection: ProjectionSpacing | null): Distances {
  const sidMm = projection?.sourceToDetectorMm ?? null
  const sodMm = projection?.sourceToIsocentreMm ?? null
  if (sidMm !== null && !(sidMm >= LEAST_SID_MM && sidMm <= LARGEST_SID_MM)) return { sidMm: null, sodMm: sodMm !== null && sodMm > 0 ? sodMm : null, gap: gap('DISTANCES_IMPOSSIBLE', `The header states ${String(sidMm)} mm from the X-ray source to the detector, which no C-arm has. It is not used.`) }
  if (sodMm !== null && !(sodMm > 0 && (sidMm === null || sodMm < sidMm))) return { sidMm, sodMm: null, gap: gap('DISTANCES_IMPOSSIBLE', `The header states ${String(sodMm)} mm from the X-ray source to the isocentre, which does not lie before the detector. It is not used.`) }
  if (sidMm === null || sodMm === null) return { sidMm, sodMm, gap: gap('DISTANCES_NOT_STATED', 'The header does not state how far the X-ray source is from the detector and from the isocentre.') }
  const stated = projection?.magnificationFactor ?? null
  if (stated !== null && stated > 0 && Math.abs(stated / (sidMm / sodMm) - 1) > SAME_MAGNIFICATION) {
    return { sidMm, sodMm, gap: gap('DISTANCES_CONTRADICT', 'The header contradicts itself: its magnification is not that of its distances.') }
  }
  return { sidMm, sodMm, gap: null }
}

function pixelOf({ rows, columns }: ImageDescription, projection: ProjectionSpacing | null): { readonly spacing: readonly [rowMm: number, columnMm: number] | null; readonly gap: GeometryGap | null } {
  const spacing = projection?.imagerPixelSpacingMm ?? null
  if (spacing === null || !spacing.every((value) => Number.isFinite(value) && value > 0)) return { spacing: null, gap: gap('PIXEL_NOT_STATED', 'The header does not state how large a pixel is at the detector.') }
  const picture = [rows * spacing[0], columns * spacing[1]] as const
  const [height, width = height] = projection?.fieldOfViewMm ?? []
  if (height !== undefined && width !== undefined && height > 0 && width > 0 && !(fits(height, picture[0]) && fits(width, picture[1]))) {
    return { spacing: null, gap: gap('FIELD_CONTRADICTS', `The header contradicts itself: a field of ${String(Math.round(width))} × ${String(Math.round(height))} mm does not go with a picture of ${String(Math.round(picture[1]))} × ${String(Math.round(picture[0]))} mm. Its pixels may have been binned.`) }
  }
  return { spacing, gap: null }
}

const fits = (field: number, picture: number): boolean => field >= LEAST_FIELD * picture && field <= LARGEST_FIELD * picture

function turnedGap(field: DetectorPart | null): GeometryGap | null {
  if (field === null) return null
  if (field.horizontalFlip === true || (field.rotationDeg !== null && field.rotationDeg % 360 !== 0)) return gap('PICTURE_TURNED', 'The header says that the picture was mirrored or turned after it was taken. Which way it lay before is not stated.')
  if (field.originPx !== null && field.originPx.some((offset) => offset !== 0)) return gap('FIELD_OFF_CENTRE', 'The picture is a part of the detector. Where the central ray falls on it is not stated.')
  return null
}

function turnedDetectorGap(room: RoomPosition | null): GeometryGap | null {
  const degrees = room?.detectorRotationDeg ?? null
  return degrees === null || apartDeg(degrees, 0) <= UNTURNED_DEG ? null
    : gap('PICTURE_TURNED', `The header says that the detector was turned by ${rounded(degrees)}° in its plane. The picture’s rows then do not run across the patient.`)
}
