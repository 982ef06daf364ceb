import { encode } from 'fast-png'
import type { FrameDecoder } from '#shared/codecs/decoder.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { calledOff, cannotRead } from '#electron/services/teaching/pixels/clean/cleanObject.ts'
import type { PixelFault, PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'
import { brightnessOf } from '#electron/services/teaching/pixels/text/brightness.ts'
import { OverTime } from '#electron/services/teaching/pixels/text/overTime.ts'
import type { PicturePair } from '#electron/services/teaching/pixels/text/pictureText.ts'
import { placesLikeText } from '#electron/services/teaching/pixels/text/placesLikeText.ts'
import { arrangeTiles, cornersOf, pagesOfTiles, partOf, stretched, tileOf, wholeGrey, type Tile } from './tiles.ts'
import type { PictureSheet, SheetOptions, SheetPage } from './pictureSheet.ts'

type Steps = { readonly decoder: FrameDecoder; readonly isCalledOff: () => boolean; readonly onProgress: (done: number, all: number) => void }

/** Enlarged corners may be shown smaller than they are; frames may not, and most windows have room for two of 512. */
const CORNERS_ACROSS_PX = 1600
const FRAMES_ACROSS_PX = 1060
/** A page ends before it is taller than this: a person looks at one page after the other, in full size. */
const DOWN_PX = 3300
/** Noise packs no better for more work. */
const PNG_LEVEL = 2

/**
 * Pages for a human look: evenly spaced frames pixel for pixel, so that letters of 6 pixels stay readable, the
 * extremes over time of each size of picture, and, enlarged with their contrast stretched, the corners and every place that
 * looks a little like letters that nothing could read. Frames bear their number in the series, nothing else.
 */
export async function drawSheet(series: PixelSeries, options: SheetOptions, steps: Steps): Promise<Result<PictureSheet, PixelFault>> {
  const places = series.objects.flatMap((object) => Array.from({ length: object.image.frames }, (_, frame) => ({ object, frame })))
  const every = Math.max(1, options.cornersEvery)
  const shown = new Set(Array.from({ length: Math.min(places.length, options.frames) }, (_, n) => Math.floor(((n + 0.5) * places.length) / Math.min(places.length, options.frames))))
  const frames: Tile[] = []
  const corners: Tile[] = []
  const doubtful: Tile[] = []
  const lookCloser = (pair: PicturePair, number: number | null): void => { doubtful.push(...placesLikeText(pair, options.places).map((place) => tileOf(stretched(partOf(pair.bright, place)), number))) }
  const times = new Map<string, OverTime>()
  for (const [number, { object, frame }] of places.entries()) {
    if (steps.isCalledOff()) return calledOff
    const bytes = await object.frameBytes(frame)
    if (bytes === null) return cannotRead
    const decoded = await steps.decoder.decode(bytes, object.image)
    if (!decoded.ok) return err('CANNOT_DECODE', decoded.error.message)
    const pair = brightnessOf(decoded.value, object.image)
    if (shown.has(number)) {
      frames.push(tileOf(wholeGrey(pair.bright), number + 1))
      lookCloser(pair, number + 1)
    }
    if (number % every === 0) corners.push(...cornersOf(pair.bright).map((corner) => tileOf(stretched(corner), number + 1)))
    const size = `${pair.bright.columns} ${pair.bright.rows}`
    const time = times.get(size) ?? new OverTime()
    times.set(size, time)
    time.add(pair)
    steps.onProgress(number + 1, places.length)
  }
  const overTime = [...times.values()].flatMap((time) => {
    const extremes = time.extremes()
    if (extremes !== null && places.length > 1) lookCloser(extremes, null)
    return extremes === null ? [] : [extremes.bright, extremes.dark].map((picture) => tileOf(wholeGrey(picture), null))
  })
  return ok({ pages: [...pagesOf(overTime, 'overTime'), ...pagesOf(frames, 'frames'), ...pagesOf(doubtful, 'places'), ...pagesOf(corners, 'corners')] })
}

function pagesOf(tiles: readonly Tile[], shows: SheetPage['shows']): readonly SheetPage[] {
  const across = shows === 'corners' || shows === 'places' ? CORNERS_ACROSS_PX : FRAMES_ACROSS_PX
  return pagesOfTiles(tiles, across, DOWN_PX).map((page) => {
    const { columns, rows, grey } = arrangeTiles(page, across)
    return { shows, png: encode({ width: columns, height: rows, channels: 1, depth: 8, data: grey }, { zlib: { level: PNG_LEVEL } }) }
  })
}
