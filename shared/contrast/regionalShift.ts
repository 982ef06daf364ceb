import type { ShiftPx } from './motionShift.ts'
import { isInPolygon } from './shutterArea.ts'
import { rowShift, shiftPlane, shiftRow } from './subtraction.ts'

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
  for (const { vertices, shiftPx } of regions) {
    const shift = rowShift(columns, rows, shiftPx)
    const line = new Float32Array(columns)
    const outline = vertices.map(([column, row]) => [row, column] as const)
    const [left, right] = within(vertices.map(([column]) => column), columns)
    const [top, bottom] = within(vertices.map(([, row]) => row), rows)
    for (let row = top; row <= bottom; row += 1) {
      shiftRow(mask, shift, row, line, 0)
      for (let column = left; column <= right; column += 1) if (isInPolygon(outline, column, row)) target[row * columns + column] = line[column] ?? NaN
    }
  }
  return target
}

/** First and last pixel that a shape may hold. */
const within = (places: readonly number[], count: number): readonly [number, number] => [Math.max(0, Math.floor(Math.min(...places))), Math.min(count - 1, Math.ceil(Math.max(...places)))]
