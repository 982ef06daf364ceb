import type { Rectangle } from '#electron/services/teaching/pixels/pixelSeries.ts'
import { linesOf, usualRange } from './judgedLines.ts'
import { overNoise } from './lineScore.ts'
import { mergeFound } from './mergeFound.ts'
import type { FoundText, PicturePair } from './pictureText.ts'
import { WIDEST_STROKE_RADIUS } from './strokes.ts'
import { padded, wholeLine } from './wholeLine.ts'

/** From here on a line is shown to a person. */
const LOOK_AT = -9
/** How much it counts for a person's look that a line stands out of the noise. */
const STANDING_OUT = 2

/** Places that a person should look at enlarged: marks that look a little like letters, of whatever could be made of them, the likeliest first. */
export function placesLikeText(pair: PicturePair, most: number): readonly Rectangle[] {
  const places = (['bright', 'dark'] as const).flatMap((polarity) => {
    const picture = pair[polarity]
    const range = usualRange(picture.values)
    if (!(range > 0)) return []
    const { strokes, lines } = linesOf(picture, polarity, range, WIDEST_STROKE_RADIUS)
    const ranked = lines.filter(({ look }) => look >= LOOK_AT).map(({ line, look }) => ({ line, score: look + STANDING_OUT * Math.log(overNoise(strokes, line, range)) }))
    return ranked.sort((a, b) => b.score - a.score).slice(0, most).map(({ line, score }): FoundText => (
      { box: padded(wholeLine(strokes, picture, line), 3 * line.height, strokes), words: '', confidence: null, foundBy: 'edges', score }))
  })
  return mergeFound(places).slice(0, most).map(({ box }) => box)
}
