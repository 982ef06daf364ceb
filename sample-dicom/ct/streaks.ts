import { JawFrame } from '../phantom/jawFrame.ts'
import type { PhantomParameters } from '../phantom/parameters.ts'
import type { Triple } from '../phantom/solid.ts'
import type { Grid } from '../sampling/grid.ts'

/** Streaks reach this far round a filled tooth in the plane and across the slices, mm. */
const reachMm = 60
const acrossMm = 6

/** Metal streaks around the filled teeth of one slice. */
export function addStreaks(parameters: PhantomParameters, grid: Grid, z: number, slice: Float32Array): void {
  filledTeeth(parameters).forEach((tooth, q) => {
    if (Math.abs(tooth[2] - z) > acrossMm) return
    for (let row = 0, index = 0; row < grid.size[1]; row++) {
      const y = grid.first[1] + row * grid.spacingMm - tooth[1]
      for (let column = 0; column < grid.size[0]; column++, index++) {
        const x = grid.first[0] + column * grid.spacingMm - tooth[0]
        const distance = Math.sqrt(x * x + y * y)
        if (distance > reachMm) continue
        slice[index] = (slice[index] ?? 0) + 180 * Math.cos(7 * Math.atan2(y, x) + q) * Math.exp(-distance / 25)
      }
    }
  })
}

function filledTeeth(parameters: PhantomParameters): Triple[] {
  const jaw = new JawFrame(parameters.jawDeg)
  return [[27.39, -67.06, -5.5], [-27.39, -67.06, -5.5], jaw.opened([24.41, -66.89, -9.5]), jaw.opened([-24.41, -66.89, -9.5])]
}
