import type { DicomHeader } from './header.ts'
import type { ProjectionSpacing, UltrasoundRegion } from './imageDescription.ts'
import { createStatedValues, type NamedTag, type StatedValues } from './statedValues.ts'
import { tags, type DicomTag } from './tags.ts'

const named = {
  pixelSpacing: { tag: tags.PixelSpacing, name: 'Pixel Spacing' },
  imager: { tag: tags.ImagerPixelSpacing, name: 'Imager Pixel Spacing' },
  scanned: { tag: tags.NominalScannedPixelSpacing, name: 'Nominal Scanned Pixel Spacing' },
  sid: { tag: tags.DistanceSourceToDetector, name: 'Distance Source to Detector' },
  sod: { tag: tags.DistanceSourceToPatient, name: 'Distance Source to Patient' },
  isocentre: { tag: tags.DistanceSourceToIsocentre, name: 'Distance Source to Isocenter' },
  magnification: { tag: tags.MagnificationFactor, name: 'Estimated Radiographic Magnification Factor' },
  object: { tag: tags.ObjectPixelSpacingInCentreOfBeam, name: 'Object Pixel Spacing in Center of Beam' },
  objectToTableTop: { tag: tags.DistanceObjectToTableTop, name: 'Distance Object to Table Top' },
  tableHeight: { tag: tags.TableHeight, name: 'Table Height' },
  beamAngle: { tag: tags.BeamAngle, name: 'Beam Angle' },
  aspect: { tag: tags.PixelAspectRatio, name: 'Pixel Aspect Ratio' },
  fieldOfView: { tag: tags.FieldOfViewDimensions, name: 'Field of View Dimension(s)' },
  fieldOfViewFloat: { tag: tags.FieldOfViewDimensionsInFloat, name: 'Field of View Dimension(s) in Float' },
  intensifier: { tag: tags.IntensifierSize, name: 'Intensifier Size' },
} as const satisfies Readonly<Record<string, NamedTag>>

/** Finds a functional group of one frame, its own before the one that all share. @source PS3.3 C.7.6.16 */
export type FindGroup = (tag: DicomTag) => DicomHeader | null

/**
 * What a header writes about millimetres on a projection, as written, for the frame whose functional groups are given.
 *
 * @units   mm, degrees; pairs are [row, column] as the standard orders them, PS3.3 10.7.1.3
 * @source  PS3.3 10.7 Basic Pixel Spacing Calibration Macro, C.8.7.5 XA Positioner, C.8.19.6.9 X-Ray Projection Pixel
 *          Calibration Macro, C.8.19.6.4 X-Ray Geometry, C.8.6 Secondary Capture, C.8.5.5 US Region Calibration
 */
export function describeProjection(header: DicomHeader, find: FindGroup): ProjectionSpacing | null {
  const values = createStatedValues()
  const geometry = find(tags.XrayGeometrySequence)
  const calibration = find(tags.ProjectionPixelCalibrationSequence)
  const properties = find(tags.FramePixelDataPropertiesSequence)
  const known = {
    pixelSpacingMm: values.pair(header, named.pixelSpacing) ?? values.pair(find(tags.PixelMeasuresSequence), named.pixelSpacing),
    pixelSpacingCalibrationType: header.text(tags.PixelSpacingCalibrationType),
    imagerPixelSpacingMm: values.pair(properties, named.imager) ?? values.pair(header, named.imager),
    sourceToDetectorMm: values.number(geometry, named.sid) ?? values.number(header, named.sid),
    sourceToIsocentreMm: values.number(geometry, named.isocentre) ?? values.number(header, named.sod),
    magnificationFactor: values.number(header, named.magnification),
  }
  const more = {
    calibrationDescription: header.text(tags.PixelSpacingCalibrationDescription),
    nominalScannedSpacingMm: values.pair(header, named.scanned),
    objectSpacingMm: values.pair(calibration, named.object),
    objectToTableTopMm: values.number(calibration, named.objectToTableTop),
    tableHeightMm: values.number(calibration, named.tableHeight) ?? values.number(header, named.tableHeight),
    beamAngleDeg: values.number(calibration, named.beamAngle),
    pixelAspectRatio: values.pair(header, named.aspect),
    fieldOfViewMm: values.list(find(tags.FieldOfViewSequence), named.fieldOfViewFloat) ?? values.list(header, named.fieldOfViewFloat) ?? values.list(header, named.fieldOfView) ?? values.list(header, named.intensifier),
    ultrasoundRegions: ultrasoundRegions(header, values),
  }
  const unreadable = values.unreadable()
  const stated = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== null)) as Partial<{ [K in keyof typeof more]: NonNullable<(typeof more)[K]> }>
  const isSilent = Object.values(known).every((value) => value === null) && Object.keys(stated).length === 0 && unreadable.length === 0
  return isSilent ? null : { ...known, ...stated, ...(unreadable.length === 0 ? {} : { unreadable }) }
}

/** Centimetres, PS3.3 C.8.5.5.1.15; a region of a spectrum or a time trace has seconds, hertz or centimetres a second instead. */
const CENTIMETRES = 3
const TWO_DIMENSIONS = 1
const MM_PER_CM = 10

/** Only regions that show tissue in two dimensions; an empty list = there are regions, and none of them has millimetres. */
function ultrasoundRegions(header: DicomHeader, values: StatedValues): UltrasoundRegion[] | null {
  const items = header.items(tags.SequenceOfUltrasoundRegions)
  if (items.length === 0) return null
  const number = (item: DicomHeader, tag: DicomTag, name: string): number | null => values.number(item, { tag, name })
  return items.flatMap((item) => {
    if (item.number(tags.RegionSpatialFormat) !== TWO_DIMENSIONS) return []
    if (item.number(tags.PhysicalUnitsXDirection) !== CENTIMETRES || item.number(tags.PhysicalUnitsYDirection) !== CENTIMETRES) return []
    const left = number(item, tags.RegionLocationMinX0, 'Region Location Min X0')
    const top = number(item, tags.RegionLocationMinY0, 'Region Location Min Y0')
    const right = number(item, tags.RegionLocationMaxX1, 'Region Location Max X1')
    const bottom = number(item, tags.RegionLocationMaxY1, 'Region Location Max Y1')
    const deltaX = number(item, tags.PhysicalDeltaX, 'Physical Delta X')
    const deltaY = number(item, tags.PhysicalDeltaY, 'Physical Delta Y')
    if (left === null || top === null || right === null || bottom === null || deltaX === null || deltaY === null) return []
    return [{ left, top, right, bottom, columnSpacingMm: deltaX * MM_PER_CM, rowSpacingMm: deltaY * MM_PER_CM }]
  })
}

/**
 * The same for every frame of an object whose frames differ; null when they do not, or when it has no frames of its own.
 *
 * @frame   frames of the object in its order
 * @source  PS3.3 C.7.6.16: a functional group is shared, or there is one for each frame
 */
export function describeProjectionFrames(header: DicomHeader, groups: readonly FindGroup[]): readonly (ProjectionSpacing | null)[] | null {
  if (groups.length < 2) return null
  const frames = groups.map((find) => describeProjection(header, find))
  const first = JSON.stringify(frames[0])
  return frames.some((frame) => JSON.stringify(frame) !== first) ? frames : null
}
