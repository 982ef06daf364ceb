import { uidOrNull } from '#shared/values.ts'
import { localTimeOf, localTimeOfDateTime } from './dateTimes.ts'
import { describeModalityLut, describePixel, describeVoiLut, isWhole } from './describePixels.ts'
import { describeProjection, describeProjectionFrames } from './describeProjection.ts'
import { describeRoom } from './describeRoom.ts'
import { describeTiming } from './describeTiming.ts'
import type { DicomHeader } from './header.ts'
import type { DisplayShutter, DetectorPart, ImageDescription, ImagePlane, MaskItem, OverlayPlane } from './imageDescription.ts'
import { isVolumeClass } from './sopClasses.ts'
import { overlayTag, tags, type DicomTag } from './tags.ts'

/** PS3.5 has no limit below 65535; detectors end at 10 000, and a picture beyond this is a broken header. */
const LARGEST_SIDE_PX = 32768
/** 2^31 bytes a frame: no browser buffer holds more. */
const LARGEST_FRAME_BYTES = 2 ** 31

export type DescribedImage = {
  readonly image: ImageDescription
  /** One a frame; a single one when all frames share it; null where the header places nothing in space. */
  readonly planes: readonly (ImagePlane | null)[]
}
export type ImageRefusal = { readonly code: 'ABSURD_SIZE' | 'BROKEN_HEADER' | 'NO_PIXELS'; readonly message: string }

/** Functional groups of one frame, before those that all frames share. @source PS3.3 C.7.6.16 */
type Groups = { readonly find: (tag: DicomTag) => DicomHeader | null }

function groupsOf(header: DicomHeader, frame: DicomHeader | undefined): Groups {
  const shared = header.items(tags.SharedFunctionalGroups)[0]
  return { find: (tag) => frame?.items(tag)[0] ?? shared?.items(tag)[0] ?? null }
}

/**
 * One typed record of all that is needed to show an image, except its pixels.
 *
 * @frame   positions and directions in patientLps; indices from 0, the centre of a pixel
 * @units   mm, ms, degrees, as each field says
 * @source  PS3.3 C.7.6 and C.8 modules; of enhanced objects C.7.6.16 functional groups, the frame's own before the shared ones
 */
export function describeImage(header: DicomHeader, ids: { readonly sopInstanceUid: string; readonly sopClassUid: string; readonly transferSyntaxUid: string }):
  { readonly ok: true; readonly value: DescribedImage } | { readonly ok: false; readonly error: ImageRefusal } {
  const refuse = (code: ImageRefusal['code'], message: string) => ({ ok: false, error: { code, message } }) as const
  const rows = header.number(tags.Rows)
  const columns = header.number(tags.Columns)
  const pixel = describePixel(header)
  if (!isWhole(rows) || !isWhole(columns) || pixel === null) return refuse('BROKEN_HEADER', 'does not say how large its picture is. It cannot be shown. Ask the sender for the original file.')
  const framesStated = header.number(tags.NumberOfFrames) ?? 1
  const frameBytes = rows * columns * pixel.samplesPerPixel * (pixel.bitsAllocated / 8)
  if (rows < 1 || columns < 1 || rows > LARGEST_SIDE_PX || columns > LARGEST_SIDE_PX || frameBytes > LARGEST_FRAME_BYTES || !isWhole(framesStated) || framesStated < 1 || framesStated > 1_000_000) {
    return refuse('ABSURD_SIZE', `says that its picture is ${columns} × ${rows} pixels in ${framesStated} frames. No device makes that; the header is damaged. Copy the file again from its source.`)
  }
  const perFrame = header.items(tags.PerFrameFunctionalGroups)
  const first = groupsOf(header, perFrame[0])
  return {
    ok: true,
    value: {
      planes: describePlanes(header, perFrame, framesStated),
      image: {
        ...ids, rows, columns, frames: framesStated, pixel,
        instanceNumber: wholeOrNull(header.number(tags.InstanceNumber)),
        imageType: [...header.texts(tags.ImageType)],
        acquiredAt: acquisitionTime(header, first),
        modalityLut: describeModalityLut(header, first.find(tags.PixelValueTransformationSequence)),
        ...modalityLutFrames(header, perFrame, framesStated),
        voiLut: describeVoiLut(header, first.find(tags.FrameVOILUTSequence)),
        presentationLutShape: oneOf(header.text(tags.PresentationLUTShape), ['IDENTITY', 'INVERSE']),
        pixelIntensityRelationship: oneOf(header.text(tags.PixelIntensityRelationship) ?? first.find(tags.FramePixelDataPropertiesSequence)?.text(tags.PixelIntensityRelationship) ?? null, ['LIN', 'LOG', 'DISP']),
        pixelIntensitySign: signOf(header.number(tags.PixelIntensityRelationshipSign) ?? first.find(tags.FramePixelDataPropertiesSequence)?.number(tags.PixelIntensityRelationshipSign) ?? null),
        frameOfReferenceUid: uidOrNull(header.text(tags.FrameOfReferenceUID)),
        patientPosition: header.text(tags.PatientPosition),
        patientOrientation: pairOfLetters(header.texts(tags.PatientOrientation)),
        laterality: describeLaterality(header, first),
        viewPosition: header.text(tags.ViewPosition),
        projection: describeProjection(header, first.find),
        ...enhancedFrames(header, ids.sopClassUid, perFrame, framesStated),
        positioner: describePositioner(header, first, perFrame),
        detectorPart: describeDetectorPart(header, first),
        timing: describeTiming(header, perFrame),
        masks: header.items(tags.MaskSubtractionSequence).flatMap(describeMask),
        recommendedViewingMode: oneOf(header.text(tags.RecommendedViewingMode), ['SUB', 'NAT']),
        shutter: describeShutter(header),
        overlays: describeOverlays(header, rows, columns),
        burnedInAnnotation: yesNo(header.text(tags.BurnedInAnnotation)),
        ...conversionOf(header.text(tags.ConversionType)),
        contrastAgent: header.text(tags.ContrastBolusAgent),
      },
    },
  }
}

