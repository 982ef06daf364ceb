import type { Phantom } from '../phantom/rows.ts'
import { BrickPainter } from '../sampling/brickPainter.ts'
import { type Grid, slabCount, voxelCount } from '../sampling/grid.ts'

/** One plane of the phantom without noise, HU; the first row is what belongs at the top of a picture. */
export type Plane = { readonly width: number; readonly height: number; readonly hu: Int16Array }

const spacingMm = 0.5
const leftMm = -99.75
const frontMm = -121.75

function paint(phantom: Phantom, grid: Grid): Int16Array {
  const hu = new Int16Array(voxelCount(grid))
  const painter = new BrickPainter(phantom, grid)
  for (let slab = 0; slab < slabCount(grid); slab++) painter.paintSlab(slab, hu)
  return hu
}

export function axialPlane(phantom: Phantom, zMm: number): Plane {
  const size = [400, 440, 1] as const
  return { width: size[0], height: size[1], hu: paint(phantom, { size, spacingMm, first: [leftMm, frontMm, zMm], brickEdge: 8 }) }
}

export function coronalPlane(phantom: Phantom, yMm: number, topMm: number, height: number): Plane {
  const size = [400, 1, height] as const
  const first = [leftMm, yMm, topMm - (height - 1) * spacingMm] as const
  return { width: 400, height, hu: upsideDown(paint(phantom, { size, spacingMm, first, brickEdge: 8 }), 400) }
}

export function sagittalPlane(phantom: Phantom, xMm: number, topMm: number, height: number): Plane {
  const size = [1, 440, height] as const
  const first = [xMm, frontMm, topMm - (height - 1) * spacingMm] as const
  return { width: 440, height, hu: upsideDown(paint(phantom, { size, spacingMm, first, brickEdge: 8 }), 440) }
}

/** Samples run from feet to head, pictures from head to feet. */
function upsideDown(hu: Int16Array, width: number): Int16Array {
  const turned = new Int16Array(hu.length)
  const rows = hu.length / width
  for (let row = 0; row < rows; row++) turned.set(hu.subarray((rows - 1 - row) * width, (rows - row) * width), row * width)
  return turned
}
