import type { Rectangle } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { GreyPicture, ValuePicture } from '#electron/services/teaching/pixels/text/greyPicture.ts'

export type Tile = { readonly picture: GreyPicture; readonly number: number | null }
export const tileOf = (picture: GreyPicture, number: number | null): Tile => ({ picture, number })

/** A whole picture as a screen would show it: without the few values beyond the usual ones. */
export const wholeGrey = (picture: ValuePicture): GreyPicture => toGrey(picture, 0.003, 0.997)
/** Everything between the darkest and the brightest value, which in a corner is mostly what was written there. */
export const stretched = (picture: ValuePicture, to: Enlargement): GreyPicture => enlarged(toGrey(picture, 0, 1), to)

function toGrey({ columns, rows, values }: ValuePicture, from: number, to: number): GreyPicture {
  const sorted = values.slice().sort()
  const low = sorted[Math.round(from * (sorted.length - 1))] ?? NaN
  const span = Math.max(Number.EPSILON, (sorted[Math.round(to * (sorted.length - 1))] ?? NaN) - low)
  return { columns, rows, grey: Uint8Array.from(values, (value) => Math.min(255, Math.max(0, (255 * (value - low)) / span))) }
}

/** A whole picture, twice as large: beside each other as many parts as it takes, which overlap so far that no line is only in two halves. */
export function enlargedParts(picture: ValuePicture, to: Enlargement): readonly GreyPicture[] {
  const most = Math.floor(to.columns / to.times)
  const parts = Math.max(1, Math.ceil((picture.columns - most) / (most / 2)) + 1)
  const columns = Math.min(most, picture.columns)
  return Array.from({ length: parts }, (_, n) => enlarged(wholeGrey(partOf(picture, { column: Math.round((n * (picture.columns - columns)) / Math.max(1, parts - 1)), row: 0, columns, rows: picture.rows })), to))
}

/** The four corners, a quarter of the width and an eighth of the height each: lines of text are wide. */
export function cornersOf({ columns, rows, values }: ValuePicture): readonly ValuePicture[] {
  const width = Math.max(1, Math.floor(columns / 2.5)), height = Math.max(1, Math.floor(rows / 5))
  const whole = { columns, rows, values }
  return [[0, 0], [columns - width, 0], [0, rows - height], [columns - width, rows - height]].map(([column = 0, row = 0]) => partOf(whole, { column, row, columns: width, rows: height }))
}

export function partOf({ columns, values }: ValuePicture, part: Rectangle): ValuePicture {
  const cut = new Float32Array(part.columns * part.rows)
  for (let row = 0; row < part.rows; row += 1) {
    const from = (part.row + row) * columns + part.column
    cut.set(values.subarray(from, from + part.columns), row * part.columns)
  }
  return { columns: part.columns, rows: part.rows, values: cut }
}

/** As large as `columns` allows, and not more than so many times. */
type Enlargement = { readonly columns: number; readonly times: number }

function enlarged(picture: GreyPicture, to: Enlargement): GreyPicture {
  const by = Math.max(1, Math.min(to.times, Math.floor(to.columns / picture.columns)))
  if (by === 1) return picture
  const columns = picture.columns * by, rows = picture.rows * by
  const grey = new Uint8Array(columns * rows)
  for (let row = 0, at = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1, at += 1) grey[at] = picture.grey[Math.floor(row / by) * picture.columns + Math.floor(column / by)] ?? NaN
  return { columns, rows, grey }
}

const GAP = 6
const GROUND = 60
const LABEL_ROWS = 16

/** Tiles in rows, each with its number above it. */
export function arrangeTiles(tiles: readonly Tile[], across: number): GreyPicture {
  const placed: { readonly tile: Tile; readonly column: number; readonly row: number }[] = []
  let column = GAP, row = GAP, tallest = 0, widest = 0
  for (const tile of tiles) {
    if (column > GAP && column + tile.picture.columns + GAP > across) { column = GAP; row += tallest + GAP; tallest = 0 }
    placed.push({ tile, column, row })
    column += tile.picture.columns + GAP
    widest = Math.max(widest, column)
    tallest = Math.max(tallest, tile.picture.rows + LABEL_ROWS)
  }
  const columns = widest, rows = row + tallest + GAP
  const grey = new Uint8Array(columns * rows).fill(GROUND)
  for (const { tile, column: left, row: top } of placed) {
    const { picture } = tile
    for (let y = 0; y < picture.rows; y += 1) grey.set(picture.grey.subarray(y * picture.columns, (y + 1) * picture.columns), (top + LABEL_ROWS + y) * columns + left)
    if (tile.number !== null) writeNumber(grey, columns, String(tile.number), left, top)
  }
  return { columns, rows, grey }
}

/** As many tiles on a page as its height takes, and at least one. */
export function pagesOfTiles(tiles: readonly Tile[], across: number, down: number): readonly (readonly Tile[])[] {
  const pages: Tile[][] = []
  let column = GAP, row = GAP, tallest = 0
  for (const tile of tiles) {
    if (column > GAP && column + tile.picture.columns + GAP > across) { column = GAP; row += tallest + GAP; tallest = 0 }
    const page = pages.at(-1)
    if (page === undefined || (row > GAP && row + tile.picture.rows + LABEL_ROWS + GAP > down)) {
      pages.push([tile])
      column = GAP; row = GAP; tallest = 0
    } else page.push(tile)
    column += tile.picture.columns + GAP
    tallest = Math.max(tallest, tile.picture.rows + LABEL_ROWS)
  }
  return pages
}

/** Digits on a raster of 3 by 5, a row each, drawn twice as large. */
const digits: Readonly<Record<string, readonly number[]>> = {
  0: [7, 5, 5, 5, 7], 1: [2, 6, 2, 2, 7], 2: [7, 1, 7, 4, 7], 3: [7, 1, 3, 1, 7], 4: [5, 5, 7, 1, 1],
  5: [7, 4, 7, 1, 7], 6: [7, 4, 7, 5, 7], 7: [7, 1, 2, 2, 2], 8: [7, 5, 7, 5, 7], 9: [7, 5, 7, 1, 7],
}

function writeNumber(grey: Uint8Array, columns: number, number: string, left: number, top: number): void {
  for (const [place, digit] of [...number].entries()) for (const [row, bits] of (digits[digit] ?? []).entries()) for (let column = 0; column < 3; column += 1) {
    if ((bits & (4 >> column)) === 0) continue
    for (let y = 0; y < 2; y += 1) for (let x = 0; x < 2; x += 1) grey[(top + 2 + row * 2 + y) * columns + left + 1 + (place * 4 + column) * 2 + x] = 235
  }
}