const conversionOf = (stated: string | null): { conversionType?: string } => (stated === null || stated.length > 16 ? {} : { conversionType: stated })
const wholeOrNull = (value: number | null): number | null => (isWhole(value) ? value : null)
const yesNo = (value: string | null): boolean | null => (value === 'YES' ? true : value === 'NO' ? false : null)
const signOf = (value: number | null): 1 | -1 | null => (value === 1 ? 1 : value === -1 || value === 0xffff ? -1 : null)
const oneOf = <T extends string>(value: string | null, known: readonly T[]): T | null => known.find((candidate) => candidate === value) ?? null

function pair(values: readonly number[] | undefined): [number, number] | null {
  const [a, b] = values ?? []
  return a === undefined || b === undefined ? null : [a, b]
}

function pairOfLetters(values: readonly string[]): [string, string] | null {
  const [row, column] = values
  return row === undefined || column === undefined || row === '' || column === '' ? null : [row, column]
}

/** Content Date is when the picture was made: of one that is made of another image, as a key image is, that says nothing of the patient. */
function acquisitionTime(header: DicomHeader, first: Groups): string | null {
  const isCopy = header.texts(tags.ImageType)[0] === 'DERIVED' && header.has(tags.SourceImageSequence)
  return localTimeOfDateTime(header.text(tags.AcquisitionDateTime))
    ?? localTimeOfDateTime(first.find(tags.FrameContentSequence)?.text(tags.FrameAcquisitionDateTime) ?? null)
    ?? localTimeOf(header.text(tags.AcquisitionDate), header.text(tags.AcquisitionTime))
    ?? (isCopy ? null : localTimeOf(header.text(tags.ContentDate), header.text(tags.ContentTime)))
}

function describeLaterality(header: DicomHeader, first: Groups): ImageDescription['laterality'] {
  const stated = header.text(tags.ImageLaterality) ?? header.text(tags.Laterality) ?? first.find(tags.FrameAnatomySequence)?.text(tags.FrameLaterality) ?? null
  return oneOf(stated, ['L', 'R', 'B', 'U'])
}

/** @frame patient LPS @units mm @source PS3.3 C.7.6.2.1.1; C.7.6.16.2.1, .3 and .4 */
export function describePlanes(header: DicomHeader, perFrame: readonly DicomHeader[], frames: number): readonly (ImagePlane | null)[] {
  if (perFrame.length === 0 && !header.has(tags.SharedFunctionalGroups)) {
    return [planeFrom(header.numbers(tags.ImagePositionPatient), header.numbers(tags.ImageOrientationPatient), header.numbers(tags.PixelSpacing))]
  }
  return Array.from({ length: frames }, (_, index) => {
    const groups = groupsOf(header, perFrame[index])
    return planeFrom(
      groups.find(tags.PlanePositionSequence)?.numbers(tags.ImagePositionPatient) ?? [],
      groups.find(tags.PlaneOrientationSequence)?.numbers(tags.ImageOrientationPatient) ?? [],
      groups.find(tags.PixelMeasuresSequence)?.numbers(tags.PixelSpacing) ?? [],
    )
  })
}

/** Unit length and right angle are part of the standard; what strays further is no orientation. Directions are cosines without unit. */
const DIRECTION_TOLERANCE = 0.01

