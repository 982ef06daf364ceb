import type { FrameDecoder } from '#shared/codecs/decoder.ts'
import type { PixelObject, Rectangle } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { ValuePicture } from '#electron/services/teaching/pixels/text/greyPicture.ts'
import { findTextIn, thorough } from '#electron/services/teaching/pixels/text/pictureText.ts'
import { greyShades } from '#electron/services/teaching/pixels/text/shades.ts'
import type { TextReader } from '#electron/services/teaching/pixels/text/textReader.ts'
import { drawSheet } from '#electron/services/teaching/pixels/sheet/drawSheet.ts'
import { sheetOfCopy, type SheetPage } from '#electron/services/teaching/pixels/sheet/pictureSheet.ts'
import { blackedOut, burnedHeights, burnText, coveredShare, seededRandom, type Background, type BurnedText } from './burnedPictures.ts'
import { describePixels } from './corpus.ts'
import { greyPage, isOnPage } from './sheetLook.ts'

/** Less than this of the letters uncovered is an edge of a stroke. */
export const WHOLE = 0.98
/** Pages on which a place is enlarged with its contrast stretched. */
const ENLARGED: readonly SheetPage['shows'][] = ['places', 'corners']

export type MissedLine = { readonly words: string; readonly covered: number; /** Letters that can still be read, as parts of letters. */ readonly lettersLeft: number; readonly isShown: boolean }
export type BurnedShare = { readonly made: number; readonly bySize: ReadonlyMap<number, { readonly found: number; readonly made: number }>; readonly missed: readonly MissedLine[] }
type Tools = { readonly backgrounds: readonly Background[]; readonly reader: TextReader; readonly decoder: FrameDecoder; readonly onPicture?: (made: number, missed: number) => void }

/** Burns one line into each of so many pictures, every size as often, looks for it as for a still, and for what is missed on the picture sheet of the copy. */
export async function measureBurned(pictures: number, seed: number, { backgrounds, reader, decoder, onPicture }: Tools): Promise<BurnedShare> {
  const random = seededRandom(seed)
  const bySize = new Map<number, { found: number; made: number }>()
  const missed: MissedLine[] = []
  for (let made = 0; made < pictures;) {
    const background = backgrounds[Math.floor(random() * backgrounds.length)]
    const height = burnedHeights[made % burnedHeights.length] ?? NaN
    const burned = background === undefined ? null : burnText(background, random, height)
    if (background === undefined || burned === null) continue
    made += 1
    const boxes = (await findTextIn(greyShades({ ...background, values: burned.values }), reader, thorough)).map(({ box }) => box)
    const covered = coveredShare(burned.text, boxes)
    const tally = bySize.get(height) ?? { found: 0, made: 0 }
    bySize.set(height, { made: tally.made + 1, found: tally.found + (covered >= WHOLE ? 1 : 0) })
    if (covered < WHOLE) {
      const { text } = burned
      const left = blackedOut(background, burned, boxes)
      missed.push({
        words: `${background.name} ${String(height)} px ${text.typeface} ${text.polarity} ${String(text.opacity)} at ${String(text.column)} ${String(text.row)}, ${text.words}: ${covered.toFixed(2)}`,
        covered, lettersLeft: (1 - covered) * text.words.replaceAll(' ', '').length, isShown: await isShownOn(left.picture, left.text, decoder),
      })
    }
    onPicture?.(made, missed.length)
  }
  return { made: pictures, bySize, missed }
}

/** Whether what is left of a line is whole on an enlarging page of the sheet that the app draws of this picture. */
async function isShownOn(picture: ValuePicture, text: BurnedText, decoder: FrameDecoder): Promise<boolean> {
  const sheet = await drawSheet({ seriesUid: '1.2', objects: [objectOf(picture)] }, sheetOfCopy, { decoder, isCalledOff: () => false, onProgress: () => undefined })
  if (!sheet.ok) throw new Error(sheet.error.message)
  const { column, row, columns, rows } = stillSeen(text, picture)
  const grey = Float32Array.from({ length: columns * rows }, (_, at) => Math.round(picture.values[(row + Math.floor(at / columns)) * picture.columns + column + (at % columns)] ?? NaN))
  return sheet.value.pages.some(({ png, shows }) => ENLARGED.includes(shows) && isOnPage(greyPage(png), { columns, rows, grey }))
}

/** A still of 16 bits a pixel. */
function objectOf({ columns, rows, values }: ValuePicture): PixelObject {
  const signed = values.some((value) => value < 0)
  const image = describePixels({ rows, columns, pixel: { bitsAllocated: 16, bitsStored: 16, highBit: 15, signed } })
  const pixels = signed ? Int16Array.from(values, Math.round) : Uint16Array.from(values, Math.round)
  return { sopInstanceUid: '1.2.3', image, modality: 'OT', planes: [null], textAreas: [], frameBytes: async () => new Uint8Array(pixels.slice().buffer) }
}

/** The part of the picture in which letters of the line can still be seen, at least as large as a letter. */
function stillSeen({ seen, lettering, column, row }: BurnedText, picture: ValuePicture): Rectangle {
  const places = [...seen.keys()].filter((place) => seen[place] === 1)
  const xs = places.map((place) => column + (place % lettering.columns)), ys = places.map((place) => row + Math.floor(place / lettering.columns))
  const [left, right] = atLeast(lettering.rows, Math.min(...xs), Math.max(...xs), picture.columns)
  const [top, bottom] = atLeast(lettering.rows, Math.min(...ys), Math.max(...ys), picture.rows)
  return { column: left, row: top, columns: right - left + 1, rows: bottom - top + 1 }
}

function atLeast(length: number, from: number, to: number, all: number): readonly [number, number] {
  const missing = Math.max(0, length - (to - from + 1))
  const first = Math.max(0, Math.min(from - (missing >> 1), all - Math.max(length, to - from + 1)))
  return [first, Math.min(all - 1, Math.max(to, first + length - 1))]
}
