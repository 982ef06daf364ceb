import type { PaperTree } from '#shared/reporting/paper/paperTree.ts'
import { ATTENTION, BLOCK, BOTTOM, GROUND, INK, INNER, PAGE, RULE, SOFT, style } from './pageDesign.ts'
import type { Pen } from './pen.ts'

const BLOCK_WIDTH = 118

/** Side, patient and facts at the head of the first page; returns where the next thing may begin. */
export function drawFirstHeading(pen: Pen, tree: PaperTree): number {
  const { doc } = pen
  const top = PAGE.top
  drawSide(pen, tree, PAGE.margin, top, BLOCK_WIDTH, 66, 27)
  const x = PAGE.margin + BLOCK_WIDTH + 16
  const width = INNER - BLOCK_WIDTH - 16
  let y = top - 3
  pen.tagged('P', () => {
    y += pen.drawLines(pen.wrap(tree.title, style(9.5, 'bold', SOFT), width), x, y, style(9.5, 'bold', SOFT))
  })
  pen.tagged('H1', () => {
    const size = [20, 17, 14, 11].find((one) => pen.wrap(tree.patient.name, style(one, 'bold'), width).length === 1) ?? 11
    y += pen.drawLines(pen.wrap(tree.patient.name, style(size, 'bold'), width), x, y, style(size, 'bold'))
  })
  pen.tagged('P', () => {
    y += pen.drawLines(pen.wrap(tree.patient.details, style(9.5), width), x, y + 1, style(9.5))
  })
  if (tree.draft !== null) y = drawDraftMark(pen, tree.draft, x, y + 4)
  y = Math.max(y + 8, top + 66 + 10)
  if (tree.facts.length > 0) y = drawFacts(pen, tree, y)
  pen.rule(PAGE.margin, y, INNER, INK, 1)
  doc.y = y
  return y + 10
}

function drawDraftMark(pen: Pen, words: string, x: number, y: number): number {
  const lines = pen.wrap(words, style(9, 'bold', ATTENTION), 200)
  pen.artifact(() => { pen.doc.roundedRect(x, y, (lines[0]?.width ?? 0) + 12, 16, 2).lineWidth(1).strokeColor(ATTENTION).stroke() })
  pen.tagged('P', () => { pen.drawLines(lines, x + 6, y + 2, style(9, 'bold', ATTENTION)) })
  return y + 16
}

function drawFacts(pen: Pen, { facts }: PaperTree, y: number): number {
  const width = INNER / facts.length
  let bottom = y
  for (const [at, { term, words }] of facts.entries()) {
    const x = PAGE.margin + at * width
    pen.tagged('P', () => {
      const below = pen.drawLines(pen.wrap(term, style(7.5, 'regular', SOFT), width - 8), x, y, style(7.5, 'regular', SOFT))
      bottom = Math.max(bottom, y + below + pen.drawLines(pen.wrap(words, style(9.5, 'bold'), width - 8), x, y + below, style(9.5, 'bold')))
    })
  }
  return bottom + 8
}

/** The same, small, on every page after the first. */
export function drawNextHeading(pen: Pen, tree: PaperTree): number {
  drawSide(pen, tree, PAGE.margin, PAGE.top, 84, 30, 13)
  const x = PAGE.margin + 96
  const width = INNER - 96
  let bottom = PAGE.top
  pen.artifact(() => {
    const size = [12, 10, 8].find((one) => pen.wrap(tree.patient.name, style(one, 'bold'), width).length === 1) ?? 8
    const name = pen.wrap(tree.patient.name, style(size, 'bold'), width)
    const below = pen.drawLines(name, x, PAGE.top - 2, style(size, 'bold'))
    bottom += below + pen.drawLines(pen.wrap(`${tree.patient.details}  ·  ${tree.title}${tree.draft === null ? '' : `  ·  ${tree.draft}`}`, style(8, 'regular', SOFT), width), x, PAGE.top + below, style(8, 'regular', SOFT))
  })
  const y = Math.max(PAGE.top + 38, bottom + 6)
  pen.rule(PAGE.margin, y, INNER, INK, 1)
  return y + 10
}