function planeFrom(position: readonly number[], orientation: readonly number[], spacing: readonly number[]): ImagePlane | null {
  const [px, py, pz] = position
  const [rx, ry, rz, cx, cy, cz] = orientation
  if (px === undefined || py === undefined || pz === undefined || rx === undefined || ry === undefined || rz === undefined || cx === undefined || cy === undefined || cz === undefined) return null
  const rowLength = Math.hypot(rx, ry, rz)
  const columnLength = Math.hypot(cx, cy, cz)
  if (Math.abs(rowLength - 1) > DIRECTION_TOLERANCE || Math.abs(columnLength - 1) > DIRECTION_TOLERANCE || Math.abs(rx * cx + ry * cy + rz * cz) > DIRECTION_TOLERANCE) return null
  const positive = (value: number | undefined): number | null => (value !== undefined && value > 0 ? value : null)
  return {
    positionLpsMm: [px, py, pz],
    rowDirectionLps: [rx / rowLength, ry / rowLength, rz / rowLength],
    columnDirectionLps: [cx / columnLength, cy / columnLength, cz / columnLength],
    rowSpacingMm: positive(spacing[0]),
    columnSpacingMm: positive(spacing[1]),
  }
}

/** What frames of a projection have each of their own. Slices have planes instead, and may be many. */
function enhancedFrames(header: DicomHeader, sopClassUid: string, perFrame: readonly DicomHeader[], frames: number): Pick<ImageDescription, 'projectionFrames' | 'roomPositions'> {
  if ((perFrame.length === 0 && !header.has(tags.SharedFunctionalGroups)) || isVolumeClass(sopClassUid)) return {}
  const groups = Array.from({ length: perFrame.length === 0 ? 1 : frames }, (_, index) => groupsOf(header, perFrame[index]).find)
  const spacing = perFrame.length === 0 ? null : describeProjectionFrames(header, groups)
  const room = describeRoom(groups)
  return { ...(spacing === null ? {} : { projectionFrames: [...spacing] }), ...(room === null ? {} : { roomPositions: [...room] }) }
}

/** @source PS3.3 C.7.6.16.2.9 Pixel Value Transformation: shared, or one for each frame */
function modalityLutFrames(header: DicomHeader, perFrame: readonly DicomHeader[], frames: number): Pick<ImageDescription, 'modalityLutFrames'> {
  if (!perFrame.some((frame) => frame.has(tags.PixelValueTransformationSequence))) return {}
  const luts = Array.from({ length: frames }, (_, index) => describeModalityLut(header, groupsOf(header, perFrame[index]).find(tags.PixelValueTransformationSequence)))
  const first = JSON.stringify(luts[0])
  return luts.some((lut) => JSON.stringify(lut) !== first) ? { modalityLutFrames: luts } : {}
}

/** @source PS3.3 C.8.7.5 XA Positioner; of enhanced objects C.8.19.6.10, whose angles stand at each frame and are kept as steps from one to the next */
function describePositioner(header: DicomHeader, first: Groups, perFrame: readonly DicomHeader[]): ImageDescription['positioner'] {
  const from = first.find(tags.PositionerPositionSequence) ?? header
  const list = (tag: DicomTag): number[] | null => {
    const values = header.numbers(tag)
    return values.length === 0 ? null : [...values]
  }
  const primaryDeg = from.number(tags.PositionerPrimaryAngle)
  const secondaryDeg = from.number(tags.PositionerSecondaryAngle)
  const steps = (tag: DicomTag): number[] | null => stepsBetween(perFrame.map((frame) => frame.items(tags.PositionerPositionSequence)[0]?.number(tag) ?? null))
  const primaryIncrementsDeg = steps(tags.PositionerPrimaryAngle) ?? list(tags.PrimaryAngleIncrement)
  const secondaryIncrementsDeg = steps(tags.PositionerSecondaryAngle) ?? list(tags.SecondaryAngleIncrement)
  const motion = oneOf(header.text(tags.PositionerMotion), ['STATIC', 'DYNAMIC'])
  return primaryDeg === null && secondaryDeg === null && primaryIncrementsDeg === null && secondaryIncrementsDeg === null
    ? null : { primaryDeg, secondaryDeg, primaryIncrementsDeg, secondaryIncrementsDeg, motion }
}

/** From each value to the next, the first 0; null where one is missing or nothing changes. */
function stepsBetween(values: readonly (number | null)[]): number[] | null {
  const known = values.flatMap((value) => (value === null ? [] : [value]))
  if (known.length < 2 || known.length < values.length) return null
  const steps = known.map((value, at) => value - (known[at - 1] ?? value))
  return steps.every((step) => step === 0) ? null : steps
}

function describeDetectorPart(header: DicomHeader, first: Groups): DetectorPart | null {
  const from = first.find(tags.FieldOfViewSequence) ?? header
  const values = { originPx: pair(from.numbers(tags.FieldOfViewOrigin)), rotationDeg: from.number(tags.FieldOfViewRotation), horizontalFlip: yesNo(from.text(tags.FieldOfViewHorizontalFlip)) }
  return Object.values(values).every((value) => value === null) ? null : values
}

