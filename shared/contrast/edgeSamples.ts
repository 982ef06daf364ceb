import type { NoiseMap } from './runNoise.ts'
import { noiseAt } from './runNoise.ts'
import type { Plane } from './planeFilters.ts'

/** Pixels on the edges of a picture: where a shift shows. */
export type EdgeSamples = {
  readonly count: number
  readonly columns: Int32Array
  readonly rows: Int32Array
  /** Noise of one frame there. */
  readonly sigma: Float32Array
}

const BLOCK_PX = 24
const PER_BLOCK = 20
/** An edge must change more over a pixel than noise does. */
const EDGE_IN_NOISE = 1.5

/**
 * The steepest pixels of each block of the mask, the same number everywhere, so that no single edge (a needle, a clip)
 * decides alone.
 *
 * @frame   imageIndex
 * @units   the plane's
 */
export function findEdgeSamples(mask: Plane, usable: Uint8Array, noise: NoiseMap, isInRegion: (column: number, row: number) => boolean): EdgeSamples {
  const found: { readonly at: number; readonly steepness: number }[] = []
  for (let top = 1; top < mask.rows - 1; top += BLOCK_PX) {
    for (let left = 1; left < mask.columns - 1; left += BLOCK_PX) found.push(...edgesOfBlock(mask, usable, noise, isInRegion, left, top))
  }
  const columns = Int32Array.from(found, ({ at }) => at % mask.columns)
  const rows = Int32Array.from(found, ({ at }) => Math.floor(at / mask.columns))
  return { count: found.length, columns, rows, sigma: Float32Array.from(found, (_, n) => noiseAt(noise, columns[n] ?? NaN, rows[n] ?? NaN)) }
}

function edgesOfBlock(mask: Plane, usable: Uint8Array, noise: NoiseMap, isInRegion: (column: number, row: number) => boolean, left: number, top: number): readonly { readonly at: number; readonly steepness: number }[] {
  const { values, columns } = mask
  const edges: { readonly at: number; readonly steepness: number }[] = []
  for (let row = top; row < Math.min(top + BLOCK_PX, mask.rows - 1); row += 1) {
    for (let column = left; column < Math.min(left + BLOCK_PX, columns - 1); column += 1) {
      const at = row * columns + column
      if (usable[at] === 0 || !isInRegion(column, row)) continue
      const across = ((values[at + 1] ?? NaN) - (values[at - 1] ?? NaN)) / 2
      const down = ((values[at + columns] ?? NaN) - (values[at - columns] ?? NaN)) / 2
      const steepness = Math.hypot(across, down)
      if (steepness > EDGE_IN_NOISE * noiseAt(noise, column, row)) edges.push({ at, steepness })
    }
  }
  return edges.sort((a, b) => b.steepness - a.steepness).slice(0, PER_BLOCK)
}
