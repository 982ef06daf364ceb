import { z } from 'zod'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { vectorCross, vectorDot, vectorScale } from '#shared/geometry/vectors.ts'
import { isTablePosition, upIn } from '#shared/planning/pathAngles.ts'
import { centralRay } from '#shared/projection/cArm.ts'
import type { ViewReading } from '#shared/projection/readView.ts'
import { roomOfFrame } from '#shared/projection/roomGeometry.ts'
import { finite } from '#shared/values.ts'
import { spacingOfFrame } from './spacingOfFrame.ts'

/** Where the table stood, and which way the beam went through it: axes of the isocentre, +X left, +Y down, +Z to the head end. */
export const tableStand = z.strictObject({
  heightMm: finite.nullable().describe('table top below the isocentre'),
  positionMm: z.tuple([finite, finite, finite]).nullable(),
  positionFrom: z.enum(['isocentre', 'ownZero']).nullable().describe('what the position is told from; a zero of its own compares only with itself'),
  beam: z.tuple([finite, finite, finite]).nullable().describe('unit vector; null where the header does not say how the C-arm stood or how the patient lay'),
})
export type TableStand = Readonly<z.infer<typeof tableStand>>
type Three = readonly [number, number, number]

/**
 * @frame   frameInRun counts from 0 in its image object
 * @units   mm
 * @source  Table Height (0018,1130), PS3.3 C.8.19.6.9; table position, C.8.19.6.13 and C.8.19.6.11
 * @returns null where the header says nothing of the table
 */
export function tableStandOf(image: ImageDescription, frameInRun: number, view: ViewReading): TableStand | null {
  const heightMm = spacingOfFrame(image, frameInRun + 1)?.tableHeightMm ?? null
  if (heightMm === null && view.table === null) return null
  const beam = beamInRoom(image, frameInRun, view)
  return {
    heightMm, positionMm: view.table === null ? null : [...view.table.tableMm], positionFrom: view.table?.tableFrom ?? null,
    // A negative zero would come back from disk as another value.
    beam: beam === null ? null : [beam[0] + 0, beam[1] + 0, beam[2] + 0],
  }
}

/** As stated in the room, else by how the patient lies on the table. */
function beamInRoom(image: ImageDescription, frameInRun: number, { primaryDeg, secondaryDeg }: ViewReading): Three | null {
  const room = roomOfFrame(image, frameInRun)
  if (room !== null && room.primaryDeg !== null && room.secondaryDeg !== null) return centralRay(room.primaryDeg, room.secondaryDeg)
  const { patientPosition } = image
  if (primaryDeg === null || secondaryDeg === null || patientPosition === null || !isTablePosition(patientPosition)) return null
  const ray = centralRay(primaryDeg, secondaryDeg)
  const down = vectorScale<'patientLps'>(upIn[patientPosition], -1)
  const toHeadEnd = [0, 0, patientPosition.startsWith('HF') ? 1 : -1] as const
  return [vectorDot(ray, vectorCross(down, toHeadEnd)), vectorDot(ray, down), vectorDot(ray, toHeadEnd)]
}

/** From here on a beam runs across the table rather than through it, and a height does not tell how near the patient is to the tube. */
const STEEPEST = Math.SQRT1_2

/**
 * How far the table moved along the beam between two frames. What it moved along or across the patient beside that leaves the
 * size of a pixel as it was.
 *
 * @units   mm; of the two beams the one along which it moved more
 * @source  similar triangles: what moves by d towards the tube is drawn larger by d / SOD
 * @returns null where the headers do not tell
 * @limits  without a beam the whole move across the table's length counts
 */
export function tableMovedMm(a: TableStand | undefined, b: TableStand | undefined): number | null {
  if (a === undefined || b === undefined) return null
  if (a.positionMm !== null && b.positionMm !== null && a.positionFrom === b.positionFrom) {
    const move = [a.positionMm[0] - b.positionMm[0], a.positionMm[1] - b.positionMm[1], a.positionMm[2] - b.positionMm[2]] as const
    return Math.max(along(move, a.beam), along(move, b.beam))
  }
  if (a.heightMm === null || b.heightMm === null || [a, b].some(({ beam }) => beam !== null && Math.abs(beam[1]) < STEEPEST)) return null
  const move = [0, a.heightMm - b.heightMm, 0] as const
  return Math.max(along(move, a.beam), along(move, b.beam))
}

/** PS3.3 C.8.19.6.13.1.2 leaves open which way a positive tilt goes, so what the table moved lengthwise counts at its worst. */
const along = ([x, y, z]: Three, beam: TableStand['beam']): number => (beam === null ? Math.hypot(x, y) : Math.abs(x * beam[0] + y * beam[1]) + Math.abs(z * beam[2]))
