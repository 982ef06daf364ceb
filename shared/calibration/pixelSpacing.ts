import type { ImageDescription, ProjectionSpacing, UltrasoundRegion } from '#shared/dicom/imageDescription.ts'
import { depthBand, joinBands, UNKNOWN_DEPTH_MM, type ErrorBand } from './errorBand.ts'
import { listRemarks, positive, usablePair, type Spacing } from './spacingRemarks.ts'

export type PixelCalibration = ErrorBand & {
  readonly basis: 'calibrated' | 'isocentre' | 'detector' | 'unknown'
  readonly rowSpacingMm: number | null
  readonly columnSpacingMm: number | null
  readonly note: string
  /** What it was taken from. */
  readonly from: 'objectPixelSpacing' | 'pixelSpacing' | 'imagerPixelSpacing' | 'scannedPixelSpacing' | 'ultrasoundRegion' | 'stated' | 'none'
  /** Where on the image it holds, edges included; null = everywhere. */
  readonly regionsPx: readonly Pick<UltrasoundRegion, 'left' | 'top' | 'right' | 'bottom'>[] | null
}

/** Two scales of one scanner: DS has up to 16 characters, many write 4 digits. */
const SAME_SCALE = 1e-4
/** A calibration that is named as one: three decimals, as many write, are off by 0.4 % at a pixel of 0.13 mm. */
const SAME_SPACING = 0.005
/** Stated and computed magnification may differ by rounding, not by more; and no patient is magnified by so little. */
const SAME_MAGNIFICATION = 0.02
/** A patient does not fit between the tube and a plane that is magnified more than this. */
const LARGEST_MAGNIFICATION = 4
/** PS3.3 C.8.19.6.9.2: beyond this beam angle the calculation over the table is not exact. */
const LARGEST_BEAM_DEG = 60

const noBand: ErrorBand = { errorPercent: null, errorNote: '' }
const unknown = (notes: readonly string[]): PixelCalibration =>
  ({ basis: 'unknown', rowSpacingMm: null, columnSpacingMm: null, note: notes.join(' '), from: 'none', regionsPx: null, ...noBand })
const known = (basis: PixelCalibration['basis'], from: PixelCalibration['from'], [rowSpacingMm, columnSpacingMm]: Spacing, notes: readonly string[], band: ErrorBand): PixelCalibration =>
  ({ basis, rowSpacingMm, columnSpacingMm, note: notes.filter((note) => note !== '').join(' '), from, regionsPx: null, ...band })
const isSame = (a: Spacing, b: Spacing, within: number): boolean =>
  Math.abs(a[0] - b[0]) <= within * b[0] && Math.abs(a[1] - b[1]) <= within * b[1]
const CALIBRATE = 'Calibrate on a marker of known length at joint depth.'

/**
 * What a pixel of a projection is worth in millimetres, and where in the beam that holds.
 *
 * Enhanced objects may state the spacing of the object itself; it goes first. Pixel Spacing that differs from Imager Pixel
 * Spacing by as much as a patient is magnified, or whose calibration type is stated, has been calibrated. Pixel Spacing equal
 * to Imager Pixel Spacing up to rounding has not: it holds at the detector. Pixel Spacing alone, without a type, could be
 * either and is not used.
 *
 * @frame   rows and columns of the image; row spacing is the distance between rows
 * @units   mm a pixel; at the isocentre Imager Pixel Spacing divided by SID / SOD
 * @source  Pixel Spacing (0028,0030), Calibration Type (0028,0A02), Imager Pixel Spacing (0018,1164), SID (0018,1110),
 *          source to isocentre (0018,1111), Estimated Radiographic Magnification Factor (0018,1114); PS3.3 10.7, C.8.7.5;
 *          Object Pixel Spacing in Center of Beam (0018,9404), PS3.3 C.8.19.6.9; US regions, C.8.5.5
 */
