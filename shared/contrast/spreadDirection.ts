import type { OpaqueRegion } from './opaqueRegion.ts'
import type { OutlinePoint } from './outline.ts'

export type SpreadDirection = {
  /** Unit vector on the picture [columns, rows]. */
  readonly towards: readonly [number, number]
  /** Mean distance of what is opaque from where it set out. */
  readonly distancePx: number
  /** In the patient's words, or null where the header or a person has not said which way the picture lies. */
  readonly words: string | null
}

/** Letters of the direction in which columns grow and in which rows grow: Patient Orientation (0020,0020). */
export type PictureOrientation = readonly [row: string, column: string]

const words: Readonly<Record<string, string>> = { L: 'LEFT', R: 'RIGHT', A: 'the front', P: 'the back', H: 'the head', F: 'the feet' }
const opposite: Readonly<Record<string, string>> = { L: 'R', R: 'L', A: 'P', P: 'A', H: 'F', F: 'H' }
/** The lesser of two directions is named when it is more than tan 22.5° of the greater. */
const ALSO = Math.tan(Math.PI / 8)

/**
 * Which way contrast has gone from the tip or the joint: the mean of all that is opaque, seen from there.
 *
 * @frame   imageIndex [column, row]
 * @source  Patient Orientation (0020,0020), PS3.3 C.7.6.1.1.1: the first letter of each value is the main direction
 * @returns null where nothing is opaque or it lies around its origin evenly
 */
export function directionOfSpread(region: OpaqueRegion, origin: OutlinePoint, orientation: PictureOrientation | null): SpreadDirection | null {
  let columns = 0, rows = 0, count = 0
  for (const { pixels } of region.pieces) {
    for (const at of pixels) {
      columns += (at % region.columns) - origin[0]
      rows += Math.floor(at / region.columns) - origin[1]
      count += 1
    }
  }
  const distancePx = Math.hypot(columns, rows) / count
  if (count === 0 || distancePx < 1) return null
  const towards: readonly [number, number] = [columns / count / distancePx, rows / count / distancePx]
  return { towards, distancePx, words: orientation === null ? null : inWords(towards, orientation) }
}

function inWords([columns, rows]: readonly [number, number], [rowLetters, columnLetters]: PictureOrientation): string | null {
  const along = wordOf(rowLetters, columns)
  const down = wordOf(columnLetters, rows)
  if (along === null || down === null) return null
  const [main, other, ratio] = Math.abs(columns) >= Math.abs(rows) ? [along, down, Math.abs(rows / columns)] : [down, along, Math.abs(columns / rows)]
  return ratio > ALSO ? `towards ${main} and ${other}` : `towards ${main}`
}

function wordOf(letters: string, amount: number): string | null {
  const letter = letters[0] ?? ''
  const pointed = amount >= 0 ? letter : opposite[letter] ?? ''
  return words[pointed] ?? null
}