function drawSide(pen: Pen, { side: { side, level } }: PaperTree, x: number, y: number, width: number, height: number, size: number): void {
  pen.artifact(() => { pen.doc.rect(x, y, width, height).fillColor(BLOCK).fill() })
  pen.tagged('P', () => {
    const [word] = pen.wrap(side, style(size, 'bold', '#FFFFFF'), width)
    const [below] = pen.wrap(level, style(size * 0.52, 'bold', '#FFFFFF'), width)
    const total = size * 1.32 + size * 0.52 * 1.1
    const from = y + (height - total) / 2
    if (word !== undefined) pen.drawLine(word, x + (width - word.width) / 2, from, style(size, 'bold', '#FFFFFF'))
    if (below !== undefined) pen.drawLine(below, x + (width - below.width) / 2, from + size * 1.22, style(size * 0.52, 'bold', '#FFFFFF'))
  })
}

/** The most important answers beside each other. */
export function drawSummary(pen: Pen, { summary }: PaperTree, y: number): number {
  if (summary.length === 0) return y
  const gap = 8
  const width = (INNER - gap * (summary.length - 1)) / summary.length
  const set = summary.map((tile) => ({
    ...tile, termLines: pen.wrap(tile.term, style(7.5, 'regular', SOFT), width - 16),
    wordLines: pen.wrap(tile.words, style(12, 'bold', tile.tone === 'attention' ? ATTENTION : INK), width - 16),
    noteLines: pen.wrap(tile.note, style(8), width - 16),
  }))
  const height = Math.max(...set.map(({ termLines, wordLines, noteLines, note }) => pen.heightOf(termLines, style(7.5)) + pen.heightOf(wordLines, style(12)) + (note === '' ? 0 : pen.heightOf(noteLines, style(8))))) + 12
  for (const [at, { tone, termLines, wordLines, noteLines, note }] of set.entries()) {
    const x = PAGE.margin + at * (width + gap)
    pen.artifact(() => {
      pen.doc.rect(x, y, width, height).fillColor(GROUND).fill()
      pen.doc.rect(x, y, 3, height).fillColor(tone === 'attention' ? ATTENTION : RULE).fill()
    })
    pen.tagged('P', () => {
      let below = y + 6
      below += pen.drawLines(termLines, x + 10, below, style(7.5, 'regular', SOFT))
      below += pen.drawLines(wordLines, x + 10, below, style(12, 'bold', tone === 'attention' ? ATTENTION : INK))
      if (note !== '') pen.drawLines(noteLines, x + 10, below, style(8))
    })
  }
  return y + height + 12
}

/** What stands at the foot of every page, once it is known how many there are. */
export function drawFeet(pen: Pen, tree: PaperTree): void {
  const { start, count } = pen.doc.bufferedPageRange()
  const boxes = pen.missing.size === 0 ? [] : [`${String(pen.missing.size)} characters are in none of the fonts of this page and stand as boxes: ${[...pen.missing].map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(', ')}.`]
  for (let page = 0; page < count; page += 1) {
    pen.doc.switchToPage(start + page)
    pen.artifact(() => {
      if (tree.draft !== null) drawAcross(pen)
      pen.doc.moveTo(PAGE.margin, BOTTOM + 8).lineTo(PAGE.margin + INNER, BOTTOM + 8).lineWidth(0.6).strokeColor(RULE).stroke()
      let y = BOTTOM + 11
      for (const line of [...boxes, ...tree.foot]) y += pen.drawLines(pen.wrap(line, style(6.8, 'regular', SOFT), INNER - 70), PAGE.margin, y, style(6.8, 'regular', SOFT))
      pen.drawLines(pen.wrap(`Page ${String(page + 1)} of ${String(count)}`, style(8, 'bold'), 70), PAGE.margin, BOTTOM + 11, style(8, 'bold'), 'end', INNER)
    })
  }
}

/** A draft is known as one from across the room, on every page and every copy of it. */
function drawAcross(pen: Pen): void {
  const [line] = pen.wrap('DRAFT', style(150, 'bold', '#000000'), PAGE.width * 2)
  if (line === undefined) return
  pen.doc.save()
  pen.doc.rotate(-52, { origin: [PAGE.width / 2, PAGE.height / 2] }).opacity(0.07)
  pen.drawLine(line, (PAGE.width - line.width) / 2, PAGE.height / 2 - 100, style(150, 'bold', '#000000'))
  pen.doc.restore()
}
