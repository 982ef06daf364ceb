import type { Side } from '../phantom/parameters.ts'
import { splinePoints, type TubePoint } from '../phantom/spline.ts'
import { mulberry32 } from '../phantom/texture.ts'
import { type ContrastPart, PointCloud, smoothStep } from './pattern.ts'
import { addTubePoints } from './tubePoints.ts'

type Vein = { readonly radiusMm: number; readonly startMm: number; readonly points: readonly (readonly [number, number, number])[] }

/** Veins of the plexus behind the joint in |x|, mm; each starts at a path length of the vein that it leaves. */
const veins: readonly Vein[] = [
  { radiusMm: 1.5, startMm: 0, points: [[20, 13, -3], [24, 17, -8], [27, 14, -14], [31, 18, -21], [29, 15, -29], [34, 19, -38], [33, 15, -48], [37, 17, -60]] },
  { radiusMm: 1, startMm: 0, points: [[20, 13, -3], [17, 20, -9], [20, 24, -17], [15, 27, -25], [19, 25, -34], [15, 28, -44]] },
  { radiusMm: 1, startMm: 22, points: [[27, 14, -14], [33, 9, -13], [38, 4, -19], [40, -3, -27], [38, -9, -36]] },
  { radiusMm: 1, startMm: 42, points: [[29, 15, -29], [24, 12, -33], [22, 17, -40], [25, 20, -50]] },
  { radiusMm: 1, startMm: 4, points: [[20, 13, -3], [13, 14, -2], [9, 17, -6], [10.5, 18, -16], [8.8, 16, -28], [10, 18, -38]] },
]

/** Contrast that runs off through tortuous veins and is washed out of them. */
export function venousRunOff(side: Side): ContrastPart {
  const sign = side === 'R' ? -1 : 1
  const random = mulberry32(61)
  const cloud = new PointCloud()
  for (const vein of veins) {
    const line = splinePoints(vein.points.map(([x, y, z]): TubePoint => [sign * x, y, z, vein.radiusMm]), 8)
    addTubePoints(cloud, line, { stepMm: 0.35, pointsPerStep: 60, random, startMm: vein.startMm, swelling: along => 1 + 0.25 * Math.sin(0.9 * along) })
  }
  return cloud.finish('veins', (s, seconds) => {
    const washout = seconds > 2.2 ? Math.exp(-(seconds - 2.2) / 1.1) : 1
    return 0.42 * smoothStep((seconds - 0.5 - s / 28) / 0.25) * Math.exp(-s / 90) * washout
  })
}
