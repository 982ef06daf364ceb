import type { PaperPicture, PaperSection, PaperTree } from '#shared/reporting/paper/paperTree.ts'
import { BOTTOM, INNER, PAGE, style, SOFT } from './pageDesign.ts'
import { fillColumn, sectionAtoms, type Atom } from './paperColumns.ts'
import { drawFeet, drawFirstHeading, drawNextHeading, drawSummary } from './paperHeading.ts'
import type { PaperImage } from './paperPictures.ts'
import type { Pen, SetLine } from './pen.ts'

/** On the first page; what is more follows after the words. */
const FIRST_PICTURES = 6
const GAP = 14
const COLUMN = (INNER - GAP) / 2
/** Less room than this at the foot of the first page stays white. */
const LEAST_ROOM = 110
const SCALES = [1, 0.95, 0.9]

/** By key image. */
export type PicturesOnPaper = ReadonlyMap<string, PaperImage>

/** Lays a document out over its pages: pictures on the first, words in two columns after them, on two pages where they fit. */
export function drawReport(pen: Pen, tree: PaperTree, images: PicturesOnPaper): void {
  pen.doc.addPage()
  let y = drawSummary(pen, tree, drawFirstHeading(pen, tree))
  const nextPage = (): number => {
    pen.doc.addPage()
    return drawNextHeading(pen, tree)
  }
  const first = tree.pictures.slice(0, FIRST_PICTURES)
  const { narrow, wide, grid } = chooseSizes(pen, tree, setGrid(pen, first, images), y)
  y = drawPictures(pen, grid, images, y, nextPage)
  y = drawColumns(narrow, BOTTOM - y < LEAST_ROOM ? nextPage() : y, nextPage)
  y = drawWide(wide, y, nextPage)
  const more = tree.pictures.slice(FIRST_PICTURES)
  for (let from = 0; from < more.length; from += FIRST_PICTURES) drawPictures(pen, fitted(setGrid(pen, more.slice(from, from + FIRST_PICTURES), images), BOTTOM - PAGE_TOP), images, nextPage(), nextPage)
  drawFeet(pen, tree)
}

/** The largest pictures and words with which all of it stands on two pages; as they are best to see where it does not. */
function chooseSizes(pen: Pen, tree: PaperTree, whole: Grid, y: number): { readonly narrow: readonly Atom[]; readonly wide: readonly Atom[]; readonly grid: Grid } {
  const atoms = SCALES.map((scale) => ({
    narrow: tree.sections.filter((one) => !isWide(one)).flatMap((one) => sectionAtoms(pen, one, COLUMN, scale)),
    wide: tree.sections.filter(isWide).flatMap((one) => sectionAtoms(pen, one, INNER, scale, COLUMN)),
  }))
  const largest = fitted(whole, BOTTOM - y)
  for (const height of PICTURE_HEIGHTS) {
    const grid = { ...largest, height: Math.min(largest.height, height) }
    const below = y + gridHeight(grid)
    for (const set of atoms) if (fitsOnTwo(set.narrow, set.wide, BOTTOM - below < LEAST_ROOM ? null : below)) return { ...set, grid }
  }
  return { narrow: [], wide: [], ...atoms[0], grid: largest }
}

/** Who stands for it goes across the page, at its end. */
const isWide = ({ title }: PaperSection): boolean => /^(Signature|Addendum)/.test(title)
const heightOf = (atoms: readonly Atom[]): number => atoms.reduce((sum, { height }) => sum + height, 0)
const PAGE_TOP = PAGE.top + 48

function fitsOnTwo(narrow: readonly Atom[], wide: readonly Atom[], begins: number | null): boolean {
  const rest = begins === null ? 0 : fillColumn(narrow, fillColumn(narrow, 0, BOTTOM - begins), BOTTOM - begins)
  const height = BOTTOM - PAGE_TOP - heightOf(wide) - 4
  return fillColumn(narrow, fillColumn(narrow, rest, height), height) >= narrow.length
}

/** Two columns a page, the last pair as even as it can be. */
function drawColumns(atoms: readonly Atom[], from: number, nextPage: () => number): number {
  let at = 0
  let y = from
  while (at < atoms.length) {
    const whole = BOTTOM - y
    const isLast = fillColumn(atoms, fillColumn(atoms, at, whole), whole) >= atoms.length
    const height = isLast ? evenHeight(atoms, at, whole) : whole
    const middle = fillColumn(atoms, at, height)
    const end = fillColumn(atoms, middle, height)
    const bottoms = [draw(atoms.slice(at, middle), PAGE.margin, y), draw(atoms.slice(middle, end), PAGE.margin + COLUMN + GAP, y)]
    at = end
    if (at < atoms.length) y = nextPage()
    else y = Math.max(...bottoms)
  }
  return y + 4
}

