import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorSubtract } from '#shared/geometry/vectors.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { consoleAngles } from './consoleAngles.ts'
import type { ViewGeometry, ViewReading } from './readView.ts'
import { tableMoveBetween, type TableMove } from './roomGeometry.ts'
import { checkSides, type SidesCheck } from './sidesOfView.ts'
import { angleBetweenViews, LEAST_ANGLE_DEG, placeInSpace, shiftFromReference, type PairSlot, type PlacedPoint, type PlaceFault, type TwoViews } from './twoViews.ts'
import type { PairedPoint, ViewPair } from './viewPair.ts'

export type RelateFault = Fault<'GEOMETRY_UNKNOWN' | 'VIEWS_TOO_CLOSE' | 'MOVEMENT_NOT_SAID' | 'NO_REFERENCE' | 'TABLE_MOVED'>
export type Readings = Readonly<Record<PairSlot, ViewReading>>
type Stated = Pick<ViewPair, 'stillBetween' | 'tableShifted' | 'table' | 'points'>

/**
 * The angles of a view in the patient's own frame: as the header has them, or turned where the operator said that the C-arm
 * had been told the wrong table side.
 *
 * @frame   patientLps
 * @units   degrees
 * @source  consoleAngles.ts, which is its own inverse
 */
export function inPatientFrame(geometry: ViewGeometry, table: ViewPair['table']): ViewGeometry {
  return table === null ? geometry : { ...geometry, ...consoleAngles(geometry, table.lay, table.setTo) }
}

/**
 * How the two views of a pair lie to each other, or the first reason why nobody can say.
 *
 * @frame   patientLps from the isocentre of the first view
 * @units   mm, degrees
 * @source  headers for the geometry and, of enhanced objects, for the table; the operator's word that nothing moved, or only the table
 */
export function relateViews(pair: Stated, readings: Readings): Result<TwoViews, RelateFault> {
  const [first, second] = [readings.first.geometry, readings.second.geometry]
  if (first === null || second === null) {
    const gaps = (['first', 'second'] as const).flatMap((slot) => readings[slot].gaps.map(({ message }) => message))
    return err('GEOMETRY_UNKNOWN', `The geometry is not known. ${[...new Set(gaps)].join(' ')}`)
  }
  const angleDeg = angleBetweenViews(first, second)
  if (angleDeg < LEAST_ANGLE_DEG) return err('VIEWS_TOO_CLOSE', `The two views are ${angleDeg.toFixed(0)}° apart. At least ${String(LEAST_ANGLE_DEG)}° are needed to tell a depth; 90° is best.`)
  const views = { first: inPatientFrame(first, pair.table), second: inPatientFrame(second, pair.table) }
  const table = tableMoveBetween(readings.first.table, readings.second.table)
  if (pair.stillBetween !== null) return table.kind === 'moved' ? err('TABLE_MOVED', tableMovedWords(table)) : ok({ ...views, secondIsocentreMm: [0, 0, 0] })
  if (pair.tableShifted === null) return err('MOVEMENT_NOT_SAID', 'Nobody has said that neither table nor patient moved between these two.')
  const reference = referenceOf(pair)
  if (reference === null || reference.first === null || reference.second === null) return err('NO_REFERENCE', 'The table was shifted. Mark the reference point in both views: places are told from it.')
  // A stated shift is also known along the rays, where a reference point tells nothing.
  if (table.kind === 'moved' && table.isocentreMm !== null) return ok({ ...views, secondIsocentreMm: isToldOtherwise(pair.table) ? halfTurned(table.isocentreMm) : table.isocentreMm })
  if (table.kind === 'moved' && table.isTurned) return err('TABLE_MOVED', tableMovedWords(table))
  const secondIsocentreMm = shiftFromReference(views.first, views.second, reference.first.pointPx, reference.second.pointPx)
  return secondIsocentreMm === null ? err('VIEWS_TOO_CLOSE', 'The two views are too close to each other to tell a depth.') : ok({ ...views, secondIsocentreMm })
}

/** A C-arm that was told the wrong table side wrote the patient's position as it was told: half a turn about the long axis off. */
const isToldOtherwise = (table: ViewPair['table']): boolean => table !== null && table.lay !== table.setTo
const halfTurned = ([x, y, z]: PatientVector): PatientVector => [-x, -y, z]

const tableMovedWords = ({ byMm, isTurned }: Extract<TableMove, { kind: 'moved' }>): string => (isTurned
  ? 'The headers say that the table was turned or tilted between these two. How the views lie to each other is then not known.'
  : `The headers say that the table stood ${byMm.toFixed(0)} mm elsewhere for the second view. Take back that nothing moved, and tell places from a point that is marked in both.`)

/**
 * The point from which places are told when the table was shifted; null when places are told from the isocentre.
 *
 * @source  the operator's choice
 */
export const referenceOf = ({ tableShifted, points }: Stated): PairedPoint | null => points.find(({ pointId }) => pointId === tableShifted?.referenceId) ?? null

/**
 * Where a paired point lies; null while it is marked in one view only.
 *
 * @frame   patientLps from the isocentre of the first view
 * @units   mm
 * @source  placeInSpace
 */
export function placeOfPoint(views: TwoViews, { first, second }: Pick<PairedPoint, 'first' | 'second'>): Result<PlacedPoint, PlaceFault> | null {
  return first === null || second === null ? null : placeInSpace(views, first.pointPx, second.pointPx)
}

/**
 * What a place is told from: the isocentre, or the reference point.
 *
 * @frame   patientLps from the isocentre of the first view
 * @units   mm
 * @source  as stated in the pair
 * @limits  null while the reference has no place
 */
export function originOf(pair: Stated, views: TwoViews): PatientPoint | null {
  const reference = referenceOf(pair)
  if (pair.stillBetween !== null || reference === null) return [0, 0, 0]
  const placed = placeOfPoint(views, reference)
  return placed?.ok === true ? placed.value.pointMm : null
}

/**
 * A place as it is told.
 *
 * @frame   patientLps from `originMm`
 * @units   mm
 * @source  difference of two places
 */
export const fromOrigin = (pointMm: PatientPoint, originMm: PatientPoint): PatientPoint => vectorSubtract(pointMm, originMm)

export type SidesState = 'known' | 'contradicted' | 'notSaid'
type ScreenHalf = Parameters<typeof checkSides>[1]

/**
 * Whether LEFT and front of a place in space may be named: the operator's word on a view agrees with its angles, or the
 * operator stated how the C-arm wrote them.
 *
 * @source  checkSides; the pair's table statement
 * @limits  one contradiction outweighs every agreement: a picture was mirrored, or the angles are of another frame
 */
export function sidesOfPair(pair: Stated, readings: Readings, said: Readonly<Record<PairSlot, { readonly left: ScreenHalf; readonly anterior: ScreenHalf }>>): SidesState {
  const checks = (['first', 'second'] as const).map((slot): SidesCheck => {
    const { geometry } = readings[slot]
    return geometry === null ? 'notSaid' : checkSides(inPatientFrame(geometry, pair.table), said[slot].left, said[slot].anterior)
  })
  if (checks.includes('contradicts')) return 'contradicted'
  return checks.includes('agrees') || pair.table !== null ? 'known' : 'notSaid'
}
