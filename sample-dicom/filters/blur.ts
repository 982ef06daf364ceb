/** In-plane filters on images of `columns` pixels a row; edges are continued. All work in place with one scratch image. */
export class ImageFilter {
  private readonly columns: number
  private readonly rows: number
  private readonly scratch: Float32Array

  constructor(columns: number, rows: number) {
    this.columns = columns
    this.rows = rows
    this.scratch = new Float32Array(columns * rows)
  }

  gaussian(image: Float32Array, sigmaPx: number): void {
    const kernel = gaussianKernel(sigmaPx)
    this.convolveRows(image, this.scratch, kernel)
    this.convolveColumns(this.scratch, image, kernel)
  }

  private convolveRows(from: Float32Array, to: Float32Array, kernel: Float64Array): void {
    const { columns, rows } = this
    const reach = (kernel.length - 1) / 2
    for (let row = 0; row < rows; row++) {
      const start = row * columns
      for (let column = 0; column < columns; column++) {
        let sum = 0
        for (let k = -reach; k <= reach; k++) {
          const at = column + k
          sum += (kernel[k + reach] ?? 0) * (from[start + (at < 0 ? 0 : at >= columns ? columns - 1 : at)] ?? 0)
        }
        to[start + column] = sum
      }
    }
  }

  private convolveColumns(from: Float32Array, to: Float32Array, kernel: Float64Array): void {
    const { columns, rows } = this
    const reach = (kernel.length - 1) / 2
    for (let row = 0; row < rows; row++) {
      const start = row * columns
      for (let k = -reach; k <= reach; k++) {
        const at = row + k
        const source = (at < 0 ? 0 : at >= rows ? rows - 1 : at) * columns
        const weight = kernel[k + reach] ?? 0
        if (k === -reach) for (let column = 0; column < columns; column++) to[start + column] = weight * (from[source + column] ?? 0)
        else for (let column = 0; column < columns; column++) to[start + column] = (to[start + column] ?? 0) + weight * (from[source + column] ?? 0)
      }
    }
  }

  /** Three box filters of the given radius, close to a Gaussian, at a cost that does not grow with the radius. */
  box3(image: Float32Array, radius: number): void {
    for (let pass = 0; pass < 3; pass++) {
      this.boxRows(image, this.scratch, radius)
      this.boxColumns(this.scratch, image, radius)
    }
  }

  private boxRows(from: Float32Array, to: Float32Array, radius: number): void {
    const { columns, rows } = this
    for (let row = 0; row < rows; row++) {
      const start = row * columns
      const first = from[start] ?? 0
      const last = from[start + columns - 1] ?? 0
      let sum = first * radius
      for (let k = 0; k <= radius; k++) sum += from[start + Math.min(k, columns - 1)] ?? 0
      for (let column = 0; column < columns; column++) {
        to[start + column] = sum / (2 * radius + 1)
        sum += (column + radius + 1 < columns ? from[start + column + radius + 1] ?? 0 : last) - (column - radius >= 0 ? from[start + column - radius] ?? 0 : first)
      }
    }
  }

  private boxColumns(from: Float32Array, to: Float32Array, radius: number): void {
    const { columns, rows } = this
    const sums = new Float64Array(columns)
    const at = (row: number) => (row < 0 ? 0 : row >= rows ? rows - 1 : row) * columns
    for (let k = -radius; k <= radius; k++) for (let column = 0; column < columns; column++) sums[column] = (sums[column] ?? 0) + (from[at(k) + column] ?? 0)
    for (let row = 0; row < rows; row++) {
      const entering = at(row + radius + 1), leaving = at(row - radius), start = row * columns
      for (let column = 0; column < columns; column++) {
        const sum = sums[column] ?? 0
        to[start + column] = sum / (2 * radius + 1)
        sums[column] = sum + (from[entering + column] ?? 0) - (from[leaving + column] ?? 0)
      }
    }
  }
}

export function gaussianKernel(sigma: number): Float64Array {
  const reach = Math.max(1, Math.ceil(3 * sigma))
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-((k - reach) ** 2) / (2 * sigma * sigma)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map(weight => weight / total)
}
