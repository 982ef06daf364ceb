import { toDegrees } from '#shared/geometry/angles.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { Segment } from '#shared/geometry/segments.ts'
import { approachOf } from './approach.ts'
import { judgeClearance, type Margin } from './margins.ts'
import { gapToBody, type PreparedBody } from './structureClearance.ts'

/** What a path from a skin point to the target would pass: as numbers of `SkinMap.levels`. */
export const wayLevels = ['above', 'caution', 'stop', 'bone', 'notOffered', 'notAssessed'] as const
export type WayLevel = (typeof wayLevels)[number]

export type KeptClear = { readonly id: string; readonly name: string; readonly body: PreparedBody; readonly uncertaintyMm: number; readonly margin: Margin }
export type SkinPoints = { readonly positions: Float32Array; readonly normals: Float32Array }

export type WaysInput = {
  readonly target: PatientPoint
  readonly skin: SkinPoints
  /** Per skin point the length of bone on the way; null where bone is not known. */
  readonly boneMm: Float32Array | null
  readonly reachMm: number
  readonly needleRadiusMm: number
  readonly structures: readonly KeptClear[]
  /** How many structures that must be asked about are not assessed: then no way is called above the margins. */
  readonly notAssessed: number
}

/** A map of the skin: one entry per point, in the order of the points. */
export type SkinMap = {
  readonly levels: Uint8Array
  /** Least clearance, less the uncertainty, to any structure; farther than `FAR_MM` reads `FAR_MM`. NaN where it was not measured. */
  readonly leastMm: Float32Array
  /** Index into the structures of the nearest one; -1 where none is near. */
  readonly nearest: Int16Array
  readonly lengthMm: Float32Array
}

/** Steeper head or feet ways than this are not offered: more than the caudal-to-cranial approach needs. */
const MOST_CRANIOCAUDAL_DEG = 50
/** A needle that meets the skin flatter than this slides along it. */
const FLATTEST_DEG = 75
/** Cortical bone that a needle of this kind does not go through; less is a brush or noise. */
const MOST_BONE_MM = 2
/** Beyond this a clearance changes nothing. */
export const FAR_MM = 15

/**
 * For every skin point: how near a straight path from it to the target passes what must not be hit.
 *
 * @frame   patientLps
 * @units   mm
 * @source  3D Slicer's PercutaneousApproachAnalysis (a ray from the target to each skin point), with distances instead of hits; clearance: tube.ts, levels: margins.ts
 * @limits  ways steeper than 50 degrees to head or feet, flatter than 15 degrees to the skin or longer than the reach are not
 *          offered; a way through more than 2 mm of bone is marked as such
 */
export function mapWaysIn({ target, skin, boneMm, reachMm, needleRadiusMm, structures, notAssessed }: WaysInput): SkinMap {
  const count = skin.positions.length / 3
  const map = { levels: new Uint8Array(count), leastMm: new Float32Array(count).fill(Number.NaN), nearest: new Int16Array(count).fill(-1), lengthMm: new Float32Array(count) }
  for (let at = 0; at < count; at += 1) {
    const entry = pointAt(skin.positions, at)
    const lengthMm = Math.hypot(entry[0] - target[0], entry[1] - target[1], entry[2] - target[2])
    map.lengthMm[at] = lengthMm
    if (!isOffered(entry, target, pointAt(skin.normals, at), lengthMm, reachMm)) {
      map.levels[at] = levelIndex('notOffered')
      continue
    }
    if (boneMm !== null && (boneMm[at] ?? 0) > MOST_BONE_MM) {
      map.levels[at] = levelIndex('bone')
      continue
    }
    const { level, leastMm, nearest } = judgeWay(entry, target, needleRadiusMm, structures)
    map.leastMm[at] = leastMm
    map.nearest[at] = nearest
    map.levels[at] = levelIndex(level === 'above' && notAssessed > 0 ? 'notAssessed' : level)
  }
  return map
}

/**
 * The shortest and the longest of the ways that are offered; both 0 where none is.
 *
 * @units   mm
 * @source  the lengths of the map
 */
export function lengthSpan({ levels, lengthMm }: SkinMap): { readonly shortestMm: number; readonly longestMm: number } {
  let [shortestMm, longestMm] = [Infinity, 0]
  for (const [at, level] of levels.entries()) {
    if (wayLevels[level] === 'notOffered') continue
    shortestMm = Math.min(shortestMm, lengthMm[at] ?? Number.NaN)
    longestMm = Math.max(longestMm, lengthMm[at] ?? Number.NaN)
  }
  return longestMm === 0 ? { shortestMm: 0, longestMm: 0 } : { shortestMm, longestMm }
}

const levelIndex = (level: WayLevel): number => wayLevels.indexOf(level)
const pointAt = (values: Float32Array, at: number): PatientPoint => [values[3 * at] ?? Number.NaN, values[3 * at + 1] ?? Number.NaN, values[3 * at + 2] ?? Number.NaN]

function isOffered(entry: PatientPoint, target: PatientPoint, normal: PatientPoint, lengthMm: number, reachMm: number): boolean {
  if (lengthMm > reachMm || lengthMm < 1) return false
  const [x, y, z] = [(entry[0] - target[0]) / lengthMm, (entry[1] - target[1]) / lengthMm, (entry[2] - target[2]) / lengthMm]
  const isFlat = x * normal[0] + y * normal[1] + z * normal[2] < Math.cos(FLATTEST_DEG * Math.PI / 180)
  return !isFlat && Math.abs(toDegrees(Math.asin(Math.min(1, Math.max(-1, z))))) <= MOST_CRANIOCAUDAL_DEG
}

