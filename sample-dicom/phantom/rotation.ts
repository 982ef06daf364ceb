import type { Triple } from './solid.ts'

/** Nine numbers, row-major; the columns are the local axes. */
export type Rotation = readonly [number, number, number, number, number, number, number, number, number]

export const identityRotation: Rotation = [1, 0, 0, 0, 1, 0, 0, 0, 1]

/** Rz Ry Rx from degrees about x, y and z. */
export function rotationFromDegrees(aboutX: number, aboutY: number, aboutZ: number): Rotation {
  const [cx, sx] = cosSin(aboutX)
  const [cy, sy] = cosSin(aboutY)
  const [cz, sz] = cosSin(aboutZ)
  return [
    cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx,
    sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx,
    -sy, cy * sx, cy * cx,
  ]
}

export const rotationFromAxes = (e1: Triple, e2: Triple, e3: Triple): Rotation =>
  [e1[0], e2[0], e3[0], e1[1], e2[1], e3[1], e1[2], e2[2], e3[2]]

export function cosSin(degrees: number): readonly [number, number] {
  const radians = (degrees * Math.PI) / 180
  return [Math.cos(radians), Math.sin(radians)]
}
