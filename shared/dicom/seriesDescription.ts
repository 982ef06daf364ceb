import { z } from 'zod'
import { studyAttributes } from './studyAttributes.ts'
import { finite, localTime, pointLps, text, uid, vectorLps } from '#shared/values.ts'
import { imageDescription, imagePlane } from './imageDescription.ts'
import { patientIdentity } from './identity.ts'

/** Why a stack of images is not, or not quite, a volume. A problem that spoils millimetres blocks planning. */
export const volumeProblem = z.strictObject({
  code: z.enum(['MISSING_SLICE', 'UNEVEN_SPACING', 'DUPLICATE_POSITION', 'TILTED', 'MIXED_ORIENTATION', 'MIXED_SIZE', 'NO_SPACING', 'NO_POSITION', 'TOO_FEW_SLICES', 'MIXED_FRAME_OF_REFERENCE']),
  message: text(),
  blocksPlanning: z.boolean(),
})
export type VolumeProblem = Readonly<z.infer<typeof volumeProblem>>

/**
 * The grid that a stack of slices makes, from Image Position and Image Orientation alone.
 * Voxel (column, row, slice) lies at origin + column·spacing[0]·direction[0..2] + row·spacing[1]·direction[3..5]
 * + slice·sliceStep; for a tilted (sheared) stack sliceStepLpsMm is not parallel to the slice normal direction[6..8].
 */
export const volumeGeometry = z.strictObject({
  dimensions: z.tuple([z.int().positive(), z.int().positive(), z.int().positive()]).describe('[columns, rows, slices]'),
  spacingMm: z.tuple([finite.positive(), finite.positive(), finite.positive()]).describe('[between columns, between rows, between slices along the normal]'),
  originLpsMm: pointLps.describe('centre of the first voxel'),
  directionLps: z.tuple([finite, finite, finite, finite, finite, finite, finite, finite, finite]).describe('unit vectors: along a row, down a column, slice normal'),
  sliceStepLpsMm: vectorLps.describe('from one slice origin to the next'),
  tiltDeg: finite.describe('angle between slice normal and slice step; 0 for an upright stack'),
  frameOfReferenceUid: uid.nullable(),
  problems: z.array(volumeProblem),
})
export type VolumeGeometry = Readonly<z.infer<typeof volumeGeometry>>

export const seriesKind = z.enum(['volume', 'cine', 'stills', 'document'])
export type SeriesKind = z.infer<typeof seriesKind>

export const seriesWarning = z.strictObject({ code: text(64), message: text() })

/** A line of the series list. */
export const seriesSummary = z.strictObject({
  seriesUid: uid,
  studyUid: uid,
  caseId: text(64).describe('all series of one patient share it'),
  ...patientIdentity.shape,
  modality: z.string(),
  description: z.string(),
  studyDescription: z.string(),
  study: studyAttributes.nullable().describe('null in a library that was filled before this was read'),
  seriesNumber: z.int().nullable(),
  acquiredAt: localTime.nullable(),
  importedAtIso: z.iso.datetime(),
  rows: z.int().nullable(),
  columns: z.int().nullable(),
  instances: z.int(),
  frames: z.int(),
  kind: seriesKind,
  documentKind: z.string().nullable().describe('for a document: what it is, in words'),
  volume: volumeGeometry.nullable(),
  warnings: z.array(seriesWarning),
  sourceAvailable: z.boolean().describe('false while the bytes can be found neither at their source nor in the object folder'),
  copied: z.boolean().describe('true once all bytes are in the object folder and verified'),
  laterality: z.enum(['L', 'R', 'B', 'U']).nullable(),
  patientPosition: z.string().nullable(),
})
export type SeriesSummary = Readonly<z.infer<typeof seriesSummary>>

/** One shown frame: which image object it belongs to and which of its frames it is. */
export const seriesFrame = z.strictObject({
  image: z.int().min(0).describe('index into images'),
  frameNumber: z.int().min(1).describe('frame number in its object, from 1'),
  byteLength: z.int().min(0).describe('stored bytes, encoded; 0 = missing, its object is cut short before it'),
  plane: imagePlane.nullable(),
})
export type SeriesFrame = Readonly<z.infer<typeof seriesFrame>>

/** All that is needed to show a series. `runs` cuts a cine or stills series into its objects, in showing order. */
export const seriesDescription = z.strictObject({
  summary: seriesSummary,
  images: z.array(imageDescription),
  frames: z.array(seriesFrame),
  runs: z.array(z.strictObject({ image: z.int().min(0), firstFrame: z.int().min(0), frames: z.int().positive() })),
})
export type SeriesDescription = Readonly<z.infer<typeof seriesDescription>>