/** Farther than that a clearance changes nothing, but that the drawing ends at its closest place does. */
function nearOrEnding(path: Segment, body: PreparedBody, withinMm: number): { readonly gapMm: number; readonly endsThere: boolean } {
  const near = gapToBody(path, body, withinMm)
  return near.gapMm < withinMm ? near : { gapMm: withinMm, endsThere: gapToBody(path, body).endsThere }
}

type JudgedWay = { readonly level: 'above' | 'caution' | 'stop'; readonly leastMm: number; readonly nearest: number }
const rank = { above: 0, caution: 1, stop: 2 } as const

function judgeWay(entry: PatientPoint, target: PatientPoint, needleRadiusMm: number, structures: readonly KeptClear[]): JudgedWay {
  let worst: JudgedWay = { level: 'above', leastMm: FAR_MM, nearest: -1 }
  for (const [index, { body, uncertaintyMm, margin }] of structures.entries()) {
    const offMm = needleRadiusMm + uncertaintyMm
    const { gapMm, endsThere } = nearOrEnding([entry, target], body, FAR_MM + offMm)
    const leastMm = gapMm - offMm
    const judged = judgeClearance(leastMm, margin)
    const level = judged === 'above' && endsThere ? 'caution' : judged
    const isWorse = rank[level] > rank[worst.level] || (rank[level] === rank[worst.level] && leastMm < worst.leastMm)
    if (isWorse) worst = { level, leastMm: rank[level] > rank[worst.level] ? leastMm : Math.min(leastMm, worst.leastMm), nearest: index }
  }
  return worst
}

export type Suggestion = { readonly point: number; readonly entryLpsMm: PatientPoint; readonly lengthMm: number; readonly leastMm: number; readonly nearest: number; readonly level: 'above' | 'caution' | 'notAssessed' }

const MOST_SUGGESTIONS = 3
const APART_MM = 15
const APART_DEG = 10
/** Among ways with more room than this the shorter one is better. */
const ROOM_ENOUGH_MM = 5
/** A millimetre of room is worth so many of length. */
const LENGTH_FOR_ROOM = 10

/**
 * Up to three ways in that keep every stop margin: most room first, up to 5 mm beyond the caution margin, then the shorter;
 * each at least 15 mm on the skin and 10 degrees in direction from those before it; none from the front. Proposals to look
 * at, never a choice.
 *
 * @frame   patientLps
 * @units   mm
 * @source  the app's own ranking, stated above
 */
export function suggestWays({ target, skin, structures }: Pick<WaysInput, 'target' | 'skin' | 'structures'>, map: SkinMap): readonly Suggestion[] {
  const offered = [...map.levels.entries()].filter(([, level]) => ['above', 'caution', 'notAssessed'].includes(wayLevels[level] ?? ''))
  const scored = offered.filter(([point]) => approachOf(pointAt(skin.positions, point), target) !== null).map(([point]) => {
    const leastMm = map.leastMm[point] ?? Number.NaN
    const cautionMm = structures[map.nearest[point] ?? -1]?.margin.cautionMm ?? 0
    return { point, score: Math.min(ROOM_ENOUGH_MM, leastMm - cautionMm) - (map.lengthMm[point] ?? Number.NaN) / LENGTH_FOR_ROOM }
  }).toSorted((a, b) => b.score - a.score)
  const chosen: Suggestion[] = []
  for (const { point } of scored) {
    const entryLpsMm = pointAt(skin.positions, point)
    if (chosen.some((other) => !isApart(entryLpsMm, other.entryLpsMm, target))) continue
    const level = wayLevels[map.levels[point] ?? -1]
    if (level !== 'above' && level !== 'caution' && level !== 'notAssessed') continue
    chosen.push({ point, entryLpsMm, lengthMm: map.lengthMm[point] ?? Number.NaN, leastMm: map.leastMm[point] ?? Number.NaN, nearest: map.nearest[point] ?? -1, level })
    if (chosen.length === MOST_SUGGESTIONS) break
  }
  return chosen
}

function isApart(a: PatientPoint, b: PatientPoint, target: PatientPoint): boolean {
  const [ax, ay, az] = [a[0] - target[0], a[1] - target[1], a[2] - target[2]]
  const [bx, by, bz] = [b[0] - target[0], b[1] - target[1], b[2] - target[2]]
  const cos = (ax * bx + ay * by + az * bz) / (Math.hypot(ax, ay, az) * Math.hypot(bx, by, bz))
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) >= APART_MM && toDegrees(Math.acos(Math.min(1, cos))) >= APART_DEG
}

/**
 * Where a direction lies on the bull's-eye picture: straight behind in the middle, as far out as its angle from there, the
 * patient's LEFT at the screen's end and the head up.
 *
 * @frame   patientLps in; out: [across, down] in degrees, azimuthal equidistant
 * @units   degrees
 * @source  J. P. Snyder, Map Projections: A Working Manual, USGS 1395, azimuthal equidistant
 */
export function bullsEye(entry: PatientPoint, target: PatientPoint): readonly [number, number] {
  const [x, y, z] = [entry[0] - target[0], entry[1] - target[1], entry[2] - target[2]]
  const across = Math.hypot(x, z)
  const angleDeg = toDegrees(Math.atan2(across, y))
  return across === 0 ? [0, 0] : [angleDeg * x / across, -angleDeg * z / across]
}
