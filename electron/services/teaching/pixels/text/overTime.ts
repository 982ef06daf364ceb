import type { ValuePicture } from './greyPicture.ts'
import type { PicturePair } from './pictureText.ts'

/** What frames of one size have in common: text stands out of their mean, and nothing that was ever there is missing in their extremes. */
export class OverTime {
  private bright: Gathered | null = null
  private dark: Gathered | null = null

  add({ bright, dark }: PicturePair): void {
    this.bright = gather(this.bright, bright)
    // Grey pictures are one and the same.
    this.dark = dark === bright ? this.bright : gather(this.dark, dark)
  }

  mean(): PicturePair | null {
    if (this.bright === null || this.dark === null) return null
    return { bright: meanOf(this.bright), dark: meanOf(this.dark) }
  }

  /** The largest value of every pixel for bright text, the smallest for dark text; null of a single frame, which has none. */
  extremes(): PicturePair | null {
    if (this.bright === null || this.dark === null || this.bright.frames < 2) return null
    const { columns, rows } = this.bright
    return { bright: { columns, rows, values: this.bright.most }, dark: { columns, rows, values: this.dark.least } }
  }
}

type Gathered = { readonly columns: number; readonly rows: number; readonly frames: number; readonly sum: Float64Array; readonly most: Float32Array; readonly least: Float32Array }

function gather(before: Gathered | null, { columns, rows, values }: ValuePicture): Gathered {
  if (before === null) return { columns, rows, frames: 1, sum: Float64Array.from(values), most: values.slice(), least: values.slice() }
  const { sum, most, least } = before
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? NaN
    sum[at] = (sum[at] ?? NaN) + value
    if (value > (most[at] ?? NaN)) most[at] = value
    if (value < (least[at] ?? NaN)) least[at] = value
  }
  return { ...before, frames: before.frames + 1 }
}

const meanOf = ({ columns, rows, frames, sum }: Gathered): ValuePicture => ({ columns, rows, values: Float32Array.from(sum, (value) => value / frames) })
