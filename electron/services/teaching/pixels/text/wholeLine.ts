import type { Rectangle } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { ValuePicture } from './greyPicture.ts'
import { findMarks, type Mark } from './marks.ts'
import { noiseAt, type Strokes } from './strokes.ts'
import type { MarkLine } from './textLines.ts'

type Extent = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Between two words there may be a name's initial that did not stand out. */
const WIDEST_GAP = 2.2
/** As strong as the line's own paint would be there: half to nearly twice, because edges are smooth. */
const WEAKEST = 0.45
const STRONGEST = 1.9
const OVER_NOISE = 4

/**
 * A line with everything beside it that is painted as it is. What lies above and below it is cut off first: letters that
 * run into bones, teeth or the edge of the skin are letters again then.
 */
export function wholeLine(strokes: Strokes, picture: ValuePicture, line: MarkLine): Extent {
  const sign = strokes.polarity === 'bright' ? 1 : -1
  const ground = groundOf(strokes, picture, line.marks, sign)
  const marks = findMarks(bandOf(strokes, line)).map((mark) => ({ ...mark, top: mark.top + line.top, bottom: mark.bottom + line.top }))
  const beside = marks.filter((mark) => isOfPaint(mark, groundOf(strokes, picture, [mark], sign) - ground, line, strokes))
  let extent: Extent = line
  const belongs = (mark: Mark): boolean => {
    const gap = Math.max(mark.left - extent.right, extent.left - mark.right)
    return (mark.right > extent.right || mark.left < extent.left) && gap <= WIDEST_GAP * line.height
  }
  for (let more = beside.find(belongs); more !== undefined; more = beside.find(belongs)) extent = { ...extent, left: Math.min(extent.left, more.left), right: Math.max(extent.right, more.right) }
  return extent
}

/**
 * Opaque paint has one value wherever it lies, so that it stands out less where the ground is nearer to it; the thinner it is, the more it
 * follows the ground. Anything in between may be the same paint.
 */
function isOfPaint(mark: Mark, groundStep: number, line: MarkLine, strokes: Strokes): boolean {
  const opaque = line.contrast - groundStep
  const least = Math.max(WEAKEST * Math.min(line.contrast, opaque), 0.2 * line.contrast, Math.min(WEAKEST * line.contrast, OVER_NOISE * noiseAt(strokes.noise, (mark.left + mark.right) >> 1, (mark.top + mark.bottom) >> 1)))
  return mark.contrast >= least && mark.contrast <= STRONGEST * Math.max(line.contrast, opaque)
}

/** Which value lies under the strokes of these marks, counted from dark to bright for bright paint and the other way for dark. */
function groundOf({ mask, contrast, columns }: Strokes, { values }: ValuePicture, marks: readonly Mark[], sign: 1 | -1): number {
  let sum = 0, count = 0
  for (const mark of marks) for (let row = mark.top; row <= mark.bottom; row += 1) for (let at = row * columns + mark.left; at <= row * columns + mark.right; at += 1) {
    if (mask[at] === 0) continue
    sum += sign * (values[at] ?? NaN) - (contrast[at] ?? NaN)
    count += 1
  }
  return sum / count
}

/** The rows of a line alone. */
function bandOf(strokes: Strokes, { top, bottom }: MarkLine): Strokes {
  const { columns } = strokes
  const from = top * columns, to = (bottom + 1) * columns
  return { ...strokes, rows: bottom - top + 1, mask: strokes.mask.subarray(from, to), contrast: strokes.contrast.subarray(from, to) }
}

/** Room for smoothed edges, and at both ends for a letter that did not stand out. */
export function padded({ left, top, right, bottom }: Extent, height: number, { columns, rows }: Strokes): Rectangle {
  const above = Math.max(3, Math.round(0.3 * height))
  const beside = Math.max(4, Math.round(1.1 * height))
  const column = Math.max(0, left - beside), row = Math.max(0, top - above)
  return { column, row, columns: Math.min(columns, right + 1 + beside) - column, rows: Math.min(rows, bottom + 1 + above) - row }
}
