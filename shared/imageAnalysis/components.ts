import type { Triple } from './huVolume.ts'

/** One connected piece of a mask; the box is in cells, both ends included. */
export type Component = { readonly label: number; readonly count: number; readonly low: Triple; readonly high: Triple }
export type Labels = { readonly of: Int32Array; readonly components: readonly Component[] }

/**
 * Numbers the pieces of a mask that hang together through cell faces, from 1; 0 is what is not in the mask.
 *
 * @frame   cells column by column, row by row, slice by slice
 */
export function labelComponents(mask: Uint8Array, size: Triple): Labels {
  const of = new Int32Array(mask.length)
  const queue = new Int32Array(mask.length)
  const components: Component[] = []
  for (let seed = 0; seed < mask.length; seed += 1) {
    if (mask[seed] === 0 || of[seed] !== 0) continue
    components.push(fill(mask, size, of, queue, seed, components.length + 1))
  }
  return { of, components }
}

function fill(mask: Uint8Array, size: Triple, of: Int32Array, queue: Int32Array, seed: number, label: number): Component {
  const [columns, rows, slices] = size
  const plane = columns * rows
  let head = 0, tail = 1
  queue[0] = seed
  of[seed] = label
  let i0 = columns, j0 = rows, k0 = slices, i1 = 0, j1 = 0, k1 = 0
  const visit = (at: number): void => {
    if (mask[at] !== 1 || of[at] !== 0) return
    of[at] = label
    queue[tail] = at
    tail += 1
  }
  while (head < tail) {
    const at = queue[head] ?? NaN
    head += 1
    const k = Math.floor(at / plane), j = Math.floor((at - k * plane) / columns), i = at - k * plane - j * columns
    if (i < i0) i0 = i
    if (i > i1) i1 = i
    if (j < j0) j0 = j
    if (j > j1) j1 = j
    if (k < k0) k0 = k
    if (k > k1) k1 = k
    if (i > 0) visit(at - 1)
    if (i < columns - 1) visit(at + 1)
    if (j > 0) visit(at - columns)
    if (j < rows - 1) visit(at + columns)
    if (k > 0) visit(at - plane)
    if (k < slices - 1) visit(at + plane)
  }
  return { label, count: tail, low: [i0, j0, k0], high: [i1, j1, k1] }
}

/**
 * The piece with most cells, or null when the mask is empty.
 *
 * @units   cells
 */
export const largestComponent = (labels: Labels): Component | null =>
  labels.components.reduce<Component | null>((largest, one) => (largest === null || one.count > largest.count ? one : largest), null)
