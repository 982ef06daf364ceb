/** Edge of a bucket, mm: some ten points of a 2 mm net lie in each. */
const EDGE_MM = 8

/** Finds the points of a fixed set that lie near a place. Points are x, y, z after each other. */
export class PointBuckets {
  private readonly positions: Float32Array
  private readonly buckets = new Map<number, number[]>()
  private readonly low: readonly [number, number, number]
  private readonly count: readonly [number, number, number]

  constructor(positions: Float32Array) {
    this.positions = positions
    const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity]
    for (let n = 0; n < positions.length; n += 1) {
      const value = positions[n] ?? NaN
      low[n % 3] = Math.min(low[n % 3] ?? NaN, value)
      high[n % 3] = Math.max(high[n % 3] ?? NaN, value)
    }
    const [x = 0, y = 0, z = 0] = low
    this.low = [x, y, z]
    const [hx = 0, hy = 0, hz = 0] = high
    this.count = positions.length === 0 ? [1, 1, 1] : [Math.floor((hx - x) / EDGE_MM) + 1, Math.floor((hy - y) / EDGE_MM) + 1, Math.floor((hz - z) / EDGE_MM) + 1]
    for (let n = 0; n < positions.length / 3; n += 1) {
      const key = this.key(this.cell(0, positions[3 * n]), this.cell(1, positions[3 * n + 1]), this.cell(2, positions[3 * n + 2]))
      const bucket = this.buckets.get(key)
      if (bucket === undefined) this.buckets.set(key, [n])
      else bucket.push(n)
    }
  }

  private cell(axis: 0 | 1 | 2, mm: number | undefined): number {
    return Math.floor(((mm ?? NaN) - this.low[axis]) / EDGE_MM)
  }

  private key(i: number, j: number, k: number): number {
    return (k * this.count[1] + j) * this.count[0] + i
  }

  /** Number of the nearest point, or null when there is none. */
  nearest(x: number, y: number, z: number): number | null {
    const at = [this.cell(0, x), this.cell(1, y), this.cell(2, z)] as const
    const farthest = Math.max(...([0, 1, 2] as const).map((axis) => Math.max(at[axis], this.count[axis] - 1 - at[axis]))) + 1
    let best: number | null = null
    let bestSquared = Infinity
    const first = Math.max(0, ...([0, 1, 2] as const).map((axis) => Math.max(-at[axis], at[axis] - this.count[axis] + 1)))
    for (let ring = first; ring <= farthest; ring += 1) {
      if (best !== null && bestSquared <= ((ring - 1) * EDGE_MM) ** 2) break
      this.forEachInRing(at, ring, (n) => {
        const squared = this.squaredTo(n, x, y, z)
        if (squared < bestSquared) { bestSquared = squared; best = n }
      })
    }
    return best
  }

  /** Calls with every point within reach. */
  forEachWithin(x: number, y: number, z: number, reachMm: number, visit: (point: number) => void): void {
    const from = (axis: 0 | 1 | 2, mm: number): number => Math.max(0, this.cell(axis, mm - reachMm))
    const to = (axis: 0 | 1 | 2, mm: number): number => Math.min(this.count[axis] - 1, this.cell(axis, mm + reachMm))
    for (let k = from(2, z); k <= to(2, z); k += 1) for (let j = from(1, y); j <= to(1, y); j += 1) for (let i = from(0, x); i <= to(0, x); i += 1) {
      for (const n of this.buckets.get(this.key(i, j, k)) ?? []) if (this.squaredTo(n, x, y, z) <= reachMm * reachMm) visit(n)
    }
  }

  private squaredTo(n: number, x: number, y: number, z: number): number {
    return ((this.positions[3 * n] ?? NaN) - x) ** 2 + ((this.positions[3 * n + 1] ?? NaN) - y) ** 2 + ((this.positions[3 * n + 2] ?? NaN) - z) ** 2
  }

  private forEachInRing(at: readonly [number, number, number], ring: number, visit: (point: number) => void): void {
    for (let k = Math.max(0, at[2] - ring); k <= Math.min(this.count[2] - 1, at[2] + ring); k += 1) {
      for (let j = Math.max(0, at[1] - ring); j <= Math.min(this.count[1] - 1, at[1] + ring); j += 1) {
        const isFace = Math.abs(k - at[2]) === ring || Math.abs(j - at[1]) === ring
        const step = isFace || ring === 0 ? 1 : 2 * ring
        for (let i = at[0] - ring; i <= at[0] + ring; i += step) {
          if (i < 0 || i >= this.count[0]) continue
          for (const n of this.buckets.get(this.key(i, j, k)) ?? []) visit(n)
        }
      }
    }
  }
}
