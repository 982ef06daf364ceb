import type { JawFrame } from '../phantom/jawFrame.ts'
import type { Operation } from '../phantom/notation.ts'
import type { Row } from '../phantom/rows.ts'
import { type FocusLevel, smoothMax, smoothMin } from '../phantom/solid.ts'
import { warpBoundMm } from '../phantom/warp.ts'

/** What a neighbourhood sees of a row. */
export type RowPresence = 'absent' | 'shows' | 'deep' | 'covers'

/**
 * One row as seen from one neighbourhood: only the operations that can matter there. Level 0 narrows for a wide
 * neighbourhood, level 1 again for a brick inside it; distances are then asked for inside the brick.
 */
export class RowView {
  readonly row: Row
  private readonly jaw: JawFrame
  private readonly warpReach: number
  private readonly kept: readonly [Operation[], Operation[]]
  private readonly keptBlend: readonly [number[], number[]]
  private active: readonly Operation[]

  constructor(row: Row, jaw: JawFrame) {
    this.row = row
    this.jaw = jaw
    this.warpReach = warpBoundMm * row.warpFactor
    this.kept = [[...row.operations], []]
    this.keptBlend = [[...row.laterBlendMm], []]
    this.active = row.operations
  }

  /** Distance at a point already displaced by the row's share of the warp. */
  distance(x: number, y: number, z: number): number {
    const rowX = this.row.isMirrored ? Math.abs(x) : x
    const rowY = this.row.isInJaw ? this.jaw.closedY(y, z) : y
    const rowZ = this.row.isInJaw ? this.jaw.closedZ(y, z) : z
    let d = Infinity
    for (const operation of this.active) {
      const v = operation.solid.distance(rowX, rowY, rowZ)
      if (operation.kind === 'U') d = smoothMin(d, v, operation.blendMm)
      else d = smoothMax(d, operation.kind === 'S' ? -v : v, operation.blendMm)
    }
    return d
  }

  /** Keeps the operations that can matter within `radius` of a point; false when no union is left. */
  narrow(level: FocusLevel, x: number, y: number, z: number, radius: number): boolean {
    const rowX = this.row.isMirrored ? Math.abs(x) : x
    const rowY = this.row.isInJaw ? this.jaw.closedY(y, z) : y
    const rowZ = this.row.isInJaw ? this.jaw.closedZ(y, z) : z
    const source = level === 0 ? this.row.operations : this.kept[0]
    const sourceBlend = level === 0 ? this.row.laterBlendMm : this.keptBlend[0]
    const target = this.kept[level]
    const targetBlend = this.keptBlend[level]
    target.length = 0
    targetBlend.length = 0
    let hasUnion = false
    for (let place = 0; place < source.length; place++) {
      const operation = source[place]
      const laterBlend = sourceBlend[place]
      if (operation === undefined || laterBlend === undefined) continue
      operation.solid.focus(level, rowX, rowY, rowZ, radius + this.warpReach)
      const v = operation.solid.distance(rowX, rowY, rowZ)
      const reach = radius + operation.blendMm + laterBlend + this.warpReach
      if (operation.kind === 'U' ? v > reach + 1.5 : (operation.kind === 'S' ? -v : v) < -(reach + this.row.depthMm)) continue
      hasUnion ||= operation.kind === 'U'
      target.push(operation)
      targetBlend.push(laterBlend)
    }
    this.active = target
    return hasUnion
  }

  /** How the row shows within `radius` of the point that it was just narrowed for. */
  presence(x: number, y: number, z: number, radius: number): RowPresence {
    const d = this.distance(x, y, z)
    const reach = radius + this.warpReach
    if (d > reach + 1) return 'absent'
    if (d < -(reach + this.row.depthMm)) return 'deep'
    return d < -(reach + 0.7) ? 'covers' : 'shows'
  }
}
