/** An ellipse along the axes of the picture. */
export type EllipseRegion = {
  readonly centre: readonly [column: number, row: number]
  readonly radiiPx: readonly [x: number, y: number]
}

/** The pixels of a region, as indexes row by row. */
export type RegionPixels = { readonly indexes: Int32Array; readonly columns: number; readonly rows: number }

/**
 * The pixels whose centre lies in an ellipse, its edge included; parts beyond the picture, and what `closed` marks with
 * 1 (a shutter), are left out.
 *
 * @frame   imageIndex [column, row]
 * @units   pixels
 */
export function pixelsOfEllipse({ centre, radiiPx }: EllipseRegion, columns: number, rows: number, closed: Uint8Array | null = null): RegionPixels {
  const indexes: number[] = []
  const top = Math.max(0, Math.ceil(centre[1] - radiiPx[1]))
  const bottom = Math.min(rows - 1, Math.floor(centre[1] + radiiPx[1]))
  for (let row = top; row <= bottom; row += 1) {
    const height = (row - centre[1]) / radiiPx[1]
    const half = radiiPx[0] * Math.sqrt(Math.max(0, 1 - height * height))
    for (let column = Math.max(0, Math.ceil(centre[0] - half)); column <= Math.min(columns - 1, Math.floor(centre[0] + half)); column += 1) {
      if (closed?.[row * columns + column] !== 1) indexes.push(row * columns + column)
    }
  }
  return { indexes: Int32Array.from(indexes), columns, rows }
}

/**
 * Mean of a picture over a region.
 *
 * @units   those of the picture
 * @returns NaN for a region without pixels
 */
export function meanOver(values: ArrayLike<number>, region: RegionPixels): number {
  let sum = 0
  for (const at of region.indexes) sum += values[at] ?? NaN
  return sum / region.indexes.length
}

/**
 * Mean of a picture that has been moved over a region that stays: between pixels, bilinear, beyond the edge the edge.
 *
 * @frame   imageIndex; + moves the region down and towards higher columns, as a mask is moved
 * @units   those of the picture; pixels
 */
export function meanOverMoved(values: ArrayLike<number>, region: RegionPixels, shiftPx: readonly [row: number, column: number]): number {
  if (shiftPx[0] === 0 && shiftPx[1] === 0) return meanOver(values, region)
  const { columns, rows } = region
  const wholeRow = Math.floor(shiftPx[0]), wholeColumn = Math.floor(shiftPx[1])
  const g = shiftPx[0] - wholeRow, f = shiftPx[1] - wholeColumn
  const within = (value: number, count: number): number => (value < 0 ? 0 : value >= count ? count - 1 : value)
  let sum = 0
  for (const at of region.indexes) {
    const row = Math.floor(at / columns) + wholeRow
    const column = (at % columns) + wholeColumn
    const upper = within(row, rows) * columns, lower = within(row + 1, rows) * columns
    const one = within(column, columns), other = within(column + 1, columns)
    sum += ((values[upper + one] ?? NaN) * (1 - f) + (values[upper + other] ?? NaN) * f) * (1 - g) + ((values[lower + one] ?? NaN) * (1 - f) + (values[lower + other] ?? NaN) * f) * g
  }
  return sum / region.indexes.length
}
