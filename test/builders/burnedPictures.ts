import { globSync } from 'node:fs'
import { pixelSeriesOfFiles } from '#electron/services/teaching/pixels/pixelSeriesOfFiles.ts'
import type { Rectangle } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { ValuePicture } from '#electron/services/teaching/pixels/text/greyPicture.ts'
import { createNodeDecoder } from './nodeCodecs.ts'
import { letter, type Lettering, type Typeface } from './burnedText.ts'

/** A picture without text, and the range of values that it uses. */
export type Background = { readonly name: string; readonly columns: number; readonly rows: number; readonly values: Float32Array; readonly darkest: number; readonly brightest: number }

/** Text that was burned in, and which of its pixels can be seen. */
export type BurnedText = { readonly words: string; readonly height: number; readonly typeface: Typeface; readonly opacity: number; readonly polarity: 'bright' | 'dark'; readonly column: number; readonly row: number; readonly lettering: Lettering; readonly seen: Uint8Array }

export const burnedHeights = [6, 8, 10, 12, 16, 20, 24, 32] as const
const burnedWords = ['DOE^JANE', 'Jane Doe', 'MILLER, ANNA', '12/03/1961', '1961-03-12', 'ID 4481290', 'MRN: 00733418', 'Dr. H. Weber', '14:32:07', 'ST ANNA CLINIC', 'DOB 03.12.61', 'A-2291/7', 'Kowalski', 'F 064Y', '20240517'] as const
const typefaces = ['sans', 'bold', 'bitmap'] as const
const opacities = [1, 1, 0.7, 0.5] as const

/** mulberry32: the same pictures for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** The middle frame of every series of the sample cases, and pictures of noise alone. */
export async function readBackgrounds(): Promise<readonly Background[]> {
  const { series, close } = pixelSeriesOfFiles(globSync('sample-dicom/cases/*/*/*.dcm').sort())
  const decoder = createNodeDecoder()
  const backgrounds: Background[] = []
  for (const { objects } of series) {
    const object = objects[objects.length >> 1]
    const bytes = await object?.frameBytes(object.image.frames >> 1)
    if (object === undefined || bytes === undefined || bytes === null) throw new Error('A sample case has no pixels')
    const frame = await decoder.decode(bytes, object.image)
    if (!frame.ok) throw new Error(frame.error.message)
    const values = Float32Array.from(frame.value.pixels)
    const sorted = values.slice().sort()
    backgrounds.push({
      name: `${object.modality} ${backgrounds.length + 1}`, columns: frame.value.columns, rows: frame.value.rows, values,
      darkest: sorted[Math.floor(0.005 * sorted.length)] ?? NaN, brightest: sorted[Math.floor(0.995 * sorted.length)] ?? NaN,
    })
  }
  await close()
  const random = seededRandom(5)
  for (const [deviation, mean] of [[20, 500], [120, 1500], [0, 0]] as const) {
    const values = Float32Array.from({ length: 512 * 512 }, () => mean + deviation * 1.7 * (random() + random() + random() + random() - 2))
    backgrounds.push({ name: `noise ${deviation}`, columns: 512, rows: 512, values, darkest: 0, brightest: 4095 })
  }
  return backgrounds
}

/**
 * Burns one line into a picture where a person could read it: on the border as often as anywhere else. Null when the line
 * is wider than the picture or nowhere stands out.
 */
export function burnText(background: Background, random: () => number, height: number): { readonly values: Float32Array; readonly text: BurnedText } | null {
  const pick = <T>(from: readonly [T, ...T[]]): T => from[Math.floor(random() * from.length)] ?? from[0]
  const typeface = pick(typefaces)
  const words = pick(burnedWords)
  const opacity = pick(opacities)
  const polarity = random() < 0.6 ? 'bright' as const : 'dark' as const
  const lettering = letter(words, typeface, height)
  const free = [background.columns - lettering.columns - 4, background.rows - lettering.rows - 4] as const
  if (free[0] < 16 || free[1] < 16) return null
  for (let tries = 0; tries < 20; tries += 1) {
    const atBorder = random() < 0.5
    const along = (room: number): number => atBorder ? (random() < 0.5 ? 3 + Math.floor(random() * 8) : room - Math.floor(random() * 8)) : 2 + Math.floor(random() * room)
    const text = { words, height, typeface, opacity, polarity, column: along(free[0]), row: along(free[1]), lettering }
    const seen = seenPixels(background, text)
    if (seen !== null) return { values: blended(background, text), text: { ...text, seen } }
  }
  return null
}