export function classifyPixelSpacing(spacing: ProjectionSpacing | null, positioner: ImageDescription['positioner'] = null): PixelCalibration {
  if (spacing === null) return unknown([`The header says nothing about the size of a pixel. ${CALIBRATE}`])
  const remarks = listRemarks(spacing, positioner)
  if (spacing.ultrasoundRegions !== undefined) return inRegions(spacing.ultrasoundRegions, remarks)
  const imager = usablePair(spacing.imagerPixelSpacingMm)
  const object = objectSpacing(spacing, imager)
  if (object !== null && 'spacing' in object) return object.spacing(remarks)
  if (object !== null) remarks.push(object.why)
  const scanned = usablePair(spacing.nominalScannedSpacingMm)
  const pixel = usablePair(spacing.pixelSpacingMm)
  const receptor = imager ?? scanned
  const isUncorrected = pixel !== null && receptor !== null && isSame(pixel, receptor, isTyped(spacing) ? SAME_SPACING : SAME_MAGNIFICATION)
  if (pixel !== null && !isUncorrected) return fromPixelSpacing(spacing, pixel, receptor, imager, remarks)
  if (isUncorrected) remarks.push(`Pixel Spacing is that of the ${imager === null ? 'scanned film' : 'detector'}, to within less than a patient is magnified, and so is not a calibration.`)
  if (imager === null && scanned !== null) return known('detector', 'scannedPixelSpacing', scanned, ['On the film that was scanned, not in the patient: the header does not say how far the patient was magnified.', ...remarks], unmagnified)
  if (imager === null) return unknown([`The header has no usable size of a pixel. ${CALIBRATE}`, ...remarks])
  return atIsocentre(spacing, imager, remarks)
}

const isTyped = ({ pixelSpacingCalibrationType: type }: ProjectionSpacing): boolean => type !== null && type !== ''
const unmagnified: ErrorBand = { errorPercent: null, errorNote: 'No band: how far the patient was magnified is not known. Things in the patient are smaller than they measure.' }

/** How far the tube is from the plane in which a pixel has this size; null when the header does not give it. */
function sourceToPlane({ sourceToDetectorMm, sourceToIsocentreMm }: ProjectionSpacing, spacing: Spacing, imager: Spacing | null): number | null {
  const sid = positive(sourceToDetectorMm)
  const between = sid !== null && imager !== null ? (sid * spacing[1]) / imager[1] : null
  return between !== null && sid !== null && between <= sid ? between : positive(sourceToIsocentreMm)
}

const bandOfPlane = (spacing: ProjectionSpacing, size: Spacing, imager: Spacing | null, plane: string): ErrorBand =>
  joinBands([depthBand({ offMm: UNKNOWN_DEPTH_MM, sourceToPlaneMm: sourceToPlane(spacing, size, imager), plane })])

function fromPixelSpacing(spacing: ProjectionSpacing, pixel: Spacing, receptor: Spacing | null, imager: Spacing | null, remarks: readonly string[]): PixelCalibration {
  const { pixelSpacingCalibrationType: type, calibrationDescription: description } = spacing
  const words = description === undefined || description === '' ? '' : `The header describes it as "${description}".`
  const larger = receptor !== null && pixel[0] > receptor[0] * (1 + SAME_MAGNIFICATION) ? 'It is larger than a pixel of the detector, which nothing between tube and detector can be. Check it before measuring.' : ''
  const as = (note: string, plane: string): PixelCalibration => known('calibrated', 'pixelSpacing', pixel, [note, words, larger, ...remarks], bandOfPlane(spacing, pixel, imager, plane))
  if (type === 'FIDUCIAL') return as('Calibrated on an object of known size: true at the depth of that object only.', 'the depth of that object, which the header does not give')
  if (type === 'GEOMETRY') return as('Calibrated from the geometry of the C-arm: true at the depth that it assumes only.', 'the depth that it assumes')
  if (isTyped(spacing)) return as('Calibrated in a way that the header does not explain: true at one depth only.', 'the depth that it assumes')
  if (receptor !== null) return as('Corrected by the maker in a way that the header does not name: true at one depth only.', 'the depth that it assumes')
  return unknown([`The header has a Pixel Spacing without saying whether it is one at the detector or a calibrated one. ${CALIBRATE}`, ...remarks])
}

type ObjectSpacing = { readonly spacing: (remarks: readonly string[]) => PixelCalibration } | { readonly why: string } | null

function objectSpacing(spacing: ProjectionSpacing, imager: Spacing | null): ObjectSpacing {
  const object = usablePair(spacing.objectSpacingMm)
  if (object === null) return null
  if (imager !== null && object[0] > imager[0] * (1 - SAME_MAGNIFICATION)) {
    return { why: 'The Object Pixel Spacing in Center of Beam is as large as a pixel of the detector or larger, which is impossible with a patient before it, and is not used.' }
  }
  const expected = objectSpacingOverTable(spacing, imager)
  if (expected !== null && Math.abs(object[1] / expected - 1) > SAME_MAGNIFICATION) {
    return { why: 'The Object Pixel Spacing in Center of Beam contradicts the distances beside it and is not used.' }
  }
  const { objectToTableTopMm: height, beamAngleDeg: beam } = spacing
  const where = height === undefined ? 'at the height above the table that it assumes' : `${height.toFixed(0)} mm above the table top`
  const steep = beam !== undefined && Math.abs(beam) > LARGEST_BEAM_DEG ? `The beam is ${Math.abs(beam).toFixed(0)}° from upright; beyond 60° this calculation is not exact.` : ''
  return { spacing: (remarks) => known('calibrated', 'objectPixelSpacing', object, [`Calibrated over the table: true in the centre of the beam ${where} only.`, steep, ...remarks], bandOfPlane(spacing, object, imager, 'the height that it assumes')) }
}

