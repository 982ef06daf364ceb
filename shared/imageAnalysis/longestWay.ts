import type { Triple } from './huVolume.ts'

/** Cells waiting for their turn, the nearest first. */
class Waiting {
  private readonly cells: number[] = []
  private readonly costs: number[] = []

  get isEmpty(): boolean { return this.cells.length === 0 }

  push(cell: number, cost: number): void {
    let at = this.cells.length
    this.cells.push(cell)
    this.costs.push(cost)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if ((this.costs[parent] ?? NaN) <= cost) break
      this.swap(at, parent)
      at = parent
    }
  }

  pop(): { readonly cell: number; readonly cost: number } {
    const cell = this.cells[0] ?? NaN, cost = this.costs[0] ?? NaN
    const lastCell = this.cells.pop() ?? NaN, lastCost = this.costs.pop() ?? NaN
    if (this.cells.length > 0) {
      this.cells[0] = lastCell
      this.costs[0] = lastCost
      for (let at = 0; ;) {
        const left = 2 * at + 1
        const right = left + 1
        if (left >= this.cells.length) break
        const smaller = right < this.cells.length && (this.costs[right] ?? NaN) < (this.costs[left] ?? NaN) ? right : left
        if ((this.costs[at] ?? NaN) <= (this.costs[smaller] ?? NaN)) break
        this.swap(at, smaller)
        at = smaller
      }
    }
    return { cell, cost }
  }

  private swap(a: number, b: number): void {
    const cell = this.cells[a] ?? NaN, cost = this.costs[a] ?? NaN
    this.cells[a] = this.cells[b] ?? NaN
    this.costs[a] = this.costs[b] ?? NaN
    this.cells[b] = cell
    this.costs[b] = cost
  }
}

/**
 * The way between the two cells of a mask that lie farthest apart within it, along its middle.
 *
 * @frame   cells column by column, row by row, slice by slice
 * @source  Dijkstra three times: to one end, to the other, and back where a step costs the more the nearer the rim is
 * @returns null when the mask is empty or a single cell
 */
export function longestWay(mask: Uint8Array, distanceSquared: Float32Array, size: Triple): readonly number[] | null {
  const middle = distanceSquared.reduce((best, value, cell) => (value > (distanceSquared[best] ?? NaN) ? cell : best), 0)
  if (mask[middle] !== 1) return null
  const one = walk(mask, size, middle, () => 1)
  const other = walk(mask, size, one.farthest, () => 1)
  if (other.farthest === one.farthest) return null
  const back = walk(mask, size, one.farthest, (cell) => 1 / (0.05 + (distanceSquared[cell] ?? NaN)) ** 1.5)
  const way: number[] = []
  for (let cell = other.farthest; cell !== -1; cell = back.from[cell] ?? -1) way.push(cell)
  return way.reverse()
}

function walk(mask: Uint8Array, size: Triple, start: number, costOf: (cell: number) => number): { readonly farthest: number; readonly from: Int32Array } {
  const cost = new Float64Array(mask.length).fill(Infinity)
  const from = new Int32Array(mask.length).fill(-1)
  const waiting = new Waiting()
  cost[start] = 0
  waiting.push(start, 0)
  let farthest = start
  while (!waiting.isEmpty) {
    const here = waiting.pop()
    if (here.cost > (cost[here.cell] ?? NaN)) continue
    farthest = here.cell
    const k = Math.floor(here.cell / (size[0] * size[1])), j = Math.floor(here.cell / size[0]) % size[1], i = here.cell % size[0]
    for (let dk = -1; dk <= 1; dk += 1) for (let dj = -1; dj <= 1; dj += 1) for (let di = -1; di <= 1; di += 1) {
      const x = i + di, y = j + dj, z = k + dk
      if (x < 0 || y < 0 || z < 0 || x >= size[0] || y >= size[1] || z >= size[2]) continue
      const next = (z * size[1] + y) * size[0] + x
      if (mask[next] !== 1 || next === here.cell) continue
      const through = here.cost + Math.sqrt(di * di + dj * dj + dk * dk) * costOf(next)
      if (through >= (cost[next] ?? NaN)) continue
      cost[next] = through
      from[next] = here.cell
      waiting.push(next, through)
    }
  }
  return { farthest, from }
}
