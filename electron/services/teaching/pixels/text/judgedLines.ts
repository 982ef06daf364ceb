import type { ValuePicture } from './greyPicture.ts'
import { lookScore } from './lineScore.ts'
import { findMarks } from './marks.ts'
import { findStrokes, type Strokes } from './strokes.ts'
import { groupLines, lineOf, type MarkLine } from './textLines.ts'

const LOWEST_LETTER = 4.5
/** Lines are trimmed between these looks, and not to less than a short word. */
const HOPELESS = -6
const SURE = 2
const LEAST_TRIMMED = 4
/** Parts that stand on one line may do so by chance, as teeth do. */
const BY_CHANCE = 1.2

/** A line of marks, and how much it looks like letters. */
export type Judged = { readonly line: MarkLine; readonly look: number }

/** Every line of marks in one polarity, and how much it looks like letters. */
export function linesOf(picture: ValuePicture, polarity: 'bright' | 'dark', range: number, strokeRadius: number): { readonly strokes: Strokes; readonly lines: readonly Judged[] } {
  const strokes = findStrokes(picture, polarity, range, strokeRadius)
  const lookOf = (line: MarkLine): number => lookScore(strokes, picture.values, line, range)
  const lines = groupLines(findMarks(strokes))
    .filter((line) => line.marks.length >= 2 && line.height >= LOWEST_LETTER && line.right - line.left + 1 >= 1.2 * line.height)
    .map((line) => best(line, lookOf))
  return { strokes, lines: joined(lines, lookOf) }
}

/** A line without the marks at its ends that make it look less like letters: bones that happen to lie beside it. */
function best(line: MarkLine, lookOf: (line: MarkLine) => number): Judged {
  let judged: Judged = { line, look: lookOf(line) }
  while (judged.line.marks.length > LEAST_TRIMMED && judged.look > HOPELESS && judged.look < SURE) {
    const { marks } = judged.line
    const shorter = [marks.slice(1), marks.slice(0, -1)].map((rest): Judged => { const one = lineOf(rest); return { line: one, look: lookOf(one) } })
    const [better] = shorter.sort((a, b) => b.look - a.look)
    if (better === undefined || better.look <= judged.look) return judged
    judged = better
  }
  return judged
}

/** Parts of one line that what lies between them has torn apart look more like letters together than each alone. */
function joined(lines: readonly Judged[], lookOf: (line: MarkLine) => number): readonly Judged[] {
  const parts = lines.filter(({ look }) => look > HOPELESS).sort((a, b) => b.look - a.look)
  const whole: Judged[] = []
  while (parts.length > 0) {
    let one = parts.shift()
    for (let n = 0; one !== undefined && n < parts.length; n += 1) {
      const other = parts[n]
      if (other === undefined || !isSameLine(one.line, other.line)) continue
      const line = lineOf([...one.line.marks, ...other.line.marks].sort((a, b) => a.left - b.left))
      const look = lookOf(line) - BY_CHANCE
      if (look <= one.look) continue
      one = { line, look }
      parts.splice(n, 1)
      n = -1
    }
    if (one !== undefined) whole.push(one)
  }
  return [...whole, ...lines.filter(({ look }) => look <= HOPELESS)]
}

/** Beside each other with room for a few letters, and of one height on one foot. */
function isSameLine(a: MarkLine, b: MarkLine): boolean {
  const height = Math.max(a.height, b.height)
  const gap = Math.max(a.left, b.left) - Math.min(a.right, b.right)
  return gap <= 4 * height && Math.min(a.height, b.height) >= 0.75 * height - 0.5 && Math.abs(a.bottom - b.bottom) <= 0.2 * height + 0.5 && Math.abs(a.top - b.top) <= 0.2 * height + 0.5
}

/** From dark to bright, without the few pixels that lie beyond. */
export function usualRange(values: Float32Array): number {
  const step = Math.max(1, Math.floor(values.length / 40_000))
  const sample = new Float32Array(Math.ceil(values.length / step))
  for (let n = 0, at = 0; at < values.length; n += 1, at += step) sample[n] = values[at] ?? NaN
  sample.sort()
  const usual = (sample[Math.floor(0.995 * (sample.length - 1))] ?? NaN) - (sample[Math.floor(0.005 * (sample.length - 1))] ?? NaN)
  // A picture that is black but for its text.
  return usual > 0 ? usual : (sample.at(-1) ?? NaN) - (sample[0] ?? NaN)
}
