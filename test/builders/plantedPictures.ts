import { createJpegEncoder } from '#shared/codecs/encodeJpeg.ts'
import { burnedHeights, seededRandom } from './burnedPictures.ts'
import { burnIn, letter, type Lettering, type Typeface } from './burnedText.ts'
import { encapsulatedPixelData, type Element } from './dicomBytes.ts'
import { plant, type PlantedPerson } from './identityPlants.ts'
import { readCodecFromPackages } from './nodeCodecs.ts'

/** A line burned into the pixels, and the frames that it stands in. */
export type PlantedLine = { readonly words: string; readonly height: number; readonly column: number; readonly row: number; readonly lettering: Lettering; readonly frames: readonly number[] }
export type PlantedPicture = { readonly columns: number; readonly rows: number; readonly frames: number; readonly lines: readonly PlantedLine[] }

const COLUMNS = 384
const ROWS = 256
const MARGIN = 4
const GAP = 10
const LETTERS = 236
const typefaces: readonly Typeface[] = ['sans', 'bold', 'bitmap']
const encodeJpeg = createJpegEncoder(readCodecFromPackages)

/** What a device writes into its pictures: no line of it is nobody's. */
const wordsOf = (person: PlantedPerson): readonly string[] => [person.reads.find((name) => /^[A-Za-z]{5,}$/.test(name)) ?? person.physician, person.id, `DOB ${person.birthDate}`, person.physician]

/** Lines one below the other, the first and the last in a corner; the largest ones say least, so that they fit. */
function linesOf(seed: number, person: PlantedPerson, heights: readonly number[], frames: number): readonly PlantedLine[] {
  const random = seededRandom(7000 + seed)
  const words = wordsOf(person)
  const letterings = heights.map((height, at) => letter(words[(at + seed) % words.length] ?? '', typefaces[(at + seed) % typefaces.length] ?? 'sans', height))
  const room = ROWS - 2 * MARGIN - letterings.reduce((sum, { rows }) => sum + rows, 0) - GAP * (heights.length - 1)
  let row = MARGIN
  return letterings.map((lettering, at) => {
    const isAtEnd = at === 0 || at === heights.length - 1
    const column = isAtEnd ? ((at + seed) % 2 === 0 ? MARGIN : COLUMNS - lettering.columns - MARGIN) : MARGIN + Math.floor(random() * (COLUMNS - lettering.columns - 2 * MARGIN))
    const line = { words: words[(at + seed) % words.length] ?? '', height: heights[at] ?? NaN, column, row, lettering, frames: at === 1 && frames > 1 ? [frames - 1] : Array.from({ length: frames }, (_, frame) => frame) }
    row += lettering.rows + GAP + Math.floor(room / (heights.length - 1))
    return line
  })
}

/** Soft shapes that move with the frames, under noise; never as dark as what a box is painted with. */
function anatomy(seed: number, frame: number, noise: number): Uint8Array {
  const random = seededRandom(100 * seed + frame + 1)
  return Uint8Array.from({ length: COLUMNS * ROWS }, (_, at) => {
    const x = at % COLUMNS, y = Math.floor(at / COLUMNS)
    const shape = 40 * Math.sin((x + 6 * frame) / 41 + seed) * Math.cos(y / 37) + (Math.hypot(x - 190 - 4 * frame, y - 130) < 80 ? 35 : 0)
    return 85 + shape + noise * (random() + random() - 1)
  })
}

const heightsOf = (half: 0 | 1): readonly number[] => burnedHeights.filter((_, at) => at % 2 === half)

