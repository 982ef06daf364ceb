/** A connected piece of a picture as the indexes of its pixels. */
export type Piece = readonly number[]

/**
 * The longest way through a connected piece, along where its weight is greatest: its centre line.
 *
 * @frame   imageIndex: indexes row by row
 * @units   pixels
 * @source  shortest ways (Dijkstra) between the two ends that lie farthest apart within the piece, heavy pixels being
 *          cheap to cross
 */
export function centreLineOf(piece: Piece, columns: number, weight: (at: number) => number): readonly number[] {
  const [seed] = piece
  if (seed === undefined) return []
  const members = new Set(piece)
  const one = farthest(waysFrom(seed, members, columns, () => 1))
  const other = farthest(waysFrom(one, members, columns, () => 1))
  const ways = waysFrom(one, members, columns, (at) => 1 / Math.max(1e-6, weight(at)) ** 2)
  const line: number[] = []
  for (let at: number | undefined = other; at !== undefined; at = ways.get(at)?.from) line.push(at)
  return line
}

type Way = { readonly cost: number; readonly from: number | undefined }

function farthest(ways: ReadonlyMap<number, Way>): number {
  let end = 0
  let greatest = -1
  for (const [at, { cost }] of ways) if (cost > greatest) { greatest = cost; end = at }
  return end
}

/** Cost of the cheapest way to every member. A piece has at most some thousand pixels: a heap in an array is enough. */
function waysFrom(start: number, members: ReadonlySet<number>, columns: number, price: (at: number) => number): ReadonlyMap<number, Way> {
  const ways = new Map<number, Way>([[start, { cost: 0, from: undefined }]])
  const done = new Set<number>()
  const heap: { readonly at: number; readonly cost: number }[] = [{ at: start, cost: 0 }]
  while (heap.length > 0) {
    const next = takeLeast(heap)
    if (done.has(next.at)) continue
    done.add(next.at)
    for (const [step, length] of neighbourSteps(columns)) {
      const to = next.at + step
      if (!members.has(to) || done.has(to) || isAround(next.at, to, columns)) continue
      const cost = next.cost + length * price(to)
      if (cost < (ways.get(to)?.cost ?? Infinity)) {
        ways.set(to, { cost, from: next.at })
        push(heap, { at: to, cost })
      }
    }
  }
  return ways
}

const neighbourSteps = (columns: number): readonly (readonly [step: number, length: number])[] =>
  [[1, 1], [-1, 1], [columns, 1], [-columns, 1], [columns + 1, Math.SQRT2], [columns - 1, Math.SQRT2], [-columns + 1, Math.SQRT2], [-columns - 1, Math.SQRT2]]

/** A step over the edge of the picture into the next row. */
const isAround = (from: number, to: number, columns: number): boolean => Math.abs((from % columns) - (to % columns)) > 1

type Entry = { readonly at: number; readonly cost: number }

function push(heap: Entry[], entry: Entry): void {
  let place = heap.length
  heap.push(entry)
  while (place > 0) {
    const parent = (place - 1) >> 1
    const above = heap[parent]
    if (above === undefined || above.cost <= entry.cost) break
    heap[place] = above
    place = parent
  }
  heap[place] = entry
}

function takeLeast(heap: Entry[]): Entry {
  const [least] = heap
  const last = heap.pop()
  if (least === undefined || last === undefined) throw new Error('The heap is empty')
  if (heap.length === 0) return least
  let place = 0
  for (;;) {
    let child = 2 * place + 1
    const right = heap[child + 1]
    const left = heap[child]
    if (left === undefined) break
    if (right !== undefined && right.cost < left.cost) child += 1
    const lower = heap[child]
    if (lower === undefined || lower.cost >= last.cost) break
    heap[place] = lower
    place = child
  }
  heap[place] = last
  return least
}

/**
 * Length of a line of pixels.
 *
 * @units   pixels
 */
export function lineLength(line: readonly (readonly [column: number, row: number])[]): number {
  return line.slice(1).reduce((sum, [column, row], n) => {
    const before = line[n] ?? [column, row]
    return sum + Math.hypot(column - before[0], row - before[1])
  }, 0)
}
