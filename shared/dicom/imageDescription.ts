import { z } from 'zod'
import { finite, localTime, pointLps, uid, vectorLps } from '#shared/values.ts'

/** PS3.3 C.7.6.3 Image Pixel, C.7.6.1.1.5 lossy compression. Stored values, before any LUT. */
export const imagePixel = z.strictObject({
  samplesPerPixel: z.int().min(1).max(4),
  photometricInterpretation: z.string(),
  planarConfiguration: z.union([z.literal(0), z.literal(1)]),
  bitsAllocated: z.int().min(1).max(64),
  bitsStored: z.int().min(1).max(64),
  highBit: z.int().min(0).max(63),
  signed: z.boolean(),
  paddingValue: finite.nullable(),
  paddingRangeLimit: finite.nullable(),
  lossy: z.boolean(),
  palette: z.strictObject({
    firstMapped: z.int(),
    bits: z.int(),
    red: z.array(z.int()),
    green: z.array(z.int()),
    blue: z.array(z.int()),
  }).nullable(),
})

/** PS3.3 C.11.1 Modality LUT. `null` where the header has none: stored values are then output values. */
export const modalityLut = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('linear'), slope: finite, intercept: finite, type: z.string().nullable() }),
  z.strictObject({ kind: z.literal('table'), firstMapped: z.int(), values: z.array(z.int()), type: z.string().nullable() }),
])

/** PS3.3 C.11.2 VOI LUT. Windows and tables in the header's order; the first is the one to begin with. */
export const voiLut = z.strictObject({
  windows: z.array(z.strictObject({ centre: finite, width: finite, explanation: z.string().nullable() })),
  windowFunction: z.enum(['LINEAR', 'LINEAR_EXACT', 'SIGMOID']),
  tables: z.array(z.strictObject({ firstMapped: z.int(), bits: z.int(), values: z.array(z.int()), explanation: z.string().nullable() })),
})

/** PS3.3 C.7.6.2 Image Plane, per frame. Directions are unit vectors; spacing is null when absent or not positive. */
export const imagePlane = z.strictObject({
  positionLpsMm: pointLps,
  rowDirectionLps: vectorLps.describe('direction in which columns grow: the first three values of Image Orientation'),
  columnDirectionLps: vectorLps.describe('direction in which rows grow: the last three values'),
  rowSpacingMm: finite.positive().nullable(),
  columnSpacingMm: finite.positive().nullable(),
})

/** Pixels, edges included, and the size of one in tissue. PS3.3 C.8.5.5 US Region Calibration. */
export const ultrasoundRegion = z.strictObject({ left: finite, top: finite, right: finite, bottom: finite, columnSpacingMm: finite, rowSpacingMm: finite })

/** What a header says about millimetres on a projection; interpreted only by shared/calibration. PS3.3 10.7, C.8.7.5, C.8.19.6. */
export const projectionSpacing = z.strictObject({
  pixelSpacingMm: z.tuple([finite, finite]).nullable().describe('[row, column], as written, zero included'),
  pixelSpacingCalibrationType: z.string().nullable(),
  imagerPixelSpacingMm: z.tuple([finite, finite]).nullable(),
  sourceToDetectorMm: finite.nullable(),
  sourceToIsocentreMm: finite.nullable(),
  magnificationFactor: finite.nullable(),
  /** Absent = not stated, or indexed before it was read. */
  calibrationDescription: z.string().optional(),
  nominalScannedSpacingMm: z.tuple([finite, finite]).optional().describe('of a digitised film: size on the film'),
  objectSpacingMm: z.tuple([finite, finite]).optional().describe('enhanced: at the centre of the beam, at the stated height above the table'),
  objectToTableTopMm: finite.optional(),
  tableHeightMm: finite.optional().describe('table top below the isocentre, positive downwards'),
  beamAngleDeg: finite.optional().describe('between the beam and the axis across the table top'),
  pixelAspectRatio: z.tuple([finite, finite]).optional().describe('[vertical, horizontal] size of a pixel'),
  fieldOfViewMm: z.array(finite).optional(),
  ultrasoundRegions: z.array(ultrasoundRegion).optional().describe('empty = regions, none of them of tissue in two dimensions'),
  unreadable: z.array(z.string()).optional().describe('names of attributes that are there and cannot be read'),
})
export type ProjectionSpacing = Readonly<z.infer<typeof projectionSpacing>>
export type UltrasoundRegion = Readonly<z.infer<typeof ultrasoundRegion>>