/**
 * One item of a mask subtraction; none where it names no operation.
 *
 * @units   frame numbers from 1; shift in pixels [row, column]
 * @source  Mask Subtraction Sequence (0028,6100), PS3.3 C.7.6.10, C.11.13
 */
export function describeMask(item: DicomHeader): MaskItem[] {
  const operation = oneOf(item.text(tags.MaskOperation), ['NONE', 'AVG_SUB', 'TID', 'REV_TID'])
  if (operation === null) return []
  const ranges = item.numbers(tags.ApplicableFrameRange)
  return [{
    operation,
    applicableFrameRanges: Array.from({ length: ranges.length >> 1 }, (_, index): [number, number] => [ranges[index * 2] ?? 0, ranges[index * 2 + 1] ?? 0]),
    maskFrameNumbers: [...item.numbers(tags.MaskFrameNumbers)],
    contrastFrameAveraging: wholeOrNull(item.number(tags.ContrastFrameAveraging)),
    subPixelShift: pair(item.numbers(tags.MaskSubPixelShift)),
    tidOffset: wholeOrNull(item.number(tags.TIDOffset)),
  }]
}

/**
 * What a display shutter leaves open; null where no shape of it can be read.
 *
 * @units   [row, column] of pixels counted from 1
 * @source  PS3.3 C.7.6.11 Display Shutter
 */
export function describeShutter(header: DicomHeader): DisplayShutter | null {
  const shapes = header.texts(tags.ShutterShape)
  const [left, right, upper, lower] = [tags.ShutterLeft, tags.ShutterRight, tags.ShutterUpper, tags.ShutterLower].map((tag) => wholeOrNull(header.number(tag)))
  const centre = header.numbers(tags.ShutterCircleCentre)
  const radius = header.number(tags.ShutterCircleRadius)
  const vertices = header.numbers(tags.ShutterPolygon)
  const rectangle = shapes.includes('RECTANGULAR') && isWhole(left ?? null) && isWhole(right ?? null) && isWhole(upper ?? null) && isWhole(lower ?? null)
    ? { left: left ?? 0, right: right ?? 0, upper: upper ?? 0, lower: lower ?? 0 } : null
  const [centreRow, centreColumn] = centre
  const circle = shapes.includes('CIRCULAR') && isWhole(centreRow ?? null) && isWhole(centreColumn ?? null) && radius !== null && radius > 0
    ? { centreRow: centreRow ?? 0, centreColumn: centreColumn ?? 0, radius } : null
  const polygon = shapes.includes('POLYGONAL') && vertices.length >= 6 && vertices.every(Number.isSafeInteger)
    ? Array.from({ length: vertices.length >> 1 }, (_, index): [number, number] => [vertices[index * 2] ?? 0, vertices[index * 2 + 1] ?? 0]) : null
  return rectangle === null && circle === null && polygon === null ? null : { rectangle, circle, polygon, presentationValue: wholeOrNull(header.number(tags.ShutterPresentationValue)) }
}

/** @source PS3.3 C.9.2; an overlay without data of its own may lie in unused bits of the pixels (retired, PS3.5 8.1.2) */
function describeOverlays(header: DicomHeader, imageRows: number, imageColumns: number): OverlayPlane[] {
  return Array.from({ length: 16 }, (_, index) => 0x6000 + index * 2).flatMap((group) => {
    const own = header.number(overlayTag(group, 0x0010, 'US'))
    const ownColumns = header.number(overlayTag(group, 0x0011, 'US'))
    const embedded = !header.has(overlayTag(group, 0x3000, 'OW')) && (header.number(overlayTag(group, 0x0100, 'US')) ?? 1) > 1
    const rows = own ?? (embedded ? imageRows : null)
    const columns = ownColumns ?? (embedded ? imageColumns : null)
    if (!isWhole(rows) || !isWhole(columns) || rows < 1 || columns < 1) return []
    if (!embedded && !header.has(overlayTag(group, 0x3000, 'OW'))) return []
    const [row, column] = header.numbers(overlayTag(group, 0x0050, 'SS'))
    const frames = header.number(overlayTag(group, 0x0015, 'IS'))
    const firstFrame = header.number(overlayTag(group, 0x0051, 'US'))
    return [{
      group, rows, columns, origin: [row ?? 1, column ?? 1] as [number, number],
      kind: header.text(overlayTag(group, 0x0040, 'CS')) === 'R' ? 'roi' as const : 'graphics' as const,
      label: header.text(overlayTag(group, 0x1500, 'LO')),
      frames: isWhole(frames) && frames > 0 ? frames : 1, firstFrame: isWhole(firstFrame) && firstFrame > 0 ? firstFrame : 1,
    }]
  })
}
