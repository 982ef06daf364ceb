import type { PatientPoint } from '#shared/geometry/frames.ts'
import { indexToLps, lpsToIndex, type GridFrame } from '#shared/imageAnalysis/huVolume.ts'
import { preparePainted, rimPoints, type PreparedPainted } from '#shared/planning/painted.ts'
import type { PaintedShape } from '#shared/planning/structure.ts'
import { screenToWorld, worldToScreen, type ScreenPoint, type ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { CELL_PX, marchSquares, tubeProjection, type Line } from './section.ts'

/**
 * Where the shown plane cuts a painted structure: half-way between voxels that belong and those that do not.
 *
 * @frame   in: patientLps; out: viewport, CSS pixels
 */
export const paintedSection = (camera: ViewCamera, shape: PaintedShape): readonly Line[] => cut(camera, preparePainted(shape))

const MOST_BALLS = 4000

/**
 * The outline of the whole of a painted structure as it is seen along the view, whatever depth it lies at.
 *
 * @frame   in: patientLps; out: viewport, CSS pixels
 */
export function paintedProjection(camera: ViewCamera, shape: PaintedShape): readonly Line[] {
  const { columnStepMm, rowStepMm, sliceStepMm } = shape.grid
  const voxelMm = Math.max(Math.hypot(...columnStepMm), Math.hypot(...rowStepMm), Math.hypot(...sliceStepMm))
  const { faces } = preparePainted(shape)
  // Where not every face has its ball, the balls are larger, so that none shows as a hole.
  const radiusMm = 0.6 * voxelMm * Math.sqrt(Math.max(1, faces.length / 4 / MOST_BALLS))
  return tubeProjection(camera, rimPoints(shape, MOST_BALLS).map(([x, y, z]) => ({ pointLpsMm: [x, y, z], radiusMm })))
}

function cut(camera: ViewCamera, painted: PreparedPainted): readonly Line[] {
  const corners = cornersOf(painted.frame).map(point => worldToScreen(camera, point))
  const end = (axis: 0 | 1, pick: (...values: number[]) => number): number => pick(...corners.map(corner => corner[axis]))
  const low: ScreenPoint = [Math.max(-CELL_PX, end(0, Math.min)), Math.max(-CELL_PX, end(1, Math.min))]
  const high: ScreenPoint = [Math.min(camera.sizePx[0] + CELL_PX, end(0, Math.max)), Math.min(camera.sizePx[1] + CELL_PX, end(1, Math.max))]
  if (!(high[0] > low[0] && high[1] > low[1])) return []
  const columns = Math.ceil((high[0] - low[0]) / CELL_PX) + 1
  const rows = Math.ceil((high[1] - low[1]) / CELL_PX) + 1
  const field = new Float32Array(columns * rows)
  for (let row = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1) {
    field[row * columns + column] = shareAt(painted, screenToWorld(camera, [low[0] + column * CELL_PX, low[1] + row * CELL_PX])) - 0.5
  }
  return marchSquares(field, low, CELL_PX, columns, rows)
}

/** One voxel beyond the painted box, where nothing belongs. */
function cornersOf(frame: GridFrame): readonly PatientPoint[] {
  const ends = (count: number): readonly [number, number] => [-1, count]
  const [columns, rows, slices] = frame.size
  return ends(columns).flatMap(i => ends(rows).flatMap(j => ends(slices).map(k => indexToLps(frame, i, j, k))))
}

/** Between voxel centres, evenly from 0 to 1. */
function shareAt({ frame, bits }: PreparedPainted, point: PatientPoint): number {
  const [x, y, z] = lpsToIndex(frame, point)
  const [i, j, k] = [Math.floor(x), Math.floor(y), Math.floor(z)]
  const [columns, rows, slices] = frame.size
  if (i < -1 || j < -1 || k < -1 || i >= columns || j >= rows || k >= slices) return 0
  let share = 0
  for (let corner = 0; corner < 8; corner += 1) {
    const [di, dj, dk] = [corner & 1, (corner >> 1) & 1, corner >> 2]
    const [ci, cj, ck] = [i + di, j + dj, k + dk]
    if (ci < 0 || cj < 0 || ck < 0 || ci >= columns || cj >= rows || ck >= slices || bits[(ck * rows + cj) * columns + ci] !== 1) continue
    share += (di === 1 ? x - i : 1 - x + i) * (dj === 1 ? y - j : 1 - y + j) * (dk === 1 ? z - k : 1 - z + k)
  }
  return share
}