/** PS3.3 C.8.7.5 XA Positioner: angles of the first frame, increments per frame when it moved. Null = not stated. */
export const positioner = z.strictObject({
  primaryDeg: finite.nullable(),
  secondaryDeg: finite.nullable(),
  primaryIncrementsDeg: z.array(finite).nullable(),
  secondaryIncrementsDeg: z.array(finite).nullable(),
  /** Absent in a library that was filled before this was read. */
  motion: z.enum(['STATIC', 'DYNAMIC']).nullable().optional(),
})

/**
 * Where C-arm and table stand in the room, in the axes of the isocentre: +X to the left, +Y down, +Z to the head end. As
 * written; shared/projection/roomGeometry.ts says what it means. PS3.3 C.8.19.6.13, C.8.19.6.11. Null = not stated.
 */
export const roomPosition = z.strictObject({
  primaryDeg: finite.nullable(),
  secondaryDeg: finite.nullable(),
  detectorRotationDeg: finite.nullable(),
  tableMm: z.tuple([finite, finite, finite]).nullable().describe('[X, Y, Z]'),
  tableFrom: z.enum(['isocentre', 'ownZero']).nullable().describe('what the table position is told from; a zero of its own compares only with itself'),
  tableDeg: z.tuple([finite, finite, finite]).nullable().describe('[horizontal rotation, head tilt, cradle tilt]'),
})
export type RoomPosition = Readonly<z.infer<typeof roomPosition>>

/** PS3.3 C.8.19.6.8: what part of the detector the picture shows, and whether it was turned since. Null = not stated. */
export const detectorPart = z.strictObject({
  originPx: z.tuple([finite, finite]).nullable().describe('[row, column] offset on the physical detector'),
  rotationDeg: finite.nullable(),
  horizontalFlip: z.boolean().nullable(),
})
export type DetectorPart = Readonly<z.infer<typeof detectorPart>>

/** PS3.3 C.7.6.5 Cine, C.7.6.6 Multi-frame. Raw header values; interpreted by shared/dicom/frameTimes.ts. */
export const multiFrameTiming = z.strictObject({
  frameIncrementPointer: z.array(z.string()).describe('tags as GGGGEEEE'),
  frameTimeMs: finite.nullable(),
  frameTimeVectorMs: z.array(finite).nullable(),
  frameAcquisitionTimesMs: z.array(finite).nullable().describe('enhanced objects: from the frame timestamps, first = 0'),
  frameDelayMs: finite.nullable(),
  cineRate: finite.nullable(),
  recommendedDisplayFrameRate: finite.nullable(),
  startTrim: z.int().nullable(),
  stopTrim: z.int().nullable(),
  preferredPlayback: z.enum(['looping', 'sweeping', 'stop']).nullable(),
  representativeFrame: z.int().nullable(),
  /** Absent, as all optional fields of this file, in objects that were indexed before it was read. */
  frameTimestamps: z.strictObject({ from: z.enum(['acquisition', 'reference']), readable: z.int() }).optional().describe('which DateTime of the frames, and how many frames have it'),
  unreadable: z.array(z.string()).optional().describe('names of attributes that are there and cannot be read'),
})

/** PS3.3 C.7.6.10 Mask. Frame numbers count from 1 as in the header; shift is [rows down, columns]. */
export const maskItem = z.strictObject({
  operation: z.enum(['NONE', 'AVG_SUB', 'TID', 'REV_TID']),
  applicableFrameRanges: z.array(z.tuple([z.int(), z.int()])),
  maskFrameNumbers: z.array(z.int()),
  contrastFrameAveraging: z.int().nullable(),
  subPixelShift: z.tuple([finite, finite]).nullable(),
  tidOffset: z.int().nullable(),
})

