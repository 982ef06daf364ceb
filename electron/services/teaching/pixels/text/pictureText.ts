import type { Rectangle } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { ValuePicture } from './greyPicture.ts'
import { cropLine } from './lineCrop.ts'
import { lookScore, mostByReading, overNoise, readingConfidence, readingScore, sureLetters } from './lineScore.ts'
import { findMarks } from './marks.ts'
import { mergeFound } from './mergeFound.ts'
import { findStrokes, type Strokes } from './strokes.ts'
import { groupLines, lineOf, type MarkLine } from './textLines.ts'
import type { ReadWord, TextReader } from './textReader.ts'
import { wholeLine, type Extent } from './wholeLine.ts'

export type FoundText = { readonly box: Rectangle; readonly words: string; readonly confidence: number | null; readonly foundBy: 'text' | 'edges'; readonly score: number }

/** What is bright is looked for in one picture, what is dark in the other: of colours, the strongest and the weakest. */
export type PicturePair = { readonly bright: ValuePicture; readonly dark: ValuePicture }

/**
 * How much is asked of a line. Where anatomy lies a wrong box would cost the case; at the border, where most text is burned
 * in, a doubtful one costs little. Lines that look less than `readFrom` can't make up for it by being read.
 */
export type Strictness = { readonly middle: number; readonly unread: number; readonly border: number; readonly readFrom: number; readonly mostRead: number }
export const thorough: Strictness = { middle: 0.65, unread: 0.5, border: 0.25, readFrom: -mostByReading, mostRead: 16 }
/** For the many slices of a volume: what is hardly readable is left to the picture of what all slices have in common. */
export const quick: Strictness = { middle: 0.65, unread: 0.5, border: 0.25, readFrom: -2.5, mostRead: 6 }

const BORDER = 0.14
const LOWEST_LETTER = 4.5
/** Lines are trimmed between these looks, and not to less than a short word. */
const HOPELESS = -6
const SURE = 2
/** From here on a line is shown to a person. */
const LOOK_AT = -9
/** How much it counts for a person's look that a line stands out of the noise. */
const STANDING_OUT = 2
const LEAST_TRIMMED = 4
/** Parts that stand on one line may do so by chance, as teeth do. */
const BY_CHANCE = 1.2
/** Noise makes lines of its own; what nobody could read must stand out of it. */
const UNREAD_OVER_NOISE = 5
/** Bones and teeth make rows too, of larger marks than letters that nobody could read. */
const TALLEST_UNREAD = 36

/** Text in one picture, in both polarities. */
export async function findTextIn(pair: PicturePair, reader: TextReader, strictness: Strictness): Promise<readonly FoundText[]> {
  const range = usualRange(pair.bright.values)
  const darkRange = pair.dark === pair.bright ? range : usualRange(pair.dark.values)
  return [...(await findOnePolarity(pair.bright, 'bright', range, reader, strictness)), ...(await findOnePolarity(pair.dark, 'dark', darkRange, reader, strictness))]
}

type Judged = { readonly line: MarkLine; readonly look: number }

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

