import type { Rectangle } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { ValuePicture } from './greyPicture.ts'
import { linesOf, usualRange } from './judgedLines.ts'
import { cropLine } from './lineCrop.ts'
import { mostByReading, overNoise, readingConfidence, readingScore, sureLetters } from './lineScore.ts'
import { mergeFound } from './mergeFound.ts'
import { distinctShades, type Polarity, type Shade } from './shades.ts'
import { WIDEST_STROKE_RADIUS } from './strokes.ts'
import type { MarkLine } from './textLines.ts'
import type { ReadWord, TextReader } from './textReader.ts'
import { padded, wholeLine } from './wholeLine.ts'

export type FoundText = { readonly box: Rectangle; readonly words: string; readonly confidence: number | null; readonly foundBy: 'text' | 'edges'; readonly score: number }

/** One way through a picture: what counts as a stroke, how tall and how likely a line must be to be read, what is asked of it at the border, and how much more if it is read badly. */
type Pass = { readonly strokeRadius: number; readonly tallest: number; readonly readFrom: number; readonly border: number; readonly doubt: number }
/** Letters over bone: what is wider than their own strokes is taken away as ground. It makes rows of texture stand out as well, which nobody could read. */
const finePass = (strokeRadius: number, tallest: number): Pass => ({ strokeRadius, tallest, readFrom: -2, border: 0.65, doubt: 2 })

/**
 * How much is asked of a line. Where anatomy lies a wrong box would cost the case; at the border, where most text is burned
 * in, a doubtful one costs little. Lines that look less than a pass's `readFrom` can't make up for it by being read.
 */
export type Strictness = { readonly middle: number; readonly unread: number; readonly mostRead: number; readonly passes: readonly Pass[] }
const widePass = (readFrom: number): Pass => ({ strokeRadius: WIDEST_STROKE_RADIUS, tallest: Infinity, readFrom, border: 0.25, doubt: 0 })
export const thorough: Strictness = { middle: 0.65, unread: 0.5, mostRead: 16, passes: [widePass(-mostByReading), finePass(2, 36), finePass(1, 14)] }
/** For the many slices of a volume: what is hardly readable is left to the picture of what all slices have in common. */
export const quick: Strictness = { middle: 0.65, unread: 0.5, mostRead: 6, passes: [widePass(-2.5)] }

const BORDER = 0.14
/** Noise makes lines of its own; what nobody could read must stand out of it. */
const UNREAD_OVER_NOISE = 5
/** Bones and teeth make rows too, of larger marks than letters that nobody could read. */
const TALLEST_UNREAD = 36
/** A word that chance does not make: of so many letters, each by how sure the reader is, and as sure on the whole. */
const WELL_READ = { letters: 2.5, confidence: 0.4 }

/** Text in one picture, whichever way it is seen. */
export async function findTextIn(shades: readonly Shade[], reader: TextReader, strictness: Strictness): Promise<readonly FoundText[]> {
  const found: FoundText[] = []
  for (const { picture, polarities } of distinctShades(shades)) {
    const range = usualRange(picture.values)
    for (const polarity of polarities) found.push(...await findOnePolarity(picture, polarity, range, reader, strictness))
  }
  return mergeFound(found)
}

async function findOnePolarity(picture: ValuePicture, polarity: Polarity, range: number, reader: TextReader, strictness: Strictness): Promise<readonly FoundText[]> {
  if (!(range > 0)) return []
  const found: FoundText[] = []
  for (const { strokeRadius, tallest, readFrom, border, doubt } of strictness.passes) {
    const { strokes, lines } = linesOf(picture, polarity, range, strokeRadius)
    const likely = lines
      .filter(({ line, look }) => look >= readFrom && line.height <= tallest && !found.some(({ box }) => liesIn(line, box)))
      .sort((a, b) => b.look - a.look)
      .slice(0, strictness.mostRead)
    for (const { line, look } of likely) {
      const words = await reader.read(cropLine(strokes, line), 'line')
      const score = look + readingScore(words)
      const description = describe(words)
      const isRead = description.foundBy === 'text'
      const asked = isAtBorder(line, picture) ? border : isRead ? strictness.middle : strictness.unread
      const isSure = isWellRead(words) || found.some(({ box }) => goesOn(line, box))
      if (score < asked + (isSure ? 0 : doubt) || (!isRead && (line.height > TALLEST_UNREAD || overNoise(strokes, line, range) < UNREAD_OVER_NOISE))) continue
      found.push({ ...description, score, box: padded(wholeLine(strokes, picture, line), line.height, strokes) })
    }
  }
  return found
}

function isWellRead(words: readonly ReadWord[]): boolean {
  const confidence = readingConfidence(words)
  return confidence !== null && confidence >= WELL_READ.confidence && sureLetters(words) >= WELL_READ.letters
}

/** Stands in the rows of text that was found, a few letters away from it. */
const goesOn = (line: MarkLine, box: Rectangle): boolean =>
  line.top >= box.row && line.bottom < box.row + box.rows && Math.max(line.left - (box.column + box.columns), box.column - line.right) <= 3 * line.height && 4 * line.height >= box.rows

const liesIn = (line: MarkLine, box: Rectangle): boolean => line.left >= box.column && line.right < box.column + box.columns && line.top >= box.row && line.bottom < box.row + box.rows

function describe(words: readonly ReadWord[]): Pick<FoundText, 'words' | 'confidence' | 'foundBy'> {
  const confidence = readingConfidence(words)
  const isRead = confidence !== null && sureLetters(words) >= 1.5
  return isRead ? { words: words.map(({ text }) => text).join(' ').slice(0, 500), confidence, foundBy: 'text' } : { words: '', confidence: null, foundBy: 'edges' }
}

function isAtBorder(line: MarkLine, { columns, rows }: ValuePicture): boolean {
  const x = (line.left + line.right) / 2 / columns, y = (line.top + line.bottom) / 2 / rows
  return x < BORDER || x > 1 - BORDER || y < BORDER || y > 1 - BORDER
}
