import type { Side } from '../phantom/parameters.ts'
import { unitVector } from '../phantom/side.ts'
import { mulberry32 } from '../phantom/texture.ts'
import { type ContrastPart, PointCloud, smoothStep } from './pattern.ts'
import { noiseA } from './tiles.ts'

const strands = 90
const cloudPoints = 9000
const leaksFromS = 1.2
/** Volume of one point of the cloud, mm³: the whole holds about 0.4 mL of diluted contrast. */
const cloudPointMm3 = 0.055
const strandStepMm = 0.2
const pointsPerStrandStep = 8
/** Share of a strand that holds fluid: it runs between muscle fibres. */
const strandFilling = 0.45

/** Contrast that escapes through the back of the capsule into the muscles: feathery strands in a growing cloud. */
export function capsularLeak(side: Side): ContrastPart {
  const sign = side === 'R' ? -1 : 1
  const random = mulberry32(59)
  const cloud = new PointCloud()
  for (let n = 0; n < strands; n++) addStrand(cloud, sign, random)
  addCloud(cloud, sign, random)
  return cloud.finish('softTissue', (q, seconds) => {
    const reached = seconds < leaksFromS ? 0 : 1 + 11 * Math.sqrt((seconds - leaksFromS) / 2.6)
    return seconds < leaksFromS ? 0 : 0.4 * smoothStep((reached - q) / 3.5)
  })
}

function addStrand(cloud: PointCloud, sign: number, random: () => number): void {
  const about = (middle: number, spread: number) => middle + (2 * random() - 1) * spread
  const start = [about(17.5, 4.5), about(11.2, 1.2), about(-2.5, 2.2)] as const
  const direction = unitVector([about(-0.15, 0.8), about(0.75, 0.45), about(-0.45, 0.75)])
  const length = 4 + 9 * random()
  const width = 0.35 + 0.5 * random()
  for (let along = 0; along < length; along += strandStepMm) {
    const radius = width * (1 + 0.1 * along)
    const volume = (strandFilling * Math.PI * radius * radius * strandStepMm) / pointsPerStrandStep
    for (let n = 0; n < pointsPerStrandStep; n++) {
      const r = radius * Math.cbrt(random())
      const [dx, dy, dz] = randomDirection(random)
      cloud.add(
        sign * (start[0] + along * direction[0] + r * dx),
        start[1] + along * direction[1] + r * dy,
        start[2] + along * direction[2] + r * dz,
        volume, along + 1.5 * r,
      )
    }
  }
}

function addCloud(cloud: PointCloud, sign: number, random: () => number): void {
  for (let n = 0; n < cloudPoints; n++) {
    const x = 17.5 + 5 * normal(random), y = 13 + 2.6 * normal(random), z = -3.5 + 3.4 * normal(random)
    if (noiseA(0.5 * x, 0.5 * y, 0.5 * z) <= -0.3) continue
    cloud.add(sign * x, y, z, cloudPointMm3, 1 + Math.hypot(x - 17.5, y - 12, z + 3))
  }
}

function randomDirection(random: () => number): readonly [number, number, number] {
  const z = 2 * random() - 1
  const angle = 2 * Math.PI * random()
  const flat = Math.sqrt(1 - z * z)
  return [flat * Math.cos(angle), flat * Math.sin(angle), z]
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
