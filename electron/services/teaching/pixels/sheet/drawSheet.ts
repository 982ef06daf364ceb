import { encode } from 'fast-png'
import type { FrameDecoder } from '#shared/codecs/decoder.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { calledOff, cannotRead } from '#electron/services/teaching/pixels/clean/cleanObject.ts'
import type { PixelFault, PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'
import { OverTime } from '#electron/services/teaching/pixels/text/overTime.ts'
import { placesLikeText } from '#electron/services/teaching/pixels/text/placesLikeText.ts'
import { distinctShades, shadesOf, type Shade } from '#electron/services/teaching/pixels/text/shades.ts'
import { arrangeTiles, cornersOf, enlargedParts, pagesOfTiles, partOf, stretched, tileOf, wholeGrey, type Tile } from './tiles.ts'
import type { PictureSheet, SheetOptions, SheetPage } from './pictureSheet.ts'

type Steps = { readonly decoder: FrameDecoder; readonly isCalledOff: () => boolean; readonly onProgress: (done: number, all: number) => void }

/** Enlarged corners may be shown smaller than they are; frames and places may not, and a window of 1366 has room for this. */
const CORNERS_ACROSS_PX = 1600
const ACROSS_PX = 900
const CORNER = { columns: 420, times: 420 }
/** Letters of 6 pixels are 24 then; a line of letters of 32 pixels that goes across the frame is as it is. */
const PLACE = { columns: 880, times: 4 }
const WHOLE = { columns: 880, times: 2 }
/** A page ends before it is taller than this: a person looks at one page after the other, in full size. */
const DOWN_PX = 3300
/** Noise packs no better for more work. */
const PNG_LEVEL = 2

/**
 * Pages for a human look: a few pictures and the extremes over time of each size of picture twice as large, of many evenly
 * spaced frames pixel for pixel, so that letters of 6 pixels stay readable, and, enlarged with their contrast stretched, the
 * corners and every place that looks a little like letters that nothing could read. Frames bear their number in the series, nothing else.
 */
export async function drawSheet(series: PixelSeries, options: SheetOptions, steps: Steps): Promise<Result<PictureSheet, PixelFault>> {
  const places = series.objects.flatMap((object) => Array.from({ length: object.image.frames }, (_, frame) => ({ object, frame })))
  const isFew = places.length <= options.frames
  const every = Math.max(1, options.cornersEvery)
  const shown = new Set(Array.from({ length: Math.min(places.length, options.frames) }, (_, n) => Math.floor(((n + 0.5) * places.length) / Math.min(places.length, options.frames))))
  const frames: Tile[] = []
  const corners: Tile[] = []
  const doubtful: Tile[] = []
  const lookCloser = (shades: readonly Shade[], number: number | null): void => { doubtful.push(...placesLikeText(shades, options.places).map(({ box, picture }) => tileOf(stretched(partOf(picture, box), PLACE), number))) }
  const times = new Map<string, OverTime>()
  for (const [number, { object, frame }] of places.entries()) {
    if (steps.isCalledOff()) return calledOff
    const bytes = await object.frameBytes(frame)
    if (bytes === null) return cannotRead
    const decoded = await steps.decoder.decode(bytes, object.image)
    if (!decoded.ok) return err('CANNOT_DECODE', decoded.error.message)
    const shades = shadesOf(decoded.value, object.image)
    if (shown.has(number)) {
      frames.push(...distinctShades(shades).flatMap(({ picture }) => (isFew ? enlargedParts(picture, WHOLE) : [wholeGrey(picture)])).map((picture) => tileOf(picture, number + 1)))
      lookCloser(shades, number + 1)
    }
    if (number % every === 0) corners.push(...distinctShades(shades).flatMap(({ picture }) => cornersOf(picture)).map((corner) => tileOf(stretched(corner, CORNER), number + 1)))
    const kind = `${decoded.value.columns} ${decoded.value.rows} ${shades.length}`
    const time = times.get(kind) ?? new OverTime()
    times.set(kind, time)
    time.add(shades)
    steps.onProgress(number + 1, places.length)
  }
  const overTime = [...times.values()].flatMap((time) => {
    const extremes = time.extremes()
    if (extremes === null) return []
    lookCloser(extremes, null)
    return distinctShades(extremes).flatMap(({ picture }) => enlargedParts(picture, WHOLE)).map((picture) => tileOf(picture, null))
  })
  return ok({ pages: [...pagesOf(overTime, 'overTime'), ...pagesOf(frames, 'frames'), ...pagesOf(doubtful, 'places'), ...pagesOf(corners, 'corners')] })
}

function pagesOf(tiles: readonly Tile[], shows: SheetPage['shows']): readonly SheetPage[] {
  const across = shows === 'corners' ? CORNERS_ACROSS_PX : ACROSS_PX
  return pagesOfTiles(tiles, across, DOWN_PX).map((page) => {
    const { columns, rows, grey } = arrangeTiles(page, across)
    return { shows, png: encode({ width: columns, height: rows, channels: 1, depth: 8, data: grey }, { zlib: { level: PNG_LEVEL } }) }
  })
}
