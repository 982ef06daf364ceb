import type { DisplayShutter } from '#shared/dicom/imageDescription.ts'

/**
 * Whether a pixel lies in the part of the picture that the shutter leaves open. Several shapes close together: a pixel
 * must be inside all of them.
 *
 * @frame   imageIndex, from 0; the header counts from 1
 * @source  PS3.3 C.7.6.11 Display Shutter; edges belong to the open part
 */
export function isInsideShutter(shutter: DisplayShutter | null, column: number, row: number): boolean {
  if (shutter === null) return true
  const x = column + 1
  const y = row + 1
  const { rectangle, circle, polygon } = shutter
  if (rectangle !== null && (x < rectangle.left || x > rectangle.right || y < rectangle.upper || y > rectangle.lower)) return false
  if (circle !== null && (x - circle.centreColumn) ** 2 + (y - circle.centreRow) ** 2 > circle.radius ** 2) return false
  return polygon === null || polygon.length < 3 || isInPolygon(polygon, x, y)
}

/**
 * Whether a point lies in a polygon.
 *
 * @frame   imageIndex; vertices [row, column], the point (column, row)
 */
export function isInPolygon(vertices: readonly (readonly [row: number, column: number])[], x: number, y: number): boolean {
  let isInside = false
  let previous = vertices[vertices.length - 1]
  for (const vertex of vertices) {
    if (previous !== undefined && vertex[0] > y !== previous[0] > y) {
      const crossing = vertex[1] + ((y - vertex[0]) / (previous[0] - vertex[0])) * (previous[1] - vertex[1])
      if (x < crossing) isInside = !isInside
    }
    previous = vertex
  }
  return isInside
}
