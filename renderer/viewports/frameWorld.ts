import type { PatientPoint, Point2 } from '#shared/geometry/frames.ts'

/** The world of a frame's view: columns and rows of the image, rows stretched so that pixels are square. */
export const frameToWorld = ([column, row]: Point2<'imageIndex'>, aspect: number): PatientPoint => [column, row * aspect, 0]
export const worldToFrame = ([x, y]: PatientPoint, aspect: number): Point2<'imageIndex'> => [x, y / aspect]
