/** Stored values of one frame; all frames of an average are of one size. */
type Values = ArrayLike<number>

/**
 * Mean of frames, pixel by pixel: noise that differs from frame to frame falls with the root of their number, what stands still stays.
 *
 * @units   as given
 * @source  mean; what moved between the frames is blurred
 */
export function averageFrames(frames: readonly Values[], into: Float32Array): Float32Array {
  into.fill(0)
  for (const frame of frames) for (let at = 0; at < into.length; at++) into[at] = (into[at] ?? 0) + (frame[at] ?? Number.NaN)
  const share = 1 / frames.length
  for (let at = 0; at < into.length; at++) into[at] = (into[at] ?? 0) * share
  return into
}

/** Of a picture with noise alone the score is 1; twice that is more than chance, a needle or a breath. */
export const MOVED_FROM = 2
const BLOCK = 8

/**
 * How much more the two halves of a run of frames differ than their noise explains: means of small blocks, in which noise
 * cancels and movement does not. The block that differs most counts, so that a needle in a still picture is found too.
 *
 * @units   times the difference that noise alone would make in the worst of so many blocks; 1 = still
 * @source  none; a proposal to look again, which the operator judges
 * @returns null for fewer than four frames: nothing to compare
 */
export function movementBetween(frames: readonly Values[], columns: number, rows: number): number | null {
  if (frames.length < 4) return null
  const half = Math.floor(frames.length / 2)
  const before = blockMeans(frames.slice(0, half), columns, rows)
  const after = blockMeans(frames.slice(frames.length - half), columns, rows)
  // The same blocks of frames in turn, odd against even, share any slow movement: what is left between them is noise.
  const odd = blockMeans(frames.slice(0, 2 * half).filter((_, at) => at % 2 === 0), columns, rows)
  const even = blockMeans(frames.slice(0, 2 * half).filter((_, at) => at % 2 === 1), columns, rows)
  const largest = (a: Float64Array, b: Float64Array): number => a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? value))), 0)
  const noise = largest(odd, even)
  const moved = largest(before, after)
  return noise > 0 ? moved / noise : moved > 0 ? Number.POSITIVE_INFINITY : 1
}

function blockMeans(frames: readonly Values[], columns: number, rows: number): Float64Array {
  const across = Math.floor(columns / BLOCK)
  const down = Math.floor(rows / BLOCK)
  const means = new Float64Array(across * down)
  for (const frame of frames) {
    for (let row = 0; row < down * BLOCK; row++) {
      const blockRow = Math.floor(row / BLOCK) * across
      for (let column = 0; column < across * BLOCK; column++) {
        const block = blockRow + (column >> 3)
        means[block] = (means[block] ?? 0) + (frame[row * columns + column] ?? 0)
      }
    }
  }
  return means.map(sum => sum / (frames.length * BLOCK * BLOCK))
}
