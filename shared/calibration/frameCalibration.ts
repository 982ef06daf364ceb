import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { Result } from '#shared/result.ts'
import { UNKNOWN_DEPTH_MM } from './errorBand.ts'
import { pixelAspect } from './pixelAspect.ts'
import { classifyPixelSpacing, type PixelCalibration } from './pixelSpacing.ts'
import { isSameDirection, matchGeometry, runGeometryOf, type RunGeometry } from './runGeometry.ts'
import { spacingOfFrame } from './spacingOfFrame.ts'
import { positive } from './spacingRemarks.ts'
import type { CalibrationMethod, StatedCalibration } from './statedCalibration.ts'
import { sizeOfStated, statedMm, type StatedSize, type StatedSizeFault } from './statedSize.ts'
import { tableMovedMm } from './tableStand.ts'

/** Which of the operator's calibrations a frame goes by, and as what. */
export type Holding = { readonly calibration: StatedCalibration; readonly as: 'ownRun' | 'sibling' | 'named' }
export type FramePixel = PixelCalibration & { readonly stated: { readonly calibrationId: string; readonly as: Holding['as'] } | null }

/**
 * A slice of a volume, whose millimetres come from its place in the patient.
 *
 * @frame   a frame of the series, counted from 0
 * @source  PS3.3 C.7.6.2 Image Plane; a projection may carry a position, which says nothing about its pixels
 */
export function isSlice(series: SeriesDescription, frame: number): boolean {
  const described = series.frames[frame]
  const image = described === undefined ? undefined : series.images[described.image]
  return image !== undefined && (series.summary.kind === 'volume' || ((described?.plane ?? null) !== null && !isProjectionClass(image.sopClassUid)))
}
const isProjectionClass = (sopClassUid: string): boolean => /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(1|1\..*|12\..*|6\.1|3|3\.1)$/.test(sopClassUid)

/**
 * What the header alone says of a frame.
 *
 * @frame   a frame of the series, counted from 0
 * @units   mm a pixel
 * @source  see `classifyPixelSpacing`
 */
export function calibrationOfHeader(series: SeriesDescription, frame: number): PixelCalibration {
  const place = imageOf(series, frame)
  return classifyPixelSpacing(place === null ? null : spacingOfFrame(place.image, place.frameNumber), place?.image.positioner ?? null)
}

function imageOf(series: SeriesDescription, frame: number): { readonly image: ImageDescription; readonly frameNumber: number } | null {
  const described = series.frames[frame]
  const image = described === undefined ? undefined : series.images[described.image]
  return described === undefined || image === undefined ? null : { image, frameNumber: described.frameNumber }
}

const runOf = (series: SeriesDescription, frame: number): number => series.runs.findIndex(({ firstFrame, frames }) => frame >= firstFrame && frame < firstFrame + frames)

/**
 * The calibration by which a frame goes: one of its own run, else one of a run of the same geometry, or one that the operator said
 * holds here too; of several the newest.
 *
 * @frame   a frame of the series, counted from 0
 * @source  a size holds as long as tube, table and detector stand as they stood: `matchGeometry`
 */
export function holdingCalibration(series: SeriesDescription, frame: number, stated: readonly StatedCalibration[]): Holding | null {
  const geometry = runGeometryOf(series, frame)
  const run = runOf(series, frame)
  if (geometry === null || run === -1) return null
  const held = stated.flatMap((calibration): Holding[] => {
    const as = holdsAs(calibration, series.summary.seriesUid, run, geometry)
    return as === null ? [] : [{ calibration, as }]
  })
  const rank = ({ as, calibration }: Holding): string => `${as === 'ownRun' ? '1' : '0'} ${calibration.atIso}`
  return held.toSorted((a, b) => (rank(a) < rank(b) ? 1 : -1))[0] ?? null
}

/** Of its own run a frame may still differ: the C-arm moved during it. */
function holdsAs(calibration: StatedCalibration, seriesUid: string, run: number, geometry: RunGeometry): Holding['as'] | null {
  const match = matchGeometry(calibration.geometry, geometry)
  if (match.kind === 'different') return null
  if (calibration.seriesUid === seriesUid && calibration.run === run) return 'ownRun'
  if (match.kind === 'same') return 'sibling'
  return calibration.alsoRuns.some((also) => also.seriesUid === seriesUid && also.run === run) ? 'named' : null
}

/**
 * What a pixel of a frame is worth: by the operator's calibration where one holds, else by the header.
 *
 * @frame   a frame of the series, counted from 0; rows and columns of its image
 * @units   mm a pixel; percent of a length
 * @source  domain rules of `classifyPixelSpacing` and `sizeOfStated`
 */
