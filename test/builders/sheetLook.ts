import { decode } from 'fast-png'

/** Grey values in rows. */
export type GreyPage = { readonly columns: number; readonly rows: number; readonly grey: ArrayLike<number> }

/** So many times larger are frames, places and corners of usual pictures on the sheet, at most. */
const MOST_TIMES = 4
/** Pixels that a place is first told by. */
const PROBES = 48
const FEW = 12
/** As alike as the same picture with another contrast, without the few values beyond the usual ones. */
const SAME = 0.97
const PERHAPS = 0.6

export function greyPage(png: Uint8Array): GreyPage {
  const { width, height, channels, data } = decode(png)
  if (channels !== 1) throw new Error('A page of the sheet is grey.')
  return { columns: width, rows: height, grey: data }
}

/**
 * Whether a part of a picture is on a page, whole, pixel for pixel, as large as it is or enlarged: what a person who looks at the
 * page sees, told from the page alone. A part of which a letter is cut off by the edge of a tile is not.
 */
export function isOnPage(page: GreyPage, part: GreyPage): boolean {
  const probes = probesOf(part)
  const all = Array.from({ length: part.columns * part.rows }, (_, at) => at)
  for (let times = 1; times <= MOST_TIMES; times += 1) {
    const across = (part.columns - 1) * times, down = (part.rows - 1) * times
    for (let row = 0; row + down < page.rows; row += 1) for (let column = 0; column + across < page.columns; column += 1) {
      const at = row * page.columns + column
      if (alike(page, part, probes, FEW, at, times) > PERHAPS && alike(page, part, probes, PROBES, at, times) > PERHAPS && alike(page, part, all, all.length, at, times) >= SAME) return true
    }
  }
  return false
}

/** By turns the brightest and the darkest pixels, far apart in that order. */
function probesOf({ columns, rows, grey }: GreyPage): readonly number[] {
  const order = Array.from({ length: columns * rows }, (_, at) => at).sort((a, b) => (grey[a] ?? NaN) - (grey[b] ?? NaN))
  const every = Math.max(1, Math.floor(order.length / 4 / (PROBES / 2)))
  const dark = order.slice(0, Math.ceil(order.length / 4)), bright = order.slice(-dark.length).reverse()
  const spread = (from: readonly number[]): readonly number[] => Array.from({ length: PROBES / 2 }, (_, n) => from[Math.min(from.length - 1, ((n * 7) % (PROBES / 2)) * every)] ?? NaN)
  const [darks, brights] = [spread(dark), spread(bright)]
  return darks.flatMap((one, n) => [one, brights[n] ?? NaN])
}

/** The correlation of so many of these pixels with those of the page, 1: the same but for contrast. */
function alike(page: GreyPage, part: GreyPage, places: readonly number[], count: number, at: number, times: number): number {
  let sumA = 0, sumB = 0, sumAA = 0, sumBB = 0, sumAB = 0
  for (let n = 0; n < count; n += 1) {
    const place = places[n] ?? NaN
    const a = part.grey[place] ?? NaN
    const b = page.grey[at + Math.floor(place / part.columns) * times * page.columns + (place % part.columns) * times] ?? NaN
    sumA += a; sumB += b; sumAA += a * a; sumBB += b * b; sumAB += a * b
  }
  const spread = (sumAA - (sumA * sumA) / count) * (sumBB - (sumB * sumB) / count)
  return spread > 0 ? (sumAB - (sumA * sumB) / count) / Math.sqrt(spread) : 0
}
