import type { Measured } from './curveMeasures.ts'
import { isInPolygon } from './shutterArea.ts'
import type { OpaqueRegion } from './opaqueRegion.ts'
import type { OutlinePoint } from './outline.ts'

/** What a pixel is worth in the patient; null where nobody has calibrated it. */
export type SpacingMm = { readonly rowMm: number; readonly columnMm: number }

export type SpreadContext = {
  readonly spacing: SpacingMm | null
  /** Vertices of the joint's outline, drawn by a person. */
  readonly joint: readonly OutlinePoint[] | null
  /** Both ends of the joint line: its width is the measure where there are no millimetres. */
  readonly jointLine: readonly [OutlinePoint, OutlinePoint] | null
  readonly tip: OutlinePoint | null
  /** Two points of the patient's midline on the picture. */
  readonly midline: readonly [OutlinePoint, OutlinePoint] | null
  /** 1 where a shutter or the end of the scale hides the picture. */
  readonly closed: Uint8Array
}

export type Extent = {
  readonly px: number
  readonly mm: Measured
  readonly ofJointWidth: Measured
  readonly from: OutlinePoint
  readonly to: OutlinePoint
}

export type SpreadMeasures = {
  readonly areaPx: number
  readonly areaMm2: Measured
  readonly longest: Extent | null
  readonly farthestFromTip: Extent | null
  /** Part of the opaque area beyond the joint's outline, 0 to 1. */
  readonly shareOutsideJoint: Measured
  readonly crossesMidline: Measured<boolean>
  readonly reachesEdge: boolean
}

const NOT_CALIBRATED = 'This picture has no pixel size. Lengths are in pixels.'
/** A pixel beside the midline is not across it. */
const ACROSS_PX = 3
const ACROSS_SHARE = 0.01
const EDGE_PX = 8

/**
 * How far contrast has spread on a projection.
 *
 * @frame   imageIndex [column, row]
 * @units   pixels; millimetres only by the spacing given, else parts of the joint's width
 * @source  longest extent: greatest distance between two points of the opaque area (its Feret diameter)
 * @limits  a projection: what lies along the beam adds nothing to its area
 */
export function measureSpread(region: OpaqueRegion, context: SpreadContext): SpreadMeasures {
  const pixels = region.pieces.flatMap(({ pixels: own }) => [...own])
  const points = pixels.map((at): OutlinePoint => [at % region.columns, Math.floor(at / region.columns)])
  const hull = convexHull(points)
  const { spacing, tip, joint } = context
  return {
    areaPx: pixels.length,
    areaMm2: spacing === null ? none(NOT_CALIBRATED) : have(pixels.length * spacing.rowMm * spacing.columnMm),
    longest: longestOf(hull.flatMap((from) => hull.map((to) => [from, to] as const)), context),
    farthestFromTip: tip === null ? null : longestOf(hull.map((to) => [tip, to] as const), context),
    shareOutsideJoint: outside(points, joint),
    crossesMidline: acrossMidline(points, context),
    reachesEdge: points.some(([column, row]) => isAtEdge(column, row, region, context.closed)),
  }
}

const have = <T>(value: T): Measured<T> => ({ value, reason: null })
const none = (reason: string): Measured<never> => ({ value: null, reason })

function longestOf(pairs: readonly (readonly [OutlinePoint, OutlinePoint])[], { spacing, jointLine }: SpreadContext): Extent | null {
  const scale = spacing ?? { rowMm: 1, columnMm: 1 }
  const length = ([from, to]: readonly [OutlinePoint, OutlinePoint], by: SpacingMm): number => Math.hypot((to[0] - from[0]) * by.columnMm, (to[1] - from[1]) * by.rowMm)
  const longest = pairs.reduce<readonly [OutlinePoint, OutlinePoint] | null>((best, pair) => (best === null || length(pair, scale) > length(best, scale) ? pair : best), null)
  if (longest === null) return null
  const inPixels = { rowMm: 1, columnMm: 1 }
  const px = length(longest, inPixels)
  return {
    px, from: longest[0], to: longest[1],
    mm: spacing === null ? none(NOT_CALIBRATED) : have(length(longest, spacing)),
    ofJointWidth: jointLine === null ? none('Mark both ends of the joint line to compare with the joint.') : have(length(longest, scale) / length(jointLine, scale)),
  }
}

