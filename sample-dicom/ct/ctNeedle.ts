import { hubLengthMm, hubRadiusMm, type Needle, shaftDiameterMm, shaftLengthMm } from '../needle/needlePath.ts'
import { clamp01 } from '../phantom/solid.ts'
import type { Grid } from '../sampling/grid.ts'

const edgeMm = 0.7
const metalHu = 9000
const hubHu = 150
/** Beyond this distance from the axis along z nothing of the needle or its artefacts is left, mm. */
const reachMm = 4
const tailMm = 40

/** Paints the needle with its dark bands and the dark tail beyond its tip into one slice at height z. */
export function addNeedleToSlice(needle: Needle, grid: Grid, z: number, slice: Float32Array): void {
  const [tx, ty, tz] = needle.tipLpsMm
  const [wx, wy, wz] = needle.towardsEntry
  const ends = [tz - tailMm * wz, tz + (shaftLengthMm + hubLengthMm) * wz]
  if (z < Math.min(...ends) - reachMm || z > Math.max(...ends) + reachMm) return
  const radius = shaftDiameterMm[needle.gauge] / 2
  for (let row = 0, index = 0; row < grid.size[1]; row++) {
    const py = grid.first[1] + row * grid.spacingMm - ty
    for (let column = 0; column < grid.size[0]; column++, index++) {
      const px = grid.first[0] + column * grid.spacingMm - tx, pz = z - tz
      const t = px * wx + py * wy + pz * wz
      if (t < -tailMm || t > shaftLengthMm + hubLengthMm) continue
      const ax = px - t * wx, ay = py - t * wy, az = pz - t * wz
      const p = Math.sqrt(ax * ax + ay * ay + az * az)
      if (p > 8) continue
      slice[index] = withNeedle(slice[index] ?? 0, t, p, Math.sqrt(ax * ax + ay * ay), az, radius)
    }
  }
}

/** t along the shaft from the tip, p from the axis with its part in the plane and its part dz across the slices, mm. */
function withNeedle(hu: number, t: number, p: number, inPlane: number, dz: number, radius: number): number {
  if (t < 0) {
    const fade = Math.exp(t / 9)
    hu += -420 * fade * Math.exp(-(p * p) / 1.125) * Math.min(1, -t / 0.8) + 70 * fade * Math.exp(-(((p - 2.2) / 0.8) ** 2))
  } else if (t <= shaftLengthMm) {
    hu += Math.exp(-(dz * dz) / 1.28) * (-220 * Math.exp(-(((inPlane - 1.7) / 0.8) ** 2)) + 60 * Math.exp(-(((inPlane - 3.6) / 1.2) ** 2)))
  } else {
    const hub = clamp01(0.5 - (p - hubRadiusMm) / edgeMm)
    return hu * (1 - hub) + hubHu * hub
  }
  if (t <= -0.3) return hu
  const metal = clamp01(0.5 - (p - radius) / edgeMm) * Math.min(1, (radius / 0.35) ** 2)
  return hu * (1 - metal) + metalHu * metal
}