/** SOD = ISO − (TH − TO) / cos(beam angle), PS3.3 C.8.19.6.9.1; null where one of the inputs is not stated. */
function objectSpacingOverTable(spacing: ProjectionSpacing, imager: Spacing | null): number | null {
  const { objectToTableTopMm: object, tableHeightMm: table, beamAngleDeg: beam } = spacing
  const sid = positive(spacing.sourceToDetectorMm)
  const isocentre = positive(spacing.sourceToIsocentreMm)
  if (imager === null || sid === null || isocentre === null || object === undefined || table === undefined || beam === undefined || Math.abs(beam) >= 90) return null
  const sod = isocentre - (table - object) / Math.cos((beam * Math.PI) / 180)
  return sod > 0 ? (imager[1] * sod) / sid : null
}

function atIsocentre(spacing: ProjectionSpacing, imager: Spacing, remarks: readonly string[]): PixelCalibration {
  const atDetector = (why: string): PixelCalibration => known('detector', 'imagerPixelSpacing', imager, [`At the detector: ${why}`, ...remarks], unmagnified)
  const stated = positive(spacing.magnificationFactor)
  const sid = positive(spacing.sourceToDetectorMm)
  const sod = positive(spacing.sourceToIsocentreMm)
  const computed = sid !== null && sod !== null ? sid / sod : null
  if (stated !== null && computed !== null && Math.abs(stated / computed - 1) > SAME_MAGNIFICATION) {
    return atDetector(`the header contradicts itself about the magnification (${stated.toFixed(3)} stated, ${computed.toFixed(3)} from its distances), which is not used.`)
  }
  const magnification = computed ?? stated
  if (magnification === null) return atDetector('the header does not say how far the patient was magnified.')
  if (magnification < 1) return atDetector('the magnification in the header is impossible, it would put the patient behind the detector, and is not used.')
  if (magnification < 1 + SAME_MAGNIFICATION) return atDetector('the header says that nothing was magnified, or hardly, which is so at the detector only.')
  if (magnification > LARGEST_MAGNIFICATION) return atDetector(`the header gives a magnification of ${magnification.toFixed(1)}, which no C-arm has with a patient in it, and it is not used.`)
  const size: Spacing = [imager[0] / magnification, imager[1] / magnification]
  const distance = sod ?? (sid === null ? null : sid / magnification)
  return known('isocentre', 'imagerPixelSpacing', size, [`At the isocentre, magnification ${magnification.toFixed(3)}: nearer to the tube things are smaller than they measure.`, ...remarks],
    joinBands([depthBand({ offMm: UNKNOWN_DEPTH_MM, sourceToPlaneMm: distance, plane: 'the isocentre' })]))
}

/** A scanner's own scale, where it shows tissue; two scales on one image would need a choice that nobody made. */
function inRegions(regions: readonly UltrasoundRegion[], remarks: readonly string[]): PixelCalibration {
  const usable = regions.filter(({ left, right, top, bottom, columnSpacingMm, rowSpacingMm }) =>
    right > left && bottom > top && Number.isFinite(columnSpacingMm) && Number.isFinite(rowSpacingMm) && columnSpacingMm !== 0 && rowSpacingMm !== 0)
  const sizes = usable.map(({ rowSpacingMm, columnSpacingMm }): Spacing => [Math.abs(rowSpacingMm), Math.abs(columnSpacingMm)])
  const [first] = sizes
  if (first === undefined) return unknown(['The ultrasound regions of the header give no size in tissue. Lengths are in px.', ...remarks])
  if (sizes.some((size) => !isSame(size, first, SAME_SCALE))) return unknown(['The ultrasound regions of this image have different scales. Lengths are in px.', ...remarks])
  return {
    ...known('calibrated', 'ultrasoundRegion', first, ['The scale of the ultrasound scanner, inside its picture only; beside it lengths are in px.', ...remarks], { errorPercent: null, errorNote: 'The scanner does not state how exact its scale is.' }),
    regionsPx: usable.map(({ left, top, right, bottom }) => ({ left, top, right, bottom })),
  }
}
