import type { PaperSection, PaperTable } from '#shared/reporting/paper/paperTree.ts'
import { GROUND, INK, RULE, SOFT, style } from './pageDesign.ts'
import type { Pen } from './pen.ts'

/** A piece of a section that is not torn apart: how high it is, and how it is drawn. */
export type Atom = { readonly height: number; readonly draw: (x: number, y: number) => void; /** Must not stand last on a page. */ readonly keepsWithNext: boolean; /** White that ends a section: it begins no column. */ readonly isGap?: true }

/** A table of so many rows is not torn apart. */
const WHOLE_TABLE = 8

/** Rows of so few are not torn apart, and of more the last never stands alone in the next column. */
const WHOLE_ROWS = 4

/** A section as pieces that can be set below each other in a column of that width. `scale` makes all of it smaller. */
export function sectionAtoms(pen: Pen, section: PaperSection, width: number, scale: number, tableWidth = width): readonly Atom[] {
  const size = 8.6 * scale
  const head = style(9.8 * scale, 'bold')
  const titleLines = pen.wrap(section.title, head, width)
  const title: Atom = {
    height: pen.heightOf(titleLines, head) + 5, keepsWithNext: true,
    draw: (x, y) => {
      pen.tagged('H2', () => { pen.drawLines(titleLines, x, y, head) })
      pen.rule(x, y + pen.heightOf(titleLines, head) + 1.5, width, INK, 0.8)
    },
  }
  const atoms = [
    ...(section.table === null ? [] : tableAtoms(pen, section.table, tableWidth, size)),
    ...section.rows.map(({ term, words }, at, rows) => ({ ...rowAtom(pen, term, words, width, size), keepsWithNext: at < rows.length - 1 && (rows.length <= WHOLE_ROWS || at === rows.length - 2) })),
    ...section.paragraphs.filter((words) => words !== '').map((words) => textAtom(pen, words, width, size)),
  ]
  return [title, ...atoms, { height: 9 * scale, keepsWithNext: false, isGap: true, draw: () => undefined }]
}

function rowAtom(pen: Pen, term: string, words: string, width: number, size: number): Atom {
  const termWidth = Math.min(96, width * 0.38)
  const [soft, plain] = [style(size, 'regular', SOFT), style(size)]
  const termLines = pen.wrap(term, soft, termWidth - 6)
  const wordLines = pen.wrap(words, plain, width - termWidth)
  const height = Math.max(pen.heightOf(termLines, soft), pen.heightOf(wordLines, plain)) + 1.6
  return { height, keepsWithNext: false, draw: (x, y) => { pen.tagged('P', () => { pen.drawLines(termLines, x, y, soft); pen.drawLines(wordLines, x + termWidth, y, plain) }) } }
}

function textAtom(pen: Pen, words: string, width: number, size: number): Atom {
  const lines = pen.wrap(words, style(size), width)
  return { height: pen.heightOf(lines, style(size)) + 2, keepsWithNext: false, draw: (x, y) => { pen.tagged('P', () => { pen.drawLines(lines, x, y + 1, style(size)) }) } }
}

function tableAtoms(pen: Pen, { columns, rows }: PaperTable, width: number, size: number): readonly Atom[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => width * share / shares)
  const lefts = widths.map((_, at) => widths.slice(0, at).reduce((sum, one) => sum + one, 0))
  const line = (cells: readonly string[], isHead: boolean, isLast: boolean): Atom => {
    const cellStyle = isHead ? style(size * 0.88, 'regular', SOFT) : style(size)
    const set = cells.map((words, at) => pen.wrap(words, cellStyle, (widths[at] ?? width) - 6))
    const height = Math.max(...set.map((lines) => pen.heightOf(lines, cellStyle))) + 3
    return {
      height, keepsWithNext: isHead || (!isLast && rows.length <= WHOLE_TABLE),
      draw: (x, y) => {
        pen.artifact(() => {
          if (isHead) pen.doc.rect(x, y, width, height).fillColor(GROUND).fill()
          else pen.doc.moveTo(x, y + height).lineTo(x + width, y + height).lineWidth(0.4).strokeColor(RULE).stroke()
        })
        pen.tagged('P', () => {
          for (const [at, lines] of set.entries()) pen.drawLines(lines, x + (lefts[at] ?? 0) + 3, y + 1.5, cellStyle, columns[at]?.isNumber === true ? 'end' : 'start', (widths[at] ?? width) - 6)
        })
      },
    }
  }
  return [line(columns.map(({ words }) => words), true, false), ...rows.map((row, at) => line(row, false, at === rows.length - 1)), { height: 3, keepsWithNext: false, draw: () => undefined }]
}

/** How many atoms from `from` on fill columns of that height; a title is never left alone at the end of one. */
export function fillColumn(atoms: readonly Atom[], from: number, height: number): number {
  let used = 0
  let next = from
  while (next < atoms.length) {
    const atom = atoms[next]
    if (atom === undefined || (used + atom.height > height && next > from && atom.isGap !== true)) break
    used += atom.height
    next += 1
  }
  if (next >= atoms.length) return next
  let end = next
  while (end > from + 1 && atoms[end - 1]?.keepsWithNext === true) end -= 1
  return end
}
