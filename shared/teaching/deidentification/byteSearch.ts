/** Many byte patterns at once, ASCII letters in either case: one pass over the bytes, whatever the number of patterns. */
export type ByteSearch = {
  /** Calls back for each pattern that ends at `end` (exclusive). */
  readonly scan: (bytes: Uint8Array, found: (pattern: number, end: number) => void) => void
}

const lower = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte))

/**
 * @source Aho and Corasick, Efficient string matching, CACM 18 (1975) 333: the automaton with all its transitions worked out.
 *         Bytes that no pattern holds share one column, which keeps the table small.
 */
export function createByteSearch(patterns: readonly Uint8Array[]): ByteSearch {
  const columnOf = new Int32Array(256)
  let columns = 1
  for (const pattern of patterns) for (const byte of pattern) if (columnOf[lower[byte] ?? 0] === 0) columnOf[lower[byte] ?? 0] = columns++
  for (let byte = 0; byte < 256; byte++) columnOf[byte] = columnOf[lower[byte] ?? 0] ?? 0
  const most = patterns.reduce((sum, { length }) => sum + length, 1)
  const next = new Int32Array(most * columns)
  const endsOf: number[][] = [[]]
  for (const [index, pattern] of patterns.entries()) {
    let state = 0
    for (const byte of pattern) {
      const cell = state * columns + (columnOf[byte] ?? 0)
      if (next[cell] === 0) next[cell] = endsOf.push([]) - 1
      state = next[cell] ?? 0
    }
    if (pattern.length > 0) endsOf[state]?.push(index)
  }
  linkFailures(next, columns, endsOf)
  const ends = endsOf.map((list) => (list.length === 0 ? null : list))
  return {
    scan: (bytes, found) => {
      let state = 0
      for (let at = 0; at < bytes.length; at++) {
        state = next[state * columns + (columnOf[bytes[at] ?? 0] ?? 0)] ?? 0
        const here = ends[state]
        if (here !== null && here !== undefined) for (const pattern of here) found(pattern, at + 1)
      }
    },
  }
}

/** Breadth first: a state takes over the ends and the missing transitions of its longest proper suffix. */
function linkFailures(next: Int32Array, columns: number, endsOf: number[][]): void {
  const failure = new Int32Array(endsOf.length)
  const queue: number[] = []
  for (let column = 0; column < columns; column++) if ((next[column] ?? 0) !== 0) queue.push(next[column] ?? 0)
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0
    const fallback = failure[state] ?? 0
    endsOf[state]?.push(...(endsOf[fallback] ?? []))
    for (let column = 0; column < columns; column++) {
      const target = next[state * columns + column] ?? 0
      const other = next[fallback * columns + column] ?? 0
      if (target === 0) next[state * columns + column] = other
      else {
        failure[target] = other
        queue.push(target)
      }
    }
  }
}
