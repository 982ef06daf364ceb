import { z } from 'zod'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { readView } from '#shared/projection/readView.ts'
import { finite, text, uid } from '#shared/values.ts'
import { SHORTEST_SOURCE_TO_OBJECT_MM } from './errorBand.ts'
import { spacingOfFrame } from './spacingOfFrame.ts'
import { positive } from './spacingRemarks.ts'
import { tableMovedMm, tableStand, tableStandOf } from './tableStand.ts'

/**
 * What the size of a pixel in the patient depends on, as the header of one frame states it; kept with a calibration, so that it
 * can be told for which other runs it holds without reading the run it was made on.
 */
export const runGeometry = z.strictObject({
  studyUid: uid,
  modality: text(16),
  rows: z.int().positive(),
  columns: z.int().positive(),
  pixelSpacingMm: z.tuple([finite, finite]).nullable(),
  imagerPixelSpacingMm: z.tuple([finite, finite]).nullable(),
  sourceToDetectorMm: finite.nullable(),
  sourceToIsocentreMm: finite.nullable(),
  magnificationFactor: finite.nullable(),
  fieldOfViewMm: z.array(finite).max(4).nullable(),
  primaryDeg: finite.nullable(),
  secondaryDeg: finite.nullable(),
  table: tableStand.optional().describe('absent: not stated, or kept before it was read'),
})
export type RunGeometry = Readonly<z.infer<typeof runGeometry>>

/**
 * @frame   a frame of the series, counted from 0
 * @units   mm, degrees
 * @source  PS3.3 10.7, C.8.7.5
 */
export function runGeometryOf(series: SeriesDescription, frame: number): RunGeometry | null {
  const described = series.frames[frame]
  const image = described === undefined ? undefined : series.images[described.image]
  if (described === undefined || image === undefined) return null
  const spacing = spacingOfFrame(image, described.frameNumber)
  const view = readView(image, described.frameNumber - 1)
  const table = tableStandOf(image, described.frameNumber - 1, view)
  return {
    studyUid: series.summary.studyUid, modality: series.summary.modality.slice(0, 16), rows: image.rows, columns: image.columns,
    pixelSpacingMm: spacing?.pixelSpacingMm ?? null, imagerPixelSpacingMm: spacing?.imagerPixelSpacingMm ?? null,
    sourceToDetectorMm: spacing?.sourceToDetectorMm ?? null, sourceToIsocentreMm: spacing?.sourceToIsocentreMm ?? null,
    magnificationFactor: spacing?.magnificationFactor ?? null, fieldOfViewMm: spacing?.fieldOfViewMm?.slice(0, 4) ?? null,
    primaryDeg: view.primaryDeg, secondaryDeg: view.secondaryDeg, ...(table === null ? {} : { table }),
  }
}

/** A C-arm that was not moved writes the same numbers, up to their rounding. */
const SAME = 0.005
type Numbers = readonly number[] | number | null
const parts: readonly (readonly [words: string, read: (geometry: RunGeometry) => Numbers])[] = [
  ['the spacing at the detector', ({ imagerPixelSpacingMm }) => imagerPixelSpacingMm],
  ['the pixel spacing', ({ pixelSpacingMm }) => pixelSpacingMm],
  ['the distance from source to detector', ({ sourceToDetectorMm }) => sourceToDetectorMm],
  ['the distance from source to patient', ({ sourceToIsocentreMm }) => sourceToIsocentreMm],
  ['the magnification', ({ magnificationFactor }) => magnificationFactor],
  ['the field of view', ({ fieldOfViewMm }) => fieldOfViewMm],
]

export type GeometryMatch = { readonly kind: 'same' } | { readonly kind: 'different' | 'unknown'; readonly why: string }

/**
 * Whether a size that holds in one run holds in the other. `unknown`: nothing speaks against it and nothing for it, as with a
 * mobile C-arm that sends pictures alone; then only a person can say so. A table of which nothing is said does not speak
 * against it: the band of the size is wider then.
 *
 * @units   mm, compared up to half a percent; of the table half a percent of its distance from the tube
 * @source  magnification is SID / SOD, PS3.3 C.8.7.5.1.2; the detector's pixel and the field of view say how it was sampled
 */
export function matchGeometry(a: RunGeometry, b: RunGeometry): GeometryMatch {
  if (a.studyUid !== b.studyUid) return { kind: 'different', why: 'it is of another study' }
  if (a.modality !== b.modality) return { kind: 'different', why: 'it is of another modality' }
  if (a.rows !== b.rows || a.columns !== b.columns) return { kind: 'different', why: 'its pictures have another size' }
  const differing = parts.find(([, read]) => !isSame(read(a), read(b)))
  if (differing !== undefined) return { kind: 'different', why: `${differing[0]} is another one` }
  const movedMm = tableMovedMm(a.table, b.table)
  if (movedMm !== null && movedMm > SAME * (positive(a.sourceToIsocentreMm) ?? SHORTEST_SOURCE_TO_OBJECT_MM)) return { kind: 'different', why: `the table stands ${movedMm.toFixed(0)} mm nearer to the tube or farther from it` }
  const [imager, , ...distances] = parts
  const isStated = imager !== undefined && imager[1](a) !== null && distances.some(([, read]) => read(a) !== null)
  return isStated ? { kind: 'same' } : { kind: 'unknown', why: 'the header does not say how the C-arm stood' }
}

function isSame(a: Numbers, b: Numbers): boolean {
  if (a === null || b === null) return a === b
  const [listA, listB] = [typeof a === 'number' ? [a] : a, typeof b === 'number' ? [b] : b]
  return listA.length === listB.length && listA.every((value, index) => Math.abs(value - (listB[index] ?? Number.NaN)) <= SAME * Math.max(Math.abs(value), Number.MIN_VALUE))
}

/** Beyond this turn the depth of an object says nothing about the other view: what lay beside the joint lies before it. */
const SAME_VIEW_DEG = 10

/**
 * Whether two frames look from the same side; null where one of them does not say from where.
 *
 * @units   degrees
 */
export function isSameDirection(a: RunGeometry, b: RunGeometry): boolean | null {
  const near = (first: number | null, second: number | null): boolean | null => {
    if (first === null || second === null) return null
    const apart = Math.abs(first - second) % 360
    return Math.min(apart, 360 - apart) <= SAME_VIEW_DEG
  }
  const [primary, secondary] = [near(a.primaryDeg, b.primaryDeg), near(a.secondaryDeg, b.secondaryDeg)]
  if (primary === false || secondary === false) return false
  return primary === null || secondary === null ? null : true
}