export function calibrationOfFrame(series: SeriesDescription, frame: number, stated: readonly StatedCalibration[]): FramePixel {
  const header = calibrationOfHeader(series, frame)
  const holding = holdingCalibration(series, frame, stated)
  const geometry = runGeometryOf(series, frame)
  if (holding === null || geometry === null) return { ...header, stated: null }
  const { calibration, as } = holding
  const doubt = doubtOfDepth(series, frame, holding, geometry)
  const size = sizeFor(series, frame, calibration.method, doubt === null ? calibration.offJointMm : widened(calibration.offJointMm))
  if (!size.ok) return { ...header, stated: null }
  const { rowSpacingMm, columnSpacingMm, errorPercent, errorNote } = size.value
  return {
    basis: 'calibrated', rowSpacingMm, columnSpacingMm, errorPercent, errorNote, from: 'stated', regionsPx: null,
    note: [statedWords(calibration, as), ...(doubt === null ? [] : [`${doubt}: how far the joint lies from the calibrated depth is not known.`])].join(' '),
    stated: { calibrationId: calibration.calibrationId, as },
  }
}

/** Why the joint may lie at another depth here than where it was calibrated; null where it cannot. */
function doubtOfDepth(series: SeriesDescription, frame: number, { calibration, as }: Holding, geometry: RunGeometry): string | null {
  const isTurned = as === 'ownRun' ? turnedSince(series, calibration.frame, frame) : isSameDirection(calibration.geometry, geometry) !== true
  if (isTurned) return 'The C-arm looks from another side here, or does not say from where'
  return as !== 'ownRun' && tableMovedMm(calibration.geometry.table, geometry.table) === null ? 'The header does not say whether the table stood as near to the tube here' : null
}

/** Within one run a C-arm that says nothing of a turn has not turned. */
function turnedSince(series: SeriesDescription, from: number, frame: number): boolean {
  const [before, now] = [runGeometryOf(series, from), runGeometryOf(series, frame)]
  if (from === frame || before === null || now === null) return false
  const isSame = isSameDirection(before, now)
  if (isSame !== null) return !isSame
  return imageOf(series, frame)?.image.positioner?.motion === 'DYNAMIC' || before.primaryDeg !== now.primaryDeg || before.secondaryDeg !== now.secondaryDeg
}

const widened = (offJointMm: number | null): number | null => (offJointMm === null ? null : Math.max(offJointMm, UNKNOWN_DEPTH_MM))

/**
 * What a pixel of this frame would be worth by these marks: for a calibration that is about to be stated.
 *
 * @frame   a frame of the series, counted from 0; marks in pixels of its image
 * @units   mm a pixel; percent
 * @source  see `sizeOfStated`
 */
export function sizeFor(series: SeriesDescription, frame: number, method: CalibrationMethod, offJointMm: number | null): Result<StatedSize, StatedSizeFault> {
  const place = imageOf(series, frame)
  const spacing = place === null ? null : spacingOfFrame(place.image, place.frameNumber)
  const sid = positive(spacing?.sourceToDetectorMm)
  const imager = positive(spacing?.imagerPixelSpacingMm?.[1])
  return sizeOfStated(method, {
    aspect: pixelAspect(spacing), offJointMm,
    sourceToJointMm: (columnSpacingMm) => {
      const along = sid === null || imager === null ? null : (sid * columnSpacingMm) / imager
      return along !== null && sid !== null && along < sid ? along : positive(spacing?.sourceToIsocentreMm)
    },
  })
}

/**
 * What a calibration was made on, in words for the screen.
 *
 * @units   mm
 */
export function methodWords(method: CalibrationMethod): string {
  const mm = statedMm(method)
  if (method.kind === 'marker') return `a marker of ${String(mm)} mm`
  if (method.kind === 'length') return `a length of ${String(mm)} mm`
  return `the width of a ${String(method.gauge)} G needle`
}

function statedWords(calibration: StatedCalibration, as: Holding['as']): string {
  const on = `Calibrated on ${methodWords(calibration.method)} by ${calibration.by === '' ? 'the operator' : calibration.by}`
  if (as === 'ownRun') return `${on}.`
  return as === 'sibling' ? `${on}, on another run of the same geometry.` : `${on}, on another run; the operator said that tube and detector stood as far apart here.`
}

/**
 * Whether the size that was stated can be true beside what the header says; null where nothing speaks against it.
 *
 * @units   mm a pixel
 * @source  similar triangles: what lies between tube and detector is never smaller than its pixel at the detector
 */
export function contradiction(header: PixelCalibration, spacing: { readonly imagerPixelSpacingMm: readonly [number, number] | null } | null, size: StatedSize): string | null {
  const imager = positive(spacing?.imagerPixelSpacingMm?.[1])
  if (imager !== null && size.columnSpacingMm > imager) return `A pixel would be ${size.columnSpacingMm.toFixed(3)} mm, larger than the ${imager.toFixed(3)} mm of the detector, which cannot be. Check the size and the marks.`
  const expected = header.basis === 'detector' ? null : header.columnSpacingMm
  if (expected === null) return null
  // Of an error that nobody knows, nobody can say that two sizes differ by more.
  if (header.errorPercent === null || size.errorPercent === null) return null
  const apart = Math.abs(size.columnSpacingMm / expected - 1)
  const margin = (header.errorPercent + size.errorPercent) / 100
  return apart > margin ? `A pixel would be ${size.columnSpacingMm.toFixed(3)} mm; the header has ${expected.toFixed(3)} mm, and they differ by more than both errors. Check the size and the marks.` : null
}
