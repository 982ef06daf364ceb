import type { Side } from '../phantom/parameters.ts'
import { mulberry32 } from '../phantom/texture.ts'
import { type ContrastPart, PointCloud, smoothStep } from './pattern.ts'
import { noiseA, noiseB } from './tiles.ts'

const stepMm = 0.28
const stepRadians = 0.035
/** Thickness of the layer at full density, mm; with it the layer is as dense as an epidurogram. */
const layerMm = 1.8
const sleevePoints = 2600
/** Together the points fill a strand 2.6 mm thick. */
const sleevePointMm3 = 0.036

/** Depth of the middle of the canal, mm behind the joints. */
function canalY(z: number): number {
  if (z < -8) return 12.4
  return z <= 10 ? 12 : 11.5
}

/** Contrast around the dural sac: an uneven layer with vacuoles that creeps up, down and round, and along the root. */
export function epiduralSpread(side: Side): ContrastPart {
  const sign = side === 'R' ? -1 : 1
  const cloud = new PointCloud()
  addLayer(cloud, sign)
  addRootSleeve(cloud, sign)
  return cloud.finish('epiduralSpace', (q, seconds) => {
    const reached = seconds <= 0 ? 0 : 3 + 46 * (1 - Math.exp(-seconds / 1.6))
    return 0.5 * smoothStep((reached - q) / 6)
  })
}

function addLayer(cloud: PointCloud, sign: number): void {
  const random = mulberry32(47)
  for (let z = -46; z <= 26; z += stepMm) {
    for (let theta = 0; theta < 2 * Math.PI; theta += stepRadians) {
      const cos = Math.cos(theta), sin = Math.sin(theta)
      const x = 10.8 * cos, y = canalY(z) + 7.8 * sin
      const density = Math.min(1, (noiseA(0.35 * x, 0.35 * y, 0.35 * z) + 0.5 * noiseB(0.6 * x, 0.6 * y, 0.6 * z) + 0.3) / 0.8)
      const r = random()
      if (density <= 0) continue
      const weight = (0.25 + 0.75 * smoothStep((cos + 0.45) / 0.9)) * (1 - 0.8 * Math.max(0, -sin))
      const px = (10.8 + 2 * r * density) * cos, py = canalY(z) + (7.8 + 1.5 * r * density) * sin
      const arc = Math.hypot(10.8 * sin, 7.8 * cos) * stepRadians
      const q = Math.abs(z + 1) + 8 * (1 - cos) + 8 * noiseA(0.13 * px, 0.13 * py, 0.13 * z) + 3 * noiseB(0.4 * px, 0.4 * py, 0.4 * z)
      cloud.add(sign * px, py, z, stepMm * arc * layerMm * density * weight, q)
    }
  }
}

/** Along the second cervical root, from the sac to the ganglion. */
function addRootSleeve(cloud: PointCloud, sign: number): void {
  const random = mulberry32(53)
  for (let n = 0; n < sleevePoints; n++) {
    const f = random()
    const angle = 2 * Math.PI * random()
    const r = 1.3 * Math.sqrt(random())
    cloud.add(sign * (11.5 + 9 * f), 11 + 5 * f + r * Math.cos(angle), -1.5 - 3 * f + r * Math.sin(angle), sleevePointMm3, 6 + 14 * f)
  }
}
