/** How often two readers said what: rows the first, columns the second, in the order of the categories. */
export type Contingency = readonly (readonly number[])[]

/**
 * Two readers' answers as a table; an item that one of them left out is left out.
 *
 * @units   counts
 * @source  the answers in pairs
 */
export function contingencyOf(pairs: readonly (readonly [string | null, string | null])[], categories: readonly string[]): Contingency {
  const counts = new Map<string | null, Map<string | null, number>>()
  for (const [first, second] of pairs) {
    const row = counts.get(first) ?? new Map<string | null, number>()
    counts.set(first, row.set(second, (row.get(second) ?? 0) + 1))
  }
  return categories.map((first) => categories.map((second) => counts.get(first)?.get(second) ?? 0))
}

/**
 * Shares of all items, and of each row and column.
 *
 * @units   shares, 0 to 1
 * @source  counts over their sum; null for a table without an item or with one category
 */
export function sharesOf(table: Contingency): { readonly items: number; readonly cells: Contingency; readonly rows: readonly number[]; readonly columns: readonly number[] } | null {
  const items = table.flat().reduce((sum, count) => sum + count, 0)
  if (items === 0 || table.length < 2) return null
  const cells = table.map((row) => row.map((count) => count / items))
  return { items, cells, rows: cells.map(total), columns: table.map((_, column) => total(cells.map((row) => row[column] ?? Number.NaN))) }
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/**
 * What each category was taken for: of the items the first reader put there, how many the second put where.
 *
 * @units   counts; shares of the row, null for a category that the first reader never used
 * @source  rows of the table
 */
export function confusionByClass(table: Contingency, categories: readonly string[]): readonly { readonly category: string; readonly items: number; readonly agreed: number | null; readonly takenFor: readonly { readonly category: string; readonly items: number }[] }[] {
  return categories.map((category, at) => {
    const row = table[at] ?? []
    const items = total(row)
    const takenFor = categories.flatMap((other, column) => (column === at || (row[column] ?? 0) === 0 ? [] : [{ category: other, items: row[column] ?? 0 }]))
    return { category, items, agreed: items === 0 ? null : (row[at] ?? 0) / items, takenFor: takenFor.toSorted((a, b) => b.items - a.items) }
  })
}
