import { makeTextures, materialHu } from '../phantom/material.ts'
import type { Phantom } from '../phantom/rows.ts'
import { clamp01 } from '../phantom/solid.ts'
import { SliceWarp, warpBoundMm } from '../phantom/warp.ts'
import { axisCoordinates, type Grid } from './grid.ts'
import { RowView } from './rowView.ts'

/** Partial volume and the scanner's blur in one, mm. */
const edgeMm = 0.7
/** Soft rows end this far under the skin, mm. */
const skinMm = 2.2
/** Bricks along x and y that share one wide neighbourhood. */
const bricksPerPatch = 4
const opaqueBelow = 0.004

/**
 * Samples the phantom into one slab of bricks after the other. A slab depends on nothing but the phantom and the grid,
 * so slabs may be painted in any order and by any number of workers.
 */
export class BrickPainter {
  private readonly grid: Grid
  private readonly views: readonly RowView[]
  private readonly body: RowView
  private readonly textures = makeTextures()
  private readonly xs: Float64Array
  private readonly ys: Float64Array
  private readonly zs: Float64Array
  private readonly warps: readonly SliceWarp[]
  private readonly inPatch: RowView[] = []
  private readonly shown: RowView[] = []
  private readonly isDeep: boolean[] = []
  private needsWarp = false
  private bodyIsDeep = false

  constructor(phantom: Phantom, grid: Grid) {
    this.grid = grid
    this.views = phantom.rows.map(row => new RowView(row, phantom.jaw))
    const body = this.views.find(view => view.row.part === 'body')
    if (body === undefined) throw new Error('A phantom without a body')
    this.body = body
    this.xs = axisCoordinates(grid, 0)
    this.ys = axisCoordinates(grid, 1)
    this.zs = axisCoordinates(grid, 2)
    this.warps = Array.from({ length: grid.brickEdge }, () => new SliceWarp(this.xs, this.ys))
  }

  paintSlab(slab: number, volume: Int16Array): void {
    const { size, brickEdge } = this.grid
    const firstSlice = slab * brickEdge
    const slices = Math.min(brickEdge, size[2] - firstSlice)
    for (let k = 0; k < slices; k++) this.warps[k]?.setSlice(this.zs[firstSlice + k] ?? 0)
    const patch = brickEdge * bricksPerPatch
    for (let y = 0; y < size[1]; y += patch) {
      for (let x = 0; x < size[0]; x += patch) this.paintPatch(x, y, firstSlice, slices, volume)
    }
  }

  private paintPatch(x0: number, y0: number, z0: number, slices: number, volume: Int16Array): void {
    const { size, brickEdge } = this.grid
    const patch = brickEdge * bricksPerPatch
    const x1 = Math.min(x0 + patch, size[0]), y1 = Math.min(y0 + patch, size[1])
    const centre = this.centre(x0, x1, y0, y1, z0, z0 + slices)
    this.inPatch.length = 0
    for (const view of this.views) if (view.narrow(0, ...centre)) this.inPatch.push(view)
    for (let y = y0; y < y1; y += brickEdge) {
      for (let x = x0; x < x1; x += brickEdge) {
        const bx1 = Math.min(x + brickEdge, x1), by1 = Math.min(y + brickEdge, y1)
        this.chooseRows(...this.centre(x, bx1, y, by1, z0, z0 + slices))
        this.paintBrick(x, bx1, y, by1, z0, slices, volume)
      }
    }
  }

  /** Middle of a block of voxels and the radius, with margin, that covers it, mm. */
  private centre(x0: number, x1: number, y0: number, y1: number, z0: number, z1: number): [number, number, number, number] {
    const { first, spacingMm: s } = this.grid
    const halfDiagonal = (Math.hypot(x1 - x0, y1 - y0, z1 - z0) * s) / 2
    const middle = (axis: 0 | 1 | 2, from: number, to: number) => first[axis] + ((from + to - 1) / 2) * s
    return [middle(0, x0, x1), middle(1, y0, y1), middle(2, z0, z1), 1.25 * halfDiagonal + 0.2]
  }

  /** The rows that show in a brick, from the top of the painting down to the first that covers all below. */
  private chooseRows(x: number, y: number, z: number, radius: number): void {
    this.shown.length = 0
    this.isDeep.length = 0
    this.needsWarp = false
    const isBodyNear = this.inPatch.includes(this.body) && this.body.narrow(1, x, y, z, radius)
    const bodyDistance = isBodyNear ? this.body.distance(x, y, z) : Infinity
    const bodyReach = radius + warpBoundMm * this.body.row.warpFactor
    const isBodyAbsent = bodyDistance > bodyReach + 1
    this.bodyIsDeep = bodyDistance < -(bodyReach + skinMm + edgeMm)
    for (let place = this.inPatch.length - 1; place >= 0; place--) {
      const view = this.inPatch[place]
      if (view === undefined || (view.row.isClipped && isBodyAbsent)) continue
      if (view !== this.body && !view.narrow(1, x, y, z, radius)) continue
      const presence = view === this.body && !isBodyNear ? 'absent' : view.presence(x, y, z, radius)
      if (presence === 'absent') continue
      this.shown.push(view)
      this.isDeep.push(presence === 'deep')
      if (presence !== 'deep' && view.row.warpFactor > 0) this.needsWarp = true
      if (view.row.isClipped && !this.bodyIsDeep) this.needsWarp = true
      if ((presence === 'deep' || presence === 'covers') && (!view.row.isClipped || this.bodyIsDeep)) break
    }
  }

  private paintBrick(x0: number, x1: number, y0: number, y1: number, z0: number, slices: number, volume: Int16Array): void {
    const { size } = this.grid
    for (let k = 0; k < slices; k++) {
      const warp = this.warps[k]
      if (warp === undefined) continue
      for (let row = y0; row < y1; row++) {
        let index = ((z0 + k) * size[1] + row) * size[0] + x0
        for (let column = x0; column < x1; column++, index++) {
          if (this.needsWarp) warp.at(column, row)
          volume[index] = this.shown.length === 0 ? -1000 : Math.round(this.voxelHu(this.xs[column] ?? 0, this.ys[row] ?? 0, this.zs[z0 + k] ?? 0, warp))
        }
      }
    }
  }

  private voxelHu(x: number, y: number, z: number, warp: SliceWarp): number {
    let hu = 0
    let remaining = 1
    let inside = this.bodyIsDeep ? 1 : -1
    for (let place = 0; place < this.shown.length; place++) {
      const view = this.shown[place]
      if (view === undefined) continue
      const w = view.row.warpFactor
      const d = this.isDeep[place] === true ? -100 : view.distance(x + w * warp.x, y + w * warp.y, z + w * warp.z)
      let coverage = clamp01(0.5 - d / edgeMm)
      if (coverage === 0) continue
      if (view.row.isClipped) {
        if (inside < 0) inside = this.insideSkin(x, y, z, warp)
        coverage *= inside
        if (coverage === 0) continue
      }
      hu += remaining * coverage * materialHu(view.row.material, this.textures, d, x, y, z)
      remaining *= 1 - coverage
      if (remaining < opaqueBelow) return hu - 1000 * remaining
    }
    return hu - 1000 * remaining
  }

  private insideSkin(x: number, y: number, z: number, warp: SliceWarp): number {
    const w = this.body.row.warpFactor
    const d = this.body.distance(x + w * warp.x, y + w * warp.y, z + w * warp.z)
    return clamp01(0.5 - (d + skinMm) / edgeMm)
  }
}