function evenHeight(atoms: readonly Atom[], from: number, whole: number): number {
  for (let height = heightOf(atoms.slice(from)) / 2; height < whole; height += 4) if (fillColumn(atoms, fillColumn(atoms, from, height), height) >= atoms.length) return height
  return whole
}

function draw(atoms: readonly Atom[], x: number, from: number): number {
  let y = from
  for (const atom of atoms) {
    atom.draw(x, y)
    y += atom.height
  }
  return y
}

function drawWide(atoms: readonly Atom[], from: number, nextPage: () => number): number {
  let at = 0
  let y = from
  while (at < atoms.length) {
    const end = fillColumn(atoms, at, BOTTOM - y)
    const fits = heightOf(atoms.slice(at, end)) <= BOTTOM - y
    if (!fits && y > PAGE_TOP) { y = nextPage(); continue }
    y = draw(atoms.slice(at, end), PAGE.margin, y)
    at = end
    if (at < atoms.length) y = nextPage()
  }
  return y
}

const CAPTION = style(8.2)
const HEADING = style(8.6, 'bold')
const MOST_CAPTION_LINES = 3
/** Tried one after the other, until the words have room. */
const PICTURE_HEIGHTS = [330, 236, 210, 185, 160, 140]
const BETWEEN = 10

type SetPicture = { readonly picture: PaperPicture; readonly heading: readonly SetLine[]; readonly caption: readonly SetLine[]; readonly height: number }
/** Pictures in rows; `height` is of a picture, `words` of what stands under all rows. */
type Grid = { readonly rows: readonly (readonly SetPicture[])[]; readonly width: number; readonly height: number; readonly words: number }

function setGrid(pen: Pen, pictures: readonly PaperPicture[], images: PicturesOnPaper): Grid {
  const columns = pictures.length === 1 || pictures.length === 3 ? pictures.length : 2
  const width = columns === 1 ? INNER * 0.66 : (INNER - GAP * (columns - 1)) / columns
  const rows = Array.from({ length: Math.ceil(pictures.length / columns) }, (_, row) => pictures.slice(row * columns, (row + 1) * columns).map((picture) => setPicture(pen, picture, width)))
  // As high as the highest of them is at this width: no more black than a picture has itself.
  const height = Math.max(0, ...pictures.map(({ keyImageId }) => width * aspectOf(images.get(keyImageId))))
  return { rows, width, height, words: rows.reduce((sum, row) => sum + wordsHeight(row) + BETWEEN, 0) }
}

/** Height as a part of width. */
const aspectOf = (image: PaperImage | undefined): number => (image === undefined ? 0.75 : image.rows / image.columns)
const wordsHeight = (row: readonly SetPicture[]): number => Math.max(...row.map(({ height }) => height))
const gridHeight = ({ rows, height, words }: Grid): number => rows.length * height + words
const fitted = (grid: Grid, room: number): Grid => (grid.rows.length === 0 ? grid : { ...grid, height: Math.max(90, Math.min(grid.height, (room - grid.words) / grid.rows.length)) })

function drawPictures(pen: Pen, grid: Grid, images: PicturesOnPaper, from: number, nextPage: () => number): number {
  const { rows, width, height } = grid
  let y = from
  for (const row of rows) {
    if (y + height + wordsHeight(row) > BOTTOM + BETWEEN) y = nextPage()
    for (const [column, { picture, heading, caption }] of row.entries()) {
      const x = PAGE.margin + column * (width + GAP)
      const image = images.get(picture.keyImageId)
      pen.tagged('Figure', () => {
        pen.doc.rect(x, y, width, height).fillColor('#000000').fill()
        if (image !== undefined) pen.picture(image, x, y, width, height)
      }, `${picture.heading}. ${picture.caption}`)
      pen.tagged('P', () => {
        const below = pen.drawLines(heading, x, y + height + 3, HEADING)
        pen.drawLines(caption, x, y + height + 3 + below, CAPTION)
      })
    }
    y += height + wordsHeight(row) + BETWEEN
  }
  return y
}

function setPicture(pen: Pen, picture: PaperPicture, width: number): SetPicture {
  const heading = pen.wrap(`${String(picture.number)}. ${picture.heading}`, HEADING, width).slice(0, 2)
  const whole = picture.caption === '' ? [] : pen.wrap(picture.caption, CAPTION, width)
  const cut = whole.length > MOST_CAPTION_LINES
  const caption = cut ? [...whole.slice(0, MOST_CAPTION_LINES), ...pen.wrap('… the whole caption is in the record', style(CAPTION.size, 'regular', SOFT), width)] : whole
  return { picture, heading, caption, height: pen.heightOf(heading, HEADING) + pen.heightOf(caption, CAPTION) + 3 }
}
