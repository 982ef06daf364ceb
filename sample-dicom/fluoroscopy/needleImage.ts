import type { CArm } from '#shared/projection/cArm.ts'
import { hubLengthMm, hubRadiusMm, type Needle, shaftDiameterMm, shaftLengthMm } from '../needle/needlePath.ts'
import { unitVector } from '../phantom/side.ts'
import { Splatter } from './splat.ts'

const steelPerMm = 0.78
const hubPerMm = 0.03
const stepMm = 0.08
const shaftPoints = 28
const hubPoints = 600
/** The bevel's length for each mm across the shaft. */
const bevel = 2.2
const goldenAngle = Math.PI * (3 - Math.sqrt(5))

/** Line integrals of the needle alone. */
export function needleLineIntegrals(needle: Needle, carm: CArm): Float32Array {
  const image = new Float32Array(carm.detector.rows * carm.detector.columns)
  const splatter = new Splatter(carm, image)
  const radius = shaftDiameterMm[needle.gauge] / 2
  addRod(splatter, needle, { fromMm: 0, lengthMm: shaftLengthMm, radius, points: shaftPoints, perMm: steelPerMm, hasBevel: true })
  addRod(splatter, needle, { fromMm: shaftLengthMm, lengthMm: hubLengthMm, radius: hubRadiusMm, points: hubPoints, perMm: hubPerMm, hasBevel: false })
  return image
}

type Rod = {
  readonly fromMm: number; readonly lengthMm: number; readonly radius: number
  readonly points: number; readonly perMm: number; readonly hasBevel: boolean
}

/** A rod as discs of points in sunflower order, each point an equal share of the disc. */
function addRod(splatter: Splatter, needle: Needle, rod: Rod): void {
  const w = needle.towardsEntry
  const across = unitVector([w[1], -w[0], 0])
  const other = [w[1] * across[2] - w[2] * across[1], w[2] * across[0] - w[0] * across[2], w[0] * across[1] - w[1] * across[0]] as const
  const amount = (rod.perMm * Math.PI * rod.radius ** 2 * stepMm) / rod.points
  const steps = Math.round(rod.lengthMm / stepMm)
  for (let step = 0; step < steps; step++) {
    const t = rod.fromMm + (step + 0.5) * stepMm
    for (let n = 0; n < rod.points; n++) {
      const r = rod.radius * Math.sqrt((n + 0.5) / rod.points)
      const a = r * Math.cos(n * goldenAngle), b = r * Math.sin(n * goldenAngle)
      if (rod.hasBevel && t < bevel * (b + rod.radius)) continue
      splatter.add(
        needle.tipLpsMm[0] + t * w[0] + a * across[0] + b * other[0],
        needle.tipLpsMm[1] + t * w[1] + a * across[1] + b * other[1],
        needle.tipLpsMm[2] + t * w[2] + a * across[2] + b * other[2],
        amount,
      )
    }
  }
}
