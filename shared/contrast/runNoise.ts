/** Standard deviation of the noise over a picture, by blocks. */
export type NoiseMap = {
  readonly columns: number
  readonly rows: number
  readonly blockPx: number
  readonly blockColumns: number
  readonly sigma: Float32Array
}

const BLOCK_PX = 32
/** Pairs of frames between which contrast flowed are above it; most are not. */
const QUIET_SHARE = 0.25
const FEWEST_PIXELS = 64

/**
 * Collects the differences of neighbouring frames and says how noisy one frame is, block by block. Behind bone fewer
 * photons arrive, so the noise of the logarithm differs over the picture by several times.
 *
 * @units   as the planes given; a difference of two frames has √2 times the noise of one
 * @source  none; a quartile over the pairs, so that contrast and movement, which fill few pairs of a block, do not count
 */
export class NoiseCollector {
  private readonly columns: number
  private readonly rows: number
  private readonly usable: Uint8Array
  private readonly blockColumns: number
  private readonly blocks: number
  private readonly squares: Float64Array[] = []

  constructor(columns: number, rows: number, usable: Uint8Array) {
    this.columns = columns
    this.rows = rows
    this.usable = usable
    this.blockColumns = Math.ceil(columns / BLOCK_PX)
    this.blocks = this.blockColumns * Math.ceil(rows / BLOCK_PX)
  }

  add(frame: Float32Array, next: Float32Array): void {
    const sums = new Float64Array(this.blocks)
    const means = new Float64Array(this.blocks)
    const counts = new Uint32Array(this.blocks)
    for (let row = 0, at = 0; row < this.rows; row += 1) {
      const first = Math.floor(row / BLOCK_PX) * this.blockColumns
      for (let column = 0; column < this.columns; column += 1, at += 1) {
        if (this.usable[at] === 0) continue
        const block = first + Math.floor(column / BLOCK_PX)
        const difference = (next[at] ?? NaN) - (frame[at] ?? NaN)
        sums[block] = (sums[block] ?? NaN) + difference * difference
        means[block] = (means[block] ?? NaN) + difference
        counts[block] = (counts[block] ?? NaN) + 1
      }
    }
    // A common step of a block is a change of exposure, not noise.
    this.squares.push(sums.map((sum, block) => {
      const count = counts[block] ?? 0
      return count < FEWEST_PIXELS ? NaN : sum / count - ((means[block] ?? NaN) / count) ** 2
    }))
  }

  /** Null while fewer than one pair was collected or nothing is open: noise cannot be told then. */
  finish(): NoiseMap | null {
    const sigma = new Float32Array(this.blocks)
    for (let block = 0; block < this.blocks; block += 1) {
      const sorted = this.squares.map((squares) => squares[block] ?? NaN).filter((square) => !Number.isNaN(square)).sort((a, b) => a - b)
      sigma[block] = Math.sqrt((sorted[Math.floor(QUIET_SHARE * sorted.length)] ?? NaN) / 2)
    }
    const known = sigma.filter((value) => !Number.isNaN(value)).sort()
    const typical = known[known.length >> 1]
    if (typical === undefined || !(typical > 0)) return null
    // Blocks with hardly an open pixel are as noisy as the typical one; none is without noise.
    return { columns: this.columns, rows: this.rows, blockPx: BLOCK_PX, blockColumns: this.blockColumns, sigma: sigma.map((value) => (value > 0.05 * typical ? value : typical)) }
  }
}

/**
 * The noise at a pixel.
 *
 * @frame   imageIndex
 * @units   those of the map
 */
export const noiseAt = (map: NoiseMap, column: number, row: number): number =>
  map.sigma[Math.floor(row / map.blockPx) * map.blockColumns + Math.floor(column / map.blockPx)] ?? NaN

/**
 * The noise at a pixel, between the middles of the blocks by straight lines: a picture that is scaled by it shows no blocks.
 *
 * @frame   imageIndex
 * @units   those of the map
 */
export function smoothNoiseAt({ columns, rows, blockPx, blockColumns, sigma }: NoiseMap, column: number, row: number): number {
  const blockRows = Math.ceil(rows / blockPx)
  const across = Math.min(Math.ceil(columns / blockPx) - 1, Math.max(0, (column + 0.5) / blockPx - 0.5))
  const down = Math.min(blockRows - 1, Math.max(0, (row + 0.5) / blockPx - 0.5))
  const [left, top] = [Math.floor(across), Math.floor(down)]
  const [right, foot] = [Math.min(blockColumns - 1, left + 1), Math.min(blockRows - 1, top + 1)]
  const at = (x: number, y: number): number => sigma[y * blockColumns + x] ?? NaN
  const upper = at(left, top) + (across - left) * (at(right, top) - at(left, top))
  const lower = at(left, foot) + (across - left) * (at(right, foot) - at(left, foot))
  return upper + (down - top) * (lower - upper)
}
