/** Bound on the warp's length with factor 1, mm. */
export const warpBoundMm = 1.7

/**
 * The displacement that breaks the mirror symmetry, so that no two muscles are alike. Its sines each depend on two of
 * the three coordinates; for one slice those without z are tables, made once.
 */
export class SliceWarp {
  private readonly xs: Float64Array
  private readonly ys: Float64Array
  private readonly ofX: readonly [Float64Array, Float64Array, Float64Array]
  private readonly ofY: readonly [Float64Array, Float64Array]
  private readonly ofXY: Float64Array
  /** Displacement of the voxel asked about last, mm, factor 1. */
  x = 0
  y = 0
  z = 0

  constructor(xs: Float64Array, ys: Float64Array) {
    this.xs = xs
    this.ys = ys
    this.ofX = [new Float64Array(xs.length), new Float64Array(xs.length), new Float64Array(xs.length)]
    this.ofY = [new Float64Array(ys.length), new Float64Array(ys.length)]
    this.ofXY = new Float64Array(xs.length * ys.length)
    ys.forEach((y, row) => xs.forEach((x, column) => { this.ofXY[row * xs.length + column] = Math.sin(0.47 * y + 0.31 * x - 0.2) }))
  }

  setSlice(z: number): void {
    this.xs.forEach((x, column) => {
      this.ofX[0][column] = Math.sin(0.19 * x + 0.11 * z + 0.6)
      this.ofX[1][column] = Math.sin(0.21 * z + 0.12 * x + 3.1)
      this.ofX[2][column] = Math.sin(0.39 * x + 0.43 * z + 2.2)
    })
    this.ys.forEach((y, row) => {
      this.ofY[0][row] = Math.sin(0.23 * y - 0.13 * z + 1.9)
      this.ofY[1][row] = Math.sin(0.41 * z - 0.37 * y + 0.9)
    })
  }

  at(column: number, row: number): void {
    const a = this.ofX[0][column] ?? 0
    const b = this.ofY[0][row] ?? 0
    const c = this.ofX[1][column] ?? 0
    const d = this.ofXY[row * this.xs.length + column] ?? 0
    const e = this.ofY[1][row] ?? 0
    const f = this.ofX[2][column] ?? 0
    this.x = 0.75 * b + 0.4 * e + 0.35 * d * c
    this.y = 0.75 * c + 0.4 * f + 0.35 * a * e
    this.z = 0.75 * a + 0.4 * d + 0.35 * b * f
  }
}
