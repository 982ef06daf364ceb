import type { ValuePicture } from './greyPicture.ts'
import type { Polarity, Shade } from './shades.ts'

/** What frames of one size have in common: text stands out of their mean, and nothing that was ever there is missing in their extremes. */
export class OverTime {
  private gathered: readonly Gathered[] | null = null

  /** Frames that are all of one size, and all grey or all of colours. */
  add(shades: readonly Shade[]): void {
    const before = this.gathered
    this.gathered = shades.map((shade, n) => (before === null ? gatheredOf(shade) : gather(before[n], shade)))
  }

  mean(): readonly Shade[] | null {
    return this.gathered?.map(({ columns, rows, frames, sum, polarities }) => ({ picture: { columns, rows, values: Float32Array.from(sum, (value) => value / frames) }, polarities })) ?? null
  }

  /** The largest value of every pixel for bright text, the smallest for dark text; null of a single frame, which has none. */
  extremes(): readonly Shade[] | null {
    if (this.gathered === null || this.gathered.some(({ frames }) => frames < 2)) return null
    return this.gathered.flatMap(({ columns, rows, most, least, polarities }) => polarities.map((polarity): Shade => ({ picture: { columns, rows, values: polarity === 'bright' ? most : least }, polarities: [polarity] })))
  }
}

type Gathered = Omit<ValuePicture, 'values'> & { readonly polarities: readonly Polarity[]; readonly frames: number; readonly sum: Float64Array; readonly most: Float32Array; readonly least: Float32Array }

const gatheredOf = ({ picture: { columns, rows, values }, polarities }: Shade): Gathered => ({ columns, rows, polarities, frames: 1, sum: Float64Array.from(values), most: values.slice(), least: values.slice() })

function gather(before: Gathered | undefined, { picture: { values } }: Shade): Gathered {
  if (before?.sum.length !== values.length) throw new Error('Frames of different kinds have nothing in common.')
  const { sum, most, least } = before
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? NaN
    sum[at] = (sum[at] ?? NaN) + value
    if (value > (most[at] ?? NaN)) most[at] = value
    if (value < (least[at] ?? NaN)) least[at] = value
  }
  return { ...before, frames: before.frames + 1 }
}