/** A run of three frames as a C-arm sends it: half of the sizes of letters, one line in the last frame alone. */
export function plantedRun(seed: number, person: PlantedPerson): { readonly picture: PlantedPicture; readonly pixels: Uint8Array; readonly elements: readonly Element[] } {
  const frames = 3
  const lines = linesOf(seed, person, heightsOf(0), frames)
  const pixels = new Uint8Array(COLUMNS * ROWS * frames)
  for (let frame = 0; frame < frames; frame += 1) {
    const grey = anatomy(seed, frame, 16)
    for (const { lettering, column, row } of lines.filter((line) => line.frames.includes(frame))) burnIn(grey, COLUMNS, { lettering, column, row, value: LETTERS, opacity: 1 })
    pixels.set(grey, frame * COLUMNS * ROWS)
  }
  return {
    picture: { columns: COLUMNS, rows: ROWS, frames, lines }, pixels,
    elements: [
      ['00080008', 'CS', 'ORIGINAL\\PRIMARY\\SINGLE PLANE'], ['00180060', 'DS', '70'], ['00181063', 'DS', '100'], ['00181110', 'DS', '1000'], ['00181111', 'DS', '700'], ['00181150', 'IS', '10'], ['00181151', 'IS', '5'], ['00181155', 'CS', 'GR'], ['00181500', 'CS', 'STATIC'], ['00181510', 'DS', '0'], ['00181511', 'DS', '0'],
      ['00280002', 'US', 1], ['00280004', 'CS', 'MONOCHROME2'], ['00280008', 'IS', String(frames)], ['00280009', 'AT', 0x00181063], ['00280010', 'US', ROWS], ['00280011', 'US', COLUMNS], ['00280100', 'US', 8], ['00280101', 'US', 8], ['00280102', 'US', 7], ['00280103', 'US', 0], ['00281040', 'CS', 'DISP'],
      ['7fe00010', 'OW', pixels],
    ],
  }
}

const colourJpeg: readonly Element[] = [['00280002', 'US', 3], ['00280004', 'CS', 'YBR_FULL_422'], ['00280006', 'US', 0], ['00280100', 'US', 8], ['00280101', 'US', 8], ['00280102', 'US', 7], ['00280103', 'US', 0], ['00282110', 'CS', '01'], ['00282112', 'DS', '12'], ['00282114', 'CS', 'ISO_10918_1']]
const sized = (columns: number, rows: number): readonly Element[] => [['00280010', 'US', rows], ['00280011', 'US', columns]]

/** The stream with a comment behind its start. @source ISO/IEC 10918-1, B.2.4.5 */
const commented = (jpeg: Uint8Array, words: string): Uint8Array => {
  const stream = Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, words.length + 2]), Buffer.from(words, 'latin1'), jpeg.subarray(2)])
  return Uint8Array.from(stream.length % 2 === 0 ? stream : Buffer.concat([stream, Buffer.from([0])]))
}

export type PlantedJpeg = { readonly fragment: Uint8Array; readonly tail: Uint8Array; readonly elements: readonly Element[]; readonly comment: string }
async function jpegOf(columns: number, rows: number, samples: Uint8Array, comment: string): Promise<PlantedJpeg> {
  const jpeg = await encodeJpeg({ columns, rows, samples })
  if (jpeg === null) throw new Error('The picture is too small for a JPEG.')
  const fragment = commented(Uint8Array.from(jpeg), comment)
  return { fragment, tail: encapsulatedPixelData([], [fragment]), elements: [...colourJpeg, ...sized(columns, rows)], comment }
}

/** A picture of a screen as JPEG: the other half of the sizes of letters, and a comment in its stream. */
export async function plantedScreen(seed: number, person: PlantedPerson): Promise<PlantedJpeg & { readonly picture: PlantedPicture }> {
  const lines = linesOf(seed + 1, person, heightsOf(1), 1)
  const grey = anatomy(seed, 9, 6)
  for (const { lettering, column, row } of lines) burnIn(grey, COLUMNS, { lettering, column, row, value: LETTERS, opacity: 1 })
  const samples = Uint8Array.from({ length: 3 * grey.length }, (_, at) => grey[Math.floor(at / 3)] ?? NaN)
  return { picture: { columns: COLUMNS, rows: ROWS, frames: 1, lines }, ...await jpegOf(COLUMNS, ROWS, samples, plant(seed, 'JPC')) }
}

/** A small colour JPEG in which nothing is written but the comment in its stream. */
export async function plantedComment(seed: number): Promise<PlantedJpeg> {
  return jpegOf(40, 40, Uint8Array.from({ length: 4800 }, (_, at) => 90 + (Math.floor(at / 3) % 40) + 10 * (at % 3)), plant(seed, 'JPD'))
}
