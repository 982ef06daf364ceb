import type { ImageDescription } from '#shared/dicom/imageDescription.ts'

type ProjectionSpacing = NonNullable<ImageDescription['projection']>

export type PixelCalibration = {
  readonly basis: 'calibrated' | 'isocentre' | 'detector' | 'unknown'
  readonly rowSpacingMm: number | null
  readonly columnSpacingMm: number | null
  readonly note: string
}

type Spacing = readonly [rowMm: number, columnMm: number]

/** Two spacings are the same when they differ by less than writers round: DS has up to 16 characters, many write 4 digits. */
const SAME_SPACING = 1e-4
/** Stated and computed magnification may differ by rounding, not by more. */
const SAME_MAGNIFICATION = 0.02

const unknown = (note: string): PixelCalibration => ({ basis: 'unknown', rowSpacingMm: null, columnSpacingMm: null, note })
const known = (basis: PixelCalibration['basis'], [rowSpacingMm, columnSpacingMm]: Spacing, note: string): PixelCalibration => ({ basis, rowSpacingMm, columnSpacingMm, note })
const usable = (spacing: Spacing | null): Spacing | null =>
  spacing !== null && spacing.every((value) => Number.isFinite(value) && value > 0) ? spacing : null
const isSame = (a: Spacing, b: Spacing): boolean =>
  Math.abs(a[0] - b[0]) <= SAME_SPACING * b[0] && Math.abs(a[1] - b[1]) <= SAME_SPACING * b[1]

/**
 * What a pixel of a projection is worth in millimetres, and where in the beam that holds.
 *
 * Pixel Spacing that differs from Imager Pixel Spacing, or whose calibration type is stated, has been calibrated.
 * Pixel Spacing equal to Imager Pixel Spacing has not: it holds at the detector. Pixel Spacing alone, without a type,
 * could be either and is not used.
 *
 * @frame   rows and columns of the image; row spacing is the distance between rows
 * @units   mm a pixel; at the isocentre Imager Pixel Spacing divided by SID / SOD
 * @source  Pixel Spacing (0028,0030), Calibration Type (0028,0A02), Imager Pixel Spacing (0018,1164), SID (0018,1110),
 *          source to isocentre (0018,1111), Estimated Radiographic Magnification Factor (0018,1114); PS3.3 10.7, C.8.7.5
 */
export function classifyPixelSpacing(spacing: ProjectionSpacing | null): PixelCalibration {
  if (spacing === null) return unknown('The header says nothing about the size of a pixel. Calibrate on an object of known size to measure.')
  const pixel = usable(spacing.pixelSpacingMm)
  const imager = usable(spacing.imagerPixelSpacingMm)
  const { pixelSpacingCalibrationType: type } = spacing
  const isUncorrected = pixel !== null && imager !== null && isSame(pixel, imager)
  if (pixel !== null && !isUncorrected) {
    if (type === 'FIDUCIAL') return known('calibrated', pixel, 'Calibrated on an object of known size: true at the depth of that object only.')
    if (type === 'GEOMETRY') return known('calibrated', pixel, 'Calibrated from the geometry of the C-arm: true at the depth that it assumes only.')
    if (type !== null && type !== '') return known('calibrated', pixel, 'Calibrated in a way that the header does not explain: true at one depth only.')
    if (imager !== null) return known('calibrated', pixel, 'Corrected by the maker in a way that the header does not name: true at one depth only.')
    return unknown('The header has a Pixel Spacing without saying whether it is one at the detector or a calibrated one. Calibrate to measure.')
  }
  if (imager === null) {
    return unknown('The header has no usable size of a pixel. Calibrate on an object of known size to measure.')
  }
  return atIsocentre(spacing, imager, isUncorrected)
}

function atIsocentre(spacing: ProjectionSpacing, imager: Spacing, isUncorrected: boolean): PixelCalibration {
  const equal = isUncorrected ? ' Pixel Spacing equals it and so is not a calibration.' : ''
  const stated = positive(spacing.magnificationFactor)
  const sid = positive(spacing.sourceToDetectorMm)
  const sod = positive(spacing.sourceToIsocentreMm)
  const computed = sid !== null && sod !== null ? sid / sod : null
  if (stated !== null && computed !== null && Math.abs(stated / computed - 1) > SAME_MAGNIFICATION) {
    return known('detector', imager, `At the detector: the header contradicts itself about the magnification, which is not used.${equal}`)
  }
  const magnification = computed ?? stated
  if (magnification === null) return known('detector', imager, `At the detector: the header does not say how far the patient was magnified.${equal}`)
  // A magnification below 1 would put the patient behind the detector.
  if (magnification < 1) return known('detector', imager, `At the detector: the magnification in the header is impossible and is not used.${equal}`)
  return known('isocentre', [imager[0] / magnification, imager[1] / magnification], `At the isocentre, magnification ${magnification.toFixed(3)}: nearer to the tube things are smaller than they measure.${equal}`)
}

const positive = (value: number | null): number | null => (value !== null && Number.isFinite(value) && value > 0 ? value : null)
