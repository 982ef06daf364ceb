import { cosSin } from './rotation.ts'
import { clamp01 } from './solid.ts'
import { splinePoints, type TubePoint } from './spline.ts'
import type { ArteryCourse, PhantomParameters, Side } from './parameters.ts'

/** The vertebral artery from feet to head in |x|, mm: the part in the transverse foramina below the loop. */
const foramina: readonly TubePoint[] = [
  [16, 1, -118, 1.9], [15.5, 0.5, -100, 1.9], [15.5, 0.2, -82, 1.9], [15.5, 0, -64, 1.9],
  [15.6, -0.3, -46, 1.9], [15.8, 0, -30, 1.9], [15.6, 0.4, -20, 1.9], [16.6, 1, -14.5, 2],
]

const overTheArch: readonly TubePoint[] = [
  [28.4, 4, 13.5, 2], [26.5, 10.5, 16.2, 2], [21, 15.6, 15.6, 2], [15.5, 17, 15.8, 2], [11.5, 13.5, 19.5, 1.9],
]

const courses: Readonly<Record<ArteryCourse, readonly TubePoint[]>> = {
  normal: [[20, 1.4, -12, 2], [24.2, 1.6, -9.2, 2], [26.6, 1, -3.5, 2], [27.8, 0.5, 2, 2], [28.2, 0.8, 8, 2], ...overTheArch],
  medial: [
    [20.5, 2.5, -12.3, 2], [24.6, 5.5, -10.8, 2], [24.2, 11, -7.2, 2], [20, 14.6, -3, 2],
    [16, 15.8, 1, 2], [12.4, 14.4, 4.2, 2], [10, 12, 10, 1.9], [8.8, 9.2, 19, 1.9],
  ],
  highloop: [
    [18, 1, -8.5, 2.1], [20.5, 1, -6.6, 2.1], [24.5, 1, -8, 2.1], [27, 0.5, -3, 2], [28, 0.3, 3, 2], [28.2, 0.8, 9, 2], ...overTheArch,
  ],
}

const intracranial: readonly TubePoint[] = [[7.5, 7, 28, 1.8], [4.6, 5.5, 36, 1.7], [1.2, 1, 43, 1.7]]

/** C1 takes the artery with it where the artery passes through it. */
function turnedWithAtlas(point: TubePoint, rotC1Deg: number): TubePoint {
  const weight = clamp01(clamp01((point[2] + 8) / 12) * clamp01((30 - point[2]) / 10))
  const [cos, sin] = cosSin(weight * rotC1Deg)
  const y = point[1] + 3
  return [point[0] * cos - y * sin, point[0] * sin + y * cos - 3, point[2], point[3]]
}

/** Control points of one vertebral artery in the patient, feet to head, mm. */
export function arteryPoints(side: Side, parameters: PhantomParameters): TubePoint[] {
  const sign = side === 'R' ? -1 : 1
  return [...foramina, ...courses[parameters.arteries[side]], ...intracranial]
    .map(([x, y, z, r]) => turnedWithAtlas([sign * x, y, z, r], parameters.rotC1Deg))
}

/** The centre line that is painted, measured and injected: five pieces a span. */
export const arteryCentreLine = (side: Side, parameters: PhantomParameters): TubePoint[] =>
  splinePoints(arteryPoints(side, parameters), 5)
