import type { ShiftPx } from './motionShift.ts'
import { isInPolygon } from './shutterArea.ts'
import { shiftPlane } from './subtraction.ts'

/** A part of the picture whose mask is moved by itself. */
export type RegionalShift = { readonly vertices: readonly (readonly [column: number, row: number])[]; readonly shiftPx: ShiftPx }

/**
 * A mask moved as a whole, and by regions: of regions that lie over each other the last counts.
 *
 * @frame   imageIndex of the frame; vertices [column, row]
 * @units   pixels [row, column]
 * @source  Region Pixel Shift Sequence (0028,9502), PS3.3 C.11.19.1.2: outside of all regions the shift of the whole
 */
export function shiftByRegions(mask: Float32Array, columns: number, rows: number, wholePx: ShiftPx, regions: readonly RegionalShift[], target: Float32Array): Float32Array {
  shiftPlane(mask, columns, rows, wholePx, target)
  const moved = new Float32Array(regions.length === 0 ? 0 : mask.length)
  for (const { vertices, shiftPx } of regions) {
    shiftPlane(mask, columns, rows, shiftPx, moved)
    const outline = vertices.map(([column, row]) => [row, column] as const)
    for (let at = 0; at < target.length; at += 1) if (isInPolygon(outline, at % columns, Math.floor(at / columns))) target[at] = moved[at] ?? NaN
  }
  return target
}