/** Every line of marks in one polarity, and how much it looks like letters. */
function linesOf(picture: ValuePicture, polarity: 'bright' | 'dark', range: number): { readonly strokes: Strokes; readonly lines: readonly Judged[] } {
  const strokes = findStrokes(picture, polarity, range)
  const lookOf = (line: MarkLine): number => lookScore(strokes, picture.values, line, range)
  const lines = groupLines(findMarks(strokes))
    .filter((line) => line.marks.length >= 2 && line.height >= LOWEST_LETTER && line.right - line.left + 1 >= 1.2 * line.height)
    .map((line) => best(line, lookOf))
  return { strokes, lines: joined(lines, lookOf) }
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

/** Places that a person should look at enlarged: marks that look a little like letters, of whatever could be made of them, the likeliest first. */
export function placesLikeText(pair: PicturePair, most: number): readonly Rectangle[] {
  const places = (['bright', 'dark'] as const).flatMap((polarity) => {
    const picture = pair[polarity]
    const range = usualRange(picture.values)
    if (!(range > 0)) return []
    const { strokes, lines } = linesOf(picture, polarity, range)
    const ranked = lines.filter(({ look }) => look >= LOOK_AT).map(({ line, look }) => ({ line, score: look + STANDING_OUT * Math.log(overNoise(strokes, line, range)) }))
    return ranked.sort((a, b) => b.score - a.score).slice(0, most).map(({ line, score }): FoundText => (
      { box: padded(wholeLine(strokes, picture, line), 3 * line.height, strokes), words: '', confidence: null, foundBy: 'edges', score }))
  })
  return mergeFound(places).slice(0, most).map(({ box }) => box)
}

async function findOnePolarity(picture: ValuePicture, polarity: 'bright' | 'dark', range: number, reader: TextReader, strictness: Strictness): Promise<readonly FoundText[]> {
  if (!(range > 0)) return []
  const { strokes, lines } = linesOf(picture, polarity, range)
  const judged = lines
    .filter(({ look }) => look >= strictness.readFrom)
    .sort((a, b) => b.look - a.look)
    .slice(0, strictness.mostRead)
  const found: FoundText[] = []
  for (const { line, look } of judged) {
    const words = await reader.read(cropLine(strokes, line), 'line')
    const score = look + readingScore(words)
    const description = describe(words)
    const asked = isAtBorder(line, picture) ? strictness.border : description.foundBy === 'edges' ? strictness.unread : strictness.middle
    const isRead = description.foundBy === 'text'
    if (score < asked || (!isRead && (line.height > TALLEST_UNREAD || overNoise(strokes, line, range) < UNREAD_OVER_NOISE))) continue
    found.push({ ...description, score, box: padded(wholeLine(strokes, picture, line), line.height, strokes) })
  }
  return found
}

function describe(words: readonly ReadWord[]): Pick<FoundText, 'words' | 'confidence' | 'foundBy'> {
  const confidence = readingConfidence(words)
  const isRead = confidence !== null && sureLetters(words) >= 1.5
  return isRead ? { words: words.map(({ text }) => text).join(' ').slice(0, 500), confidence, foundBy: 'text' } : { words: '', confidence: null, foundBy: 'edges' }
}

function isAtBorder(line: MarkLine, { columns, rows }: ValuePicture): boolean {
  const x = (line.left + line.right) / 2 / columns, y = (line.top + line.bottom) / 2 / rows
  return x < BORDER || x > 1 - BORDER || y < BORDER || y > 1 - BORDER
}

/** Room for smoothed edges, and at both ends for a letter that did not stand out. */
function padded({ left, top, right, bottom }: Extent, height: number, { columns, rows }: Strokes): Rectangle {
  const above = Math.max(3, Math.round(0.3 * height))
  const beside = Math.max(4, Math.round(1.1 * height))
  const column = Math.max(0, left - beside), row = Math.max(0, top - above)
  return { column, row, columns: Math.min(columns, right + 1 + beside) - column, rows: Math.min(rows, bottom + 1 + above) - row }
}

/** From dark to bright, without the few pixels that lie beyond. */
function usualRange(values: Float32Array): number {
  const step = Math.max(1, Math.floor(values.length / 40_000))
  const sample = new Float32Array(Math.ceil(values.length / step))
  for (let n = 0, at = 0; at < values.length; n += 1, at += step) sample[n] = values[at] ?? NaN
  sample.sort()
  const usual = (sample[Math.floor(0.995 * (sample.length - 1))] ?? NaN) - (sample[Math.floor(0.005 * (sample.length - 1))] ?? NaN)
  // A picture that is black but for its text.
  return usual > 0 ? usual : (sample.at(-1) ?? NaN) - (sample[0] ?? NaN)
}