type Placed = Omit<BurnedText, 'seen'>
const paintOf = (background: Background, { polarity }: Placed): number => polarity === 'bright' ? background.brightest : background.darkest

function forEachPixel({ lettering, column, row }: Placed, columns: number, visit: (at: number, coverage: number, place: number) => void): void {
  for (let y = 0, place = 0; y < lettering.rows; y += 1) for (let x = 0; x < lettering.columns; x += 1, place += 1) visit((row + y) * columns + column + x, lettering.coverage[place] ?? NaN, place)
}

/** Pixels that differ from what they cover by 4 % of the picture's range and by three times the noise; null when less than 85 % of the letters do, or the mean is below 8 %. */
function seenPixels(background: Background, text: Placed): Uint8Array | null {
  const range = background.brightest - background.darkest
  const paint = paintOf(background, text)
  const steps: number[] = []
  let sum = 0, weight = 0, before = NaN
  forEachPixel(text, background.columns, (at, coverage) => {
    const value = background.values[at] ?? NaN
    sum += coverage * text.opacity * Math.abs(paint - value)
    weight += coverage
    if (!Number.isNaN(before)) steps.push(Math.abs(value - before))
    before = value
  })
  steps.sort((a, b) => a - b)
  const noise = (steps[steps.length >> 1] ?? NaN) / 0.95
  if (sum / weight < Math.max(0.08 * range, 5 * noise)) return null
  const seen = new Uint8Array(text.lettering.coverage.length)
  let solid = 0, solidSeen = 0
  forEachPixel(text, background.columns, (at, coverage, place) => {
    const isSeen = Math.abs(paint - (background.values[at] ?? NaN)) * text.opacity >= Math.max(0.04 * range, 3 * noise)
    if (isSeen && coverage >= 0.25) seen[place] = 1
    if (coverage > 0.5) { solid += 1; solidSeen += isSeen ? 1 : 0 }
  })
  return solidSeen >= 0.85 * solid ? seen : null
}

function blended(background: Background, text: Placed): Float32Array {
  const values = background.values.slice()
  const paint = paintOf(background, text)
  forEachPixel(text, background.columns, (at, coverage) => { values[at] = (values[at] ?? NaN) * (1 - coverage * text.opacity) + paint * coverage * text.opacity })
  return values
}

/** How much of what can be seen of a text lies in these rectangles, 0 to 1. */
export function coveredShare(text: BurnedText, boxes: readonly Rectangle[]): number {
  let all = 0, covered = 0
  forEachPixel(text, 1, (_at, _coverage, place) => {
    if (text.seen[place] === 0) return
    const x = text.column + (place % text.lettering.columns), y = text.row + Math.floor(place / text.lettering.columns)
    all += 1
    if (boxes.some((box) => x >= box.column && x < box.column + box.columns && y >= box.row && y < box.row + box.rows)) covered += 1
  })
  return covered / all
}

/** What a copy shows once these rectangles are blacked out: the picture, and what of the text is left in it. */
export function blackedOut(background: Background, { values, text }: NonNullable<ReturnType<typeof burnText>>, boxes: readonly Rectangle[]): { readonly picture: ValuePicture; readonly text: BurnedText } {
  const picture = { columns: background.columns, rows: background.rows, values: values.slice() }
  for (const box of boxes) for (let row = box.row; row < box.row + box.rows; row += 1) picture.values.fill(background.darkest, row * picture.columns + box.column, row * picture.columns + box.column + box.columns)
  const seen = text.seen.map((isSeen, place) => {
    const x = text.column + (place % text.lettering.columns), y = text.row + Math.floor(place / text.lettering.columns)
    return isSeen === 1 && !boxes.some((box) => x >= box.column && x < box.column + box.columns && y >= box.row && y < box.row + box.rows) ? 1 : 0
  })
  return { picture, text: { ...text, seen } }
}
