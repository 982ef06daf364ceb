/** Edge of a texture tile; a power of two, so that an index wraps by masking. */
export const tileEdge = 64
const mask = tileEdge - 1

/** The small generator that the tiles are drawn from. */
export function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Periodic noise with variance 1, smoothed by two box filters of the given radius along each axis. */
export function textureTile(seed: number, radius: number): Float32Array {
  const random = mulberry32(seed)
  let tile = new Float64Array(tileEdge ** 3)
  for (let index = 0; index < tile.length; index++) tile[index] = random() + random() + random() - 1.5
  for (let pass = 0; pass < 2; pass++) for (const step of [1, tileEdge, tileEdge ** 2]) tile = boxFiltered(tile, step, radius)
  const mean = tile.reduce((sum, value) => sum + value, 0) / tile.length
  const variance = tile.reduce((sum, value) => sum + (value - mean) ** 2, 0) / tile.length
  return Float32Array.from(tile, value => value / Math.sqrt(variance))
}

function boxFiltered(tile: Float64Array, step: number, radius: number): Float64Array<ArrayBuffer> {
  const filtered = new Float64Array(tile.length)
  for (let index = 0; index < tile.length; index++) {
    const place = Math.floor(index / step) & mask
    let sum = 0
    for (let shift = -radius; shift <= radius; shift++) sum += tile[index + (((place + shift) & mask) - place) * step] ?? 0
    filtered[index] = sum / (2 * radius + 1)
  }
  return filtered
}

/** Nearest value of a tile; coordinates in tile steps, any sign down to -4096. */
export function tileAt(tile: Float32Array, x: number, y: number, z: number): number {
  const i = (4096 + x) & mask, j = (4096 + y) & mask, k = (4096 + z) & mask
  return tile[(k << 12) | (j << 6) | i] ?? 0
}

/** Trilinear value of a tile. */
export function tileBetween(tile: Float32Array, x: number, y: number, z: number): number {
  const fx = x - Math.floor(x), fy = y - Math.floor(y), fz = z - Math.floor(z)
  const bx = x - fx, by = y - fy, bz = z - fz
  const along = (dy: number, dz: number) => tileAt(tile, bx, by + dy, bz + dz) * (1 - fx) + tileAt(tile, bx + 1, by + dy, bz + dz) * fx
  return (along(0, 0) * (1 - fy) + along(1, 0) * fy) * (1 - fz) + (along(0, 1) * (1 - fy) + along(1, 1) * fy) * fz
}
