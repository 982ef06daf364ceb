import { cArmAxes, type CArm } from '#shared/projection/cArm.ts'

/** Adds small volumes of attenuating material to line integrals, spread over the four pixels around their projection. */
export class Splatter {
  private readonly carm: CArm
  private readonly axes: ReturnType<typeof cArmAxes>
  private readonly image: Float32Array

  constructor(carm: CArm, image: Float32Array) {
    this.carm = carm
    this.axes = cArmAxes(carm)
    this.image = image
  }

  /** `amount` is attenuation times volume, /mm * mm³; a pixel's share of the beam at that depth is (spacing * depth / SID)². */
  add(x: number, y: number, z: number, amount: number): void {
    const { centralRay: d, columnAxis: u, rowAxis: v, sourceLpsMm: s } = this.axes
    const { columns, rows, spacingMm } = this.carm.detector
    const px = x - s[0], py = y - s[1], pz = z - s[2]
    const perPixel = this.carm.sidMm / (px * d[0] + py * d[1] + pz * d[2]) / spacingMm
    const column = (columns - 1) / 2 + (px * u[0] + py * u[1] + pz * u[2]) * perPixel
    const row = (rows - 1) / 2 + (px * v[0] + py * v[1] + pz * v[2]) * perPixel
    const i = Math.floor(column), j = Math.floor(row)
    if (i < 0 || j < 0 || i >= columns - 1 || j >= rows - 1) return
    const f = column - i, g = row - j
    const value = amount * perPixel * perPixel
    const at = j * columns + i
    const image = this.image
    image[at] = (image[at] ?? 0) + value * (1 - f) * (1 - g)
    image[at + 1] = (image[at + 1] ?? 0) + value * f * (1 - g)
    image[at + columns] = (image[at + columns] ?? 0) + value * (1 - f) * g
    image[at + columns + 1] = (image[at + columns + 1] ?? 0) + value * f * g
  }
}
