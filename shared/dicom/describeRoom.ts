import type { FindGroup } from './describeProjection.ts'
import type { DicomHeader } from './header.ts'
import type { RoomPosition } from './imageDescription.ts'
import { tags, type DicomTag } from './tags.ts'

/**
 * Where C-arm and table stood at each frame of an enhanced object, as written; a single one where all frames share it.
 *
 * @frame   axes of the isocentre: +X left, +Y down, +Z to the head end of the table
 * @units   mm, degrees
 * @source  PS3.3 C.8.19.6.13 X-Ray Isocenter Reference System, C.8.19.6.11 X-Ray Table Position: table top motion downwards,
 *          towards LAO and towards CRA is positive
 * @limits  a table position of which one part is missing is none
 */
export function describeRoom(groups: readonly FindGroup[]): readonly (RoomPosition | null)[] | null {
  const frames = groups.map(roomOf)
  const [first] = frames
  if (first === undefined || frames.every((frame) => frame === null)) return null
  return frames.every((frame) => JSON.stringify(frame) === JSON.stringify(first)) ? [first] : frames
}

function roomOf(find: FindGroup): RoomPosition | null {
  const isocentre = find(tags.IsocentreReferenceSystemSequence)
  const table = find(tags.TablePositionSequence)
  if (isocentre === null && table === null) return null
  const toIsocentre = three(isocentre, tags.TableXPositionToIsocentre, tags.TableYPositionToIsocentre, tags.TableZPositionToIsocentre)
  const ownZero = three(table, tags.TableTopLateralPosition, tags.TableTopVerticalPosition, tags.TableTopLongitudinalPosition)
  const angles = [tags.TableHorizontalRotationAngle, tags.TableHeadTiltAngle, tags.TableCradleTiltAngle] as const
  return {
    primaryDeg: isocentre?.number(tags.PositionerIsocentrePrimaryAngle) ?? null,
    secondaryDeg: isocentre?.number(tags.PositionerIsocentreSecondaryAngle) ?? null,
    detectorRotationDeg: isocentre?.number(tags.PositionerIsocentreDetectorRotationAngle) ?? null,
    tableMm: toIsocentre ?? ownZero,
    tableFrom: toIsocentre !== null ? 'isocentre' : ownZero !== null ? 'ownZero' : null,
    tableDeg: three(isocentre, ...angles) ?? three(table, ...angles),
  }
}

function three(from: DicomHeader | null, ...[x, y, z]: readonly [DicomTag, DicomTag, DicomTag]): [number, number, number] | null {
  const values = from === null ? [] : [x, y, z].map((tag) => from.number(tag))
  const [a, b, c] = values
  return a === null || b === null || c === null || a === undefined || b === undefined || c === undefined ? null : [a, b, c]
}