/** PS3.3 C.7.6.11 Display Shutter. Edges count from 1 as in the header. */
export const displayShutter = z.strictObject({
  rectangle: z.strictObject({ left: z.int(), right: z.int(), upper: z.int(), lower: z.int() }).nullable(),
  circle: z.strictObject({ centreRow: z.int(), centreColumn: z.int(), radius: finite }).nullable(),
  polygon: z.array(z.tuple([z.int(), z.int()])).nullable().describe('[row, column] vertices'),
  presentationValue: z.int().nullable(),
})

/** PS3.3 C.9.2 Overlay Plane; its bits travel by the stream library.overlay. Origin counts from 1, may be negative. */
export const overlayPlane = z.strictObject({
  group: z.int(),
  rows: z.int().positive(),
  columns: z.int().positive(),
  origin: z.tuple([z.int(), z.int()]).describe('[row, column]'),
  kind: z.enum(['graphics', 'roi']),
  label: z.string().nullable(),
  frames: z.int().positive(),
  firstFrame: z.int().positive().describe('Image Frame Origin, from 1'),
})

/** One stored image object, everything a viewer needs besides its pixels. */
export const imageDescription = z.strictObject({
  sopInstanceUid: uid,
  sopClassUid: uid,
  transferSyntaxUid: uid,
  instanceNumber: z.int().nullable(),
  rows: z.int().positive().max(32768),
  columns: z.int().positive().max(32768),
  frames: z.int().positive(),
  framesThere: z.int().positive().optional().describe('how many of the frames are wholly in the object, the first ones, where it is cut short; absent = all'),
  imageType: z.array(z.string()),
  acquiredAt: localTime.nullable(),
  pixel: imagePixel,
  modalityLut: modalityLut.nullable(),
  modalityLutFrames: z.array(modalityLut.nullable()).optional().describe('one a frame where they differ; `modalityLut` is then that of the first; absent also in a library that was filled before this was read'),
  voiLut,
  presentationLutShape: z.enum(['IDENTITY', 'INVERSE']).nullable(),
  pixelIntensityRelationship: z.enum(['LIN', 'LOG', 'DISP']).nullable(),
  pixelIntensitySign: z.union([z.literal(1), z.literal(-1)]).nullable(),
  frameOfReferenceUid: uid.nullable(),
  patientPosition: z.string().nullable(),
  patientOrientation: z.tuple([z.string(), z.string()]).nullable().describe('letters of the row and of the column direction'),
  laterality: z.enum(['L', 'R', 'B', 'U']).nullable(),
  viewPosition: z.string().nullable(),
  projection: projectionSpacing.nullable(),
  projectionFrames: z.array(projectionSpacing.nullable()).optional().describe('one a frame where they differ; `projection` is then that of the first'),
  positioner: positioner.nullable(),
  roomPositions: z.array(roomPosition.nullable()).optional().describe('one a frame, or a single one for all; absent where nothing is stated, or in a library that was filled before this was read'),
  /** Absent in a library that was filled before this was read. */
  detectorPart: detectorPart.nullable().optional(),
  timing: multiFrameTiming,
  masks: z.array(maskItem),
  recommendedViewingMode: z.enum(['SUB', 'NAT']).nullable(),
  shutter: displayShutter.nullable(),
  overlays: z.array(overlayPlane),
  burnedInAnnotation: z.boolean().nullable(),
  conversionType: z.string().max(16).optional().describe('how a secondary capture came about (PS3.3 C.8.6.1); absent: not stated, or indexed before it was read'),
  contrastAgent: z.string().nullable(),
})
export type ImageDescription = Readonly<z.infer<typeof imageDescription>>
export type ImagePixel = Readonly<z.infer<typeof imagePixel>>
export type ModalityLut = Readonly<z.infer<typeof modalityLut>>
export type VoiLut = Readonly<z.infer<typeof voiLut>>
export type ImagePlane = Readonly<z.infer<typeof imagePlane>>
export type MultiFrameTiming = Readonly<z.infer<typeof multiFrameTiming>>
export type MaskItem = Readonly<z.infer<typeof maskItem>>
export type DisplayShutter = Readonly<z.infer<typeof displayShutter>>
export type OverlayPlane = Readonly<z.infer<typeof overlayPlane>>
