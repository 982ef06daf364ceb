import type { ImageDescription, RoomPosition } from '#shared/dicom/imageDescription.ts'
import type { PatientVector } from '#shared/geometry/frames.ts'
import { vectorLength } from '#shared/geometry/vectors.ts'
import { isCArmAngle } from './consoleAngles.ts'

/** How a patient who lies head first is turned about the table's long axis against a supine one. PS3.17 FFF.1.2.2.2. */
const turnDeg = { HFS: 0, HFP: 180, HFDR: 90, HFDL: -90 } as const
export type HeadFirst = keyof typeof turnDeg
const headFirstOf = (patientPosition: string | null): HeadFirst | null => (['HFS', 'HFP', 'HFDR', 'HFDL'] as const).find((known) => known === patientPosition) ?? null

/** Writers round to a tenth of a degree; a table at rest is level within less. */
const LEVEL_DEG = 0.2
/** A tabletop has 2 m of travel; what lies beyond is another unit. */
const FARTHEST_MM = 3000

const isLevel = (tableDeg: RoomPosition['tableDeg']): boolean => tableDeg !== null && tableDeg.every((angle) => Math.abs(angle) <= LEVEL_DEG)

/**
 * Where C-arm and table stood at one frame.
 *
 * @frame   axes of the isocentre; `frameInRun` counts from 0 in its image object
 * @units   mm, degrees
 * @source  PS3.3 C.7.6.16: a functional group is shared, or there is one for each frame
 */
export function roomOfFrame({ roomPositions }: Pick<ImageDescription, 'roomPositions'>, frameInRun: number): RoomPosition | null {
  const own = roomPositions?.length === 1 ? roomPositions[0] : roomPositions?.[frameInRun]
  return own ?? null
}

/**
 * The C-arm's angles in the patient's own frame, from those in the room.
 *
 * @frame   axes of the isocentre in; head-first supine patientLps out
 * @units   degrees
 * @source  Positioner Isocenter Primary Angle from -Y to +X, Secondary Angle: PS3.3 C.8.19.6.13.1.2, which leaves open
 *          which way a positive one tilts (readView.ts); the patient's
 *          axes on the table: PS3.17 FFF.1.2.2.2
 * @limits  null unless the table is stated to be level and the patient to lie head first: only then is the one a turn of the other
 */
export function anglesFromRoom(room: RoomPosition, patientPosition: string | null): { readonly primaryDeg: number; readonly secondaryDeg: number } | null {
  const lies = headFirstOf(patientPosition)
  if (lies === null || room.primaryDeg === null || room.secondaryDeg === null || !isLevel(room.tableDeg)) return null
  // An angle beyond the scale stays beyond it: whoever wrote it meant something else.
  if (!isCArmAngle('primary', room.primaryDeg)) return { primaryDeg: room.primaryDeg, secondaryDeg: room.secondaryDeg }
  const turned = room.primaryDeg + turnDeg[lies]
  return { primaryDeg: turned > 180 ? turned - 360 : turned < -180 ? turned + 360 : turned, secondaryDeg: room.secondaryDeg }
}

/** Where the table stood at one frame, and how the patient lay on it. */
export type TableReading = Pick<RoomPosition, 'tableFrom' | 'tableDeg'> & { readonly tableMm: readonly [number, number, number]; readonly lies: HeadFirst | null }

/**
 * @frame   axes of the isocentre
 * @units   mm, degrees
 * @source  Table X, Y, Z Position to Isocenter, PS3.3 C.8.19.6.13; else Table Top Lateral, Vertical, Longitudinal Position, C.8.19.6.11
 * @limits  null where nothing is stated, or what no table can do
 */
export function tableOf(room: RoomPosition | null, patientPosition: string | null): TableReading | null {
  if (room === null || room.tableMm === null || room.tableMm.some((mm) => !(Math.abs(mm) <= FARTHEST_MM))) return null
  return { tableMm: room.tableMm, tableFrom: room.tableFrom, tableDeg: room.tableDeg, lies: headFirstOf(patientPosition) }
}

/** What headers tell of the table between two views. */
export type TableMove =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'still' }
  /** `isocentreMm`: by how much the isocentre moved in the patient; null where it cannot be told. */
  | { readonly kind: 'moved'; readonly byMm: number; readonly isTurned: boolean; readonly isocentreMm: PatientVector | null }

/** Encoders of tables show whole millimetres. */
const STILL_MM = 1

/**
 * Whether the table moved between two views. The patient lies on it: as the table goes one way, the isocentre goes the other
 * way through the patient.
 *
 * @frame   axes of the isocentre in; patientLps out
 * @units   mm
 * @source  a point of the table is T + its place on the table, PS3.17 Z.3; the patient's axes on the table, FFF.1.2.2.2
 * @limits  a table that was turned or tilted between the views: by how much the isocentre moved is not told
 */
export function tableMoveBetween(first: TableReading | null, second: TableReading | null): TableMove {
  if (first === null || second === null || first.tableFrom !== second.tableFrom) return { kind: 'unknown' }
  const table: PatientVector = [first.tableMm[0] - second.tableMm[0], first.tableMm[1] - second.tableMm[1], first.tableMm[2] - second.tableMm[2]]
  const byMm = vectorLength(table)
  const [before, after] = [first.tableDeg, second.tableDeg]
  const isTurned = before !== null && after !== null && before.some((angle, axis) => Math.abs(angle - (after[axis] ?? Number.NaN)) > LEVEL_DEG)
  if (byMm <= STILL_MM && !isTurned) return { kind: 'still' }
  const isTold = isLevel(before) && isLevel(after) && first.lies !== null && first.lies === second.lies
  return { kind: 'moved', byMm, isTurned, isocentreMm: isTold && first.lies !== null ? onPatient(table, first.lies) : null }
}

/** Axes of a level table to those of the patient who lies on it. */
function onPatient([x, y, z]: PatientVector, lies: HeadFirst): PatientVector {
  switch (lies) {
    case 'HFS': return [x, y, z]
    case 'HFP': return [-x, -y, z]
    case 'HFDR': return [-y, x, z]
    case 'HFDL': return [y, -x, z]
  }
}
