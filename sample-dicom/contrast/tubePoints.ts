import { unitVector } from '../phantom/side.ts'
import type { TubePoint } from '../phantom/spline.ts'
import type { PointCloud } from './pattern.ts'

export type TubeFilling = {
  readonly stepMm: number
  readonly pointsPerStep: number
  readonly random: () => number
  /** Order value at the first point; it grows with the path length, mm. */
  readonly startMm: number
  /** Factor on the radius at a path length, mm. */
  readonly swelling?: (alongMm: number) => number
}

/** Fills a tube along its centre line with random points whose volumes add up to that of the tube. */
export function addTubePoints(cloud: PointCloud, line: readonly TubePoint[], filling: TubeFilling): void {
  let along = 0
  let next = filling.stepMm / 2
  line.slice(0, -1).forEach((from, n) => {
    const to = line[n + 1] ?? from
    const length = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2])
    for (; next <= along + length; next += filling.stepMm) addSlice(cloud, from, to, (next - along) / length, next, filling)
    along += length
  })
}

function addSlice(cloud: PointCloud, from: TubePoint, to: TubePoint, f: number, along: number, filling: TubeFilling): void {
  const at = (i: 0 | 1 | 2 | 3) => from[i] + f * (to[i] - from[i])
  const axis = unitVector([to[0] - from[0], to[1] - from[1], to[2] - from[2]])
  const flat = Math.abs(axis[2]) < 0.9 ? ([axis[1], -axis[0], 0] as const) : ([0, axis[2], -axis[1]] as const)
  const u = unitVector(flat)
  const v = [axis[1] * u[2] - axis[2] * u[1], axis[2] * u[0] - axis[0] * u[2], axis[0] * u[1] - axis[1] * u[0]] as const
  const radius = at(3) * (filling.swelling?.(along) ?? 1)
  const volume = (Math.PI * radius * radius * filling.stepMm) / filling.pointsPerStep
  for (let n = 0; n < filling.pointsPerStep; n++) {
    const r = radius * Math.sqrt(filling.random())
    const angle = 2 * Math.PI * filling.random()
    const shift = (filling.random() - 0.5) * filling.stepMm
    const a = r * Math.cos(angle), b = r * Math.sin(angle)
    cloud.add(
      at(0) + a * u[0] + b * v[0] + shift * axis[0],
      at(1) + a * u[1] + b * v[1] + shift * axis[1],
      at(2) + a * u[2] + b * v[2] + shift * axis[2],
      volume, filling.startMm + along + shift,
    )
  }
}
