import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { TubePoint } from '#shared/planning/structure.ts'
import { depthOf, pixelsPerUnit, worldToScreen, type ScreenPoint, type ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'

export type Line = readonly [ScreenPoint, ScreenPoint]
type Ball = { readonly x: number; readonly y: number; readonly radiusSquared: number; readonly reachPx: number }

/** Of the screen, between two places at which the outline is looked for: finer than the line is wide. */
export const CELL_PX = 4
const MOST_CELLS = 40_000

/**
 * Where the shown plane cuts a tube, as pieces of its outline: the rim of all the balls that make the tube, so that a tube
 * that runs along the plane is never drawn thinner than it is.
 *
 * @frame   in: patientLps; out: viewport, CSS pixels
 */
export function tubeSection(camera: ViewCamera, pieces: readonly TubePoint[]): readonly Line[] {
  const scale = pixelsPerUnit(camera)
  const balls = pieces.flatMap((piece): readonly Ball[] => {
    const ball = ballOf(camera, scale, piece.pointLpsMm, piece.radiusMm)
    return ball === null ? [] : [ball]
  })
  if (balls.length === 0) return []
  const low: ScreenPoint = [Math.max(-CELL_PX, Math.min(...balls.map((ball) => ball.x - ball.reachPx)) - CELL_PX), Math.max(-CELL_PX, Math.min(...balls.map((ball) => ball.y - ball.reachPx)) - CELL_PX)]
  const high: ScreenPoint = [Math.min(camera.sizePx[0] + CELL_PX, Math.max(...balls.map((ball) => ball.x + ball.reachPx)) + CELL_PX), Math.min(camera.sizePx[1] + CELL_PX, Math.max(...balls.map((ball) => ball.y + ball.reachPx)) + CELL_PX)]
  if (high[0] <= low[0] || high[1] <= low[1]) return []
  const cell = Math.max(CELL_PX, Math.sqrt((high[0] - low[0]) * (high[1] - low[1]) / MOST_CELLS))
  const columns = Math.ceil((high[0] - low[0]) / cell) + 1
  const rows = Math.ceil((high[1] - low[1]) / cell) + 1
  return marchSquares(fieldOf(balls, low, cell, columns, rows), low, cell, columns, rows)
}

/**
 * The outline of a whole tube as it is seen along the view, whatever depth it lies at: the section of the tube pressed flat
 * into the plane, for a ball's rim is as wide from every side.
 *
 * @frame   in: patientLps; out: viewport, CSS pixels
 */
export function tubeProjection(camera: ViewCamera, pieces: readonly TubePoint[]): readonly Line[] {
  return tubeSection(camera, pieces.map(({ pointLpsMm: [x, y, z], radiusMm }): TubePoint => {
    const [depth, [tx, ty, tz]] = [depthOf(camera, [x, y, z]), camera.towardsViewer]
    return { pointLpsMm: [x - tx * depth, y - ty * depth, z - tz * depth], radiusMm }
  }))
}

function ballOf(camera: ViewCamera, scale: number, centre: PatientPoint, radiusMm: number): Ball | null {
  const depth = depthOf(camera, centre)
  if (Math.abs(depth) >= radiusMm) return null
  const [x, y] = worldToScreen(camera, centre)
  const radiusSquared = (radiusMm * radiusMm - depth * depth) * scale * scale
  return { x, y, radiusSquared, reachPx: Math.sqrt(radiusSquared) }
}

/** Positive within the section: how far inside, in pixels. */
function fieldOf(balls: readonly Ball[], low: ScreenPoint, cell: number, columns: number, rows: number): Float32Array {
  const field = new Float32Array(columns * rows).fill(-cell)
  for (const { x, y, reachPx } of balls) {
    const from = (value: number, start: number): number => Math.max(0, Math.floor((value - start) / cell) - 1)
    const to = (value: number, start: number, count: number): number => Math.min(count - 1, Math.ceil((value - start) / cell) + 1)
    for (let row = from(y - reachPx, low[1]); row <= to(y + reachPx, low[1], rows); row += 1) {
      for (let column = from(x - reachPx, low[0]); column <= to(x + reachPx, low[0], columns); column += 1) {
        const inside = reachPx - Math.hypot(low[0] + column * cell - x, low[1] + row * cell - y)
        const at = row * columns + column
        if (inside > (field[at] ?? Infinity)) field[at] = inside
      }
    }
  }
  return field
}

/**
 * The zero line of a field, cell by cell.
 *
 * @frame   viewport, CSS pixels; `low` is where the field's first value lies
 */
export function marchSquares(field: Float32Array, low: ScreenPoint, cell: number, columns: number, rows: number): readonly Line[] {
  const lines: Line[] = []
  const value = (column: number, row: number): number => field[row * columns + column] ?? Number.NaN
  for (let row = 0; row < rows - 1; row += 1) {
    for (let column = 0; column < columns - 1; column += 1) {
      const corners = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]] as const
      const crossings: ScreenPoint[] = []
      for (const [edge, [c, r]] of corners.entries()) {
        const [nc, nr] = corners[(edge + 1) % 4] ?? [c, r]
        const [a, b] = [value(c, r), value(nc, nr)]
        if ((a > 0) === (b > 0)) continue
        const t = a / (a - b)
        crossings.push([low[0] + (c + (nc - c) * t) * cell, low[1] + (r + (nr - r) * t) * cell])
      }
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        const [from, to] = [crossings[pair], crossings[pair + 1]]
        if (from !== undefined && to !== undefined) lines.push([from, to])
      }
    }
  }
  return lines
}

/** The pieces in the order in which they hang together, so that a dash runs on from one to the next. */
export function joinLines(lines: readonly Line[]): readonly (readonly ScreenPoint[])[] {
  const key = ([x, y]: ScreenPoint): string => `${x.toFixed(2)} ${y.toFixed(2)}`
  const ends = new Map<string, Line[]>()
  for (const line of lines) for (const end of line) ends.set(key(end), [...(ends.get(key(end)) ?? []), line])
  const used = new Set<Line>()
  const follow = (from: ScreenPoint): readonly ScreenPoint[] => {
    const path: ScreenPoint[] = []
    for (let at = from; ;) {
      const next = (ends.get(key(at)) ?? []).find((line) => !used.has(line))
      if (next === undefined) return path
      used.add(next)
      at = key(next[0]) === key(at) ? next[1] : next[0]
      path.push(at)
    }
  }
  return lines.flatMap((line): readonly (readonly ScreenPoint[])[] => {
    if (used.has(line)) return []
    used.add(line)
    return [[...follow(line[0]).toReversed(), line[0], line[1], ...follow(line[1])]]
  })
}
