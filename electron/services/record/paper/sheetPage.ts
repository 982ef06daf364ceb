import type { PaperTree } from '#shared/reporting/paper/paperTree.ts'
import { BOTTOM, INNER, PAGE, style } from './pageDesign.ts'
import { drawFeet, drawFirstHeading, drawNextHeading } from './paperHeading.ts'
import type { Pen, SetLine } from './pen.ts'

/** As large as one page holds; below the last of them it goes on over a second page rather than becoming too small to read. */
const SIZES = [13, 12.5, 12, 11.5, 11, 10.5, 10]
const INDENT = 14
const BULLET = '•\u00a0'

/** A sheet for the patient on one page, in the largest type that fits. */
export function drawSheet(pen: Pen, tree: PaperTree): void {
  pen.doc.addPage()
  let y = drawFirstHeading(pen, tree) + 4
  const size = SIZES.find((one) => heightAt(pen, tree, one) <= BOTTOM - y) ?? 10
  for (const piece of pieces(pen, tree, size)) {
    if (y + piece.height > BOTTOM) {
      pen.doc.addPage()
      y = drawNextHeading(pen, tree)
    }
    pen.tagged(piece.isHeading ? 'H2' : 'P', () => {
      if (piece.bullet !== null) pen.drawLines(piece.bullet, PAGE.margin, y + piece.before, piece.style)
      pen.drawLines(piece.lines, PAGE.margin + (piece.bullet === null ? 0 : INDENT), y + piece.before, piece.style)
    })
    y += piece.height
  }
  drawFeet(pen, tree)
}

const heightAt = (pen: Pen, tree: PaperTree, size: number): number => pieces(pen, tree, size).reduce((sum, { height }) => sum + height, 0)

type Piece = { readonly lines: readonly SetLine[]; readonly bullet: readonly SetLine[] | null; readonly style: ReturnType<typeof style>; readonly before: number; readonly height: number; readonly isHeading: boolean }

function pieces(pen: Pen, { sections }: PaperTree, size: number): readonly Piece[] {
  const head = style(size * 1.12, 'bold')
  const plain = style(size)
  const piece = (words: string, isHeading: boolean): Piece => {
    const isItem = words.startsWith(BULLET)
    const used = isHeading ? head : plain
    const lines = pen.wrap(isItem ? words.slice(BULLET.length) : words, used, INNER - (isItem ? INDENT : 0))
    const before = isHeading ? size * 0.75 : 0
    return { lines, bullet: isItem ? pen.wrap('•', plain, INDENT) : null, style: used, before, height: before + pen.heightOf(lines, used) + size * 0.22, isHeading }
  }
  return sections.flatMap(({ title, paragraphs }) => [...(title === '' ? [] : [piece(title, true)]), ...paragraphs.map((words) => piece(words, false))])
}