function outside(points: readonly OutlinePoint[], joint: readonly OutlinePoint[] | null): Measured {
  if (joint === null || joint.length < 3) return none('Draw the outline of the joint to see what lies outside it.')
  if (points.length === 0) return none('Nothing is opaque at this threshold.')
  const vertices = joint.map(([column, row]) => [row, column] as const)
  return have(points.filter(([column, row]) => !isInPolygon(vertices, column, row)).length / points.length)
}

/** On both sides of the line, by more than a few pixels each. */
function acrossMidline(points: readonly OutlinePoint[], { midline }: SpreadContext): Measured<boolean> {
  if (midline === null) return none('Mark the midline to see whether contrast crosses it.')
  const [[x0, y0], [x1, y1]] = midline
  const length = Math.hypot(x1 - x0, y1 - y0)
  if (!(length > 0)) return none('Both points of the midline are the same. Mark it again.')
  let one = 0
  let other = 0
  for (const [column, row] of points) {
    const distance = ((column - x0) * (y1 - y0) - (row - y0) * (x1 - x0)) / length
    if (distance > ACROSS_PX) one += 1
    else if (distance < -ACROSS_PX) other += 1
  }
  return have(Math.min(one, other) > Math.max(ACROSS_SHARE * points.length, 4))
}

/** Whether a pixel lies within a few pixels of where the picture ends. */
function isAtEdge(column: number, row: number, { columns, rows }: OpaqueRegion, closed: Uint8Array): boolean {
  for (const [x, y] of [[EDGE_PX, 0], [-EDGE_PX, 0], [0, EDGE_PX], [0, -EDGE_PX]] as const) {
    const c = column + x
    const r = row + y
    if (c < 0 || r < 0 || c >= columns || r >= rows || closed[r * columns + c] === 1) return true
  }
  return false
}

/** Andrew's monotone chain. */
function convexHull(points: readonly OutlinePoint[]): readonly OutlinePoint[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (ordered: readonly OutlinePoint[]): OutlinePoint[] => {
    const chain: OutlinePoint[] = []
    for (const point of ordered) {
      for (;;) {
        const last = chain.at(-1)
        const before = chain.at(-2)
        if (last === undefined || before === undefined) break
        if ((last[0] - before[0]) * (point[1] - before[1]) - (last[1] - before[1]) * (point[0] - before[0]) > 0) break
        chain.pop()
      }
      chain.push(point)
    }
    return chain.slice(0, -1)
  }
  return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.toReversed())]
}

/**
 * Long narrow pieces that run to the edge of the picture: they look like vessels. An aid to look, not a finding.
 *
 * @frame   imageIndex
 * @units   pixels; a piece counts from six times as long as it is wide on average
 * @source  none; length is the greatest extent of the piece, width its area over that
 */
export function vesselLikePieces(region: OpaqueRegion, closed: Uint8Array): readonly OpaqueRegion['pieces'][number][] {
  return region.pieces.filter(({ pixels }) => {
    const points = pixels.map((at): OutlinePoint => [at % region.columns, Math.floor(at / region.columns)])
    const hull = convexHull(points)
    const length = hull.reduce((most, from) => hull.reduce((far, to) => Math.max(far, Math.hypot(to[0] - from[0], to[1] - from[1])), most), 0)
    return length * length >= LENGTH_TO_WIDTH * pixels.length && points.some(([column, row]) => isAtEdge(column, row, region, closed))
  })
}

const LENGTH_TO_WIDTH = 6
