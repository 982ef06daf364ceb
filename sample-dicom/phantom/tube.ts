import type { FocusLevel, Solid, Triple } from './solid.ts'
import type { TubePoint } from './spline.ts'

/** Numbers a piece takes in the table: start, direction, radius at the start, radius gained, 1 / length². */
const pieceSize = 9

/**
 * A chain of straight pieces with a radius that changes along them. With a scale the distance is taken in the
 * stretched space p / s and divided by the length of its gradient, which makes the section an ellipse.
 */
export class Tube implements Solid {
  private readonly table: Float64Array
  private readonly inverseScale: Triple
  private readonly isScaled: boolean
  private readonly reach: number
  private readonly lists: readonly [Int32Array, Int32Array]
  private readonly counts: [number, number]
  private active: Int32Array
  private activeCount: number
  private readonly all: Int32Array

  constructor(line: readonly TubePoint[], scale: Triple) {
    // A single point is a ball: one piece of no length.
    const points = line.length === 1 ? [...line, ...line] : line
    const pieces = points.length - 1
    this.inverseScale = [1 / scale[0], 1 / scale[1], 1 / scale[2]]
    this.isScaled = scale[0] !== 1 || scale[1] !== 1 || scale[2] !== 1
    this.reach = 1 / Math.min(...scale)
    this.table = new Float64Array(pieces * pieceSize)
    points.slice(0, -1).forEach((start, piece) => {
      const end = points[piece + 1] ?? start
      this.table.set(pieceNumbers(start, end, this.inverseScale), piece * pieceSize)
    })
    const all = Int32Array.from({ length: pieces }, (_, piece) => piece * pieceSize)
    this.lists = [all.slice(), all.slice()]
    this.counts = [pieces, pieces]
    this.active = all
    this.activeCount = pieces
    this.all = all
  }

  focus(level: FocusLevel, x: number, y: number, z: number, radius: number): void {
    const source = level === 0 ? this.all : this.lists[0]
    const sourceCount = level === 0 ? this.all.length : this.counts[0]
    const i = this.inverseScale
    let nearest = Infinity
    for (let n = 0; n < sourceCount; n++) {
      const d = this.pieceDistance(source[n] ?? 0, x * i[0], y * i[1], z * i[2])
      if (d < nearest) nearest = d
    }
    // Both the nearest piece and a rival change by at most the radius (with a little for the growing tube radius).
    const limit = nearest + 2.6 * radius * this.reach
    const target = this.lists[level]
    let kept = 0
    for (let n = 0; n < sourceCount; n++) {
      const piece = source[n] ?? 0
      if (this.pieceDistance(piece, x * i[0], y * i[1], z * i[2]) <= limit) target[kept++] = piece
    }
    this.counts[level] = kept
    this.active = target
    this.activeCount = kept
  }

  private pieceDistance(piece: number, x: number, y: number, z: number): number {
    const t = this.table
    const px = x - (t[piece] ?? 0), py = y - (t[piece + 1] ?? 0), pz = z - (t[piece + 2] ?? 0)
    const vx = t[piece + 3] ?? 0, vy = t[piece + 4] ?? 0, vz = t[piece + 5] ?? 0
    let along = (px * vx + py * vy + pz * vz) * (t[piece + 8] ?? 0)
    along = along < 0 ? 0 : along > 1 ? 1 : along
    const dx = px - along * vx, dy = py - along * vy, dz = pz - along * vz
    return Math.sqrt(dx * dx + dy * dy + dz * dz) - (t[piece + 6] ?? 0) - along * (t[piece + 7] ?? 0)
  }

  distance(x: number, y: number, z: number): number {
    const i = this.inverseScale
    const qx = x * i[0], qy = y * i[1], qz = z * i[2]
    let nearest = Infinity
    let nearestPiece = 0
    for (let n = 0; n < this.activeCount; n++) {
      const piece = this.active[n] ?? 0
      const d = this.pieceDistance(piece, qx, qy, qz)
      if (d < nearest) { nearest = d; nearestPiece = piece }
    }
    return this.isScaled ? nearest / this.gradient(nearestPiece, qx, qy, qz) : nearest
  }

  /** Length of the gradient of the stretched distance, |n / s| with n away from the nearest point of the axis. */
  private gradient(piece: number, x: number, y: number, z: number): number {
    const t = this.table
    const i = this.inverseScale
    const px = x - (t[piece] ?? 0), py = y - (t[piece + 1] ?? 0), pz = z - (t[piece + 2] ?? 0)
    const vx = t[piece + 3] ?? 0, vy = t[piece + 4] ?? 0, vz = t[piece + 5] ?? 0
    let along = (px * vx + py * vy + pz * vz) * (t[piece + 8] ?? 0)
    along = along < 0 ? 0 : along > 1 ? 1 : along
    const dx = px - along * vx, dy = py - along * vy, dz = pz - along * vz
    const length = Math.sqrt(dx * dx + dy * dy + dz * dz)
    if (length < 1e-9) return this.reach
    const gx = dx * i[0], gy = dy * i[1], gz = dz * i[2]
    return Math.sqrt(gx * gx + gy * gy + gz * gz) / length
  }
}

function pieceNumbers(start: TubePoint, end: TubePoint, inverseScale: Triple): number[] {
  const from = [start[0] * inverseScale[0], start[1] * inverseScale[1], start[2] * inverseScale[2]] as const
  const along = [end[0] * inverseScale[0] - from[0], end[1] * inverseScale[1] - from[1], end[2] * inverseScale[2] - from[2]] as const
  const lengthSquared = along[0] ** 2 + along[1] ** 2 + along[2] ** 2
  return [...from, ...along, start[3], end[3] - start[3], lengthSquared > 0 ? 1 / lengthSquared : 0]
}
