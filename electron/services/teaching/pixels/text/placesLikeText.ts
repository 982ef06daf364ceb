import type { Rectangle } from '#electron/services/teaching/pixels/pixelSeries.ts'
import { linesOf, usualRange } from './judgedLines.ts'
import { MOST_OVER_NOISE, overNoise } from './lineScore.ts'
import type { ValuePicture } from './greyPicture.ts'
import { distinctShades, type Shade } from './shades.ts'
import { STROKE_RADII } from './strokes.ts'
import { padded, wholeLine } from './wholeLine.ts'

/** From here on a line is shown to a person. */
const LOOK_AT = -12
/** How much more it counts in the second order that a line stands out of the noise: letters of 6 pixels have no shape, but they do. */
const STANDING_OUT = 2
/** A line of which this much lies in a place is seen there. */
const SEEN = 0.6

/** A place, and the picture that its marks stand out in. */
export type Place = { readonly box: Rectangle; readonly picture: ValuePicture }
type Doubtful = { readonly look: number; readonly over: number; readonly place: () => Place }

/**
 * Places that a person should look at enlarged, of whatever could be made of them: by turns what looks most like letters and
 * what stands out most besides. Letters over bone are lines of fine strokes only, those that it has torn apart of wide ones.
 */
export function placesLikeText(shades: readonly Shade[], most: number): readonly Place[] {
  const lines = distinctShades(shades).flatMap(({ picture, polarities }) => polarities.flatMap((polarity) => {
    const range = usualRange(picture.values)
    if (!(range > 0)) return []
    return STROKE_RADII.flatMap((radius) => {
      const { strokes, lines: ofRadius } = linesOf(picture, polarity, range, radius)
      return ofRadius.filter(({ look }) => look >= LOOK_AT).map(({ line, look }): Doubtful => (
        { look, over: Math.log(Math.min(MOST_OVER_NOISE, overNoise(strokes, line, range))), place: () => ({ box: padded(wholeLine(strokes, picture, line), 3 * line.height, strokes), picture }) }))
    })
  }))
  const places: Place[] = []
  const orders = [0, STANDING_OUT].map((weight) => lines.toSorted((a, b) => b.look + weight * b.over - (a.look + weight * a.over)).values())
  for (let turn = 0, ended = 0; places.length < most && ended < orders.length; turn += 1) {
    const place = nextUnseen(orders[turn % orders.length], places)
    if (place === null) ended += 1
    else { places.push(place); ended = 0 }
  }
  return places
}

function nextUnseen(lines: Iterator<Doubtful> | undefined, places: readonly Place[]): Place | null {
  for (let next = lines?.next(); next?.done === false; next = lines?.next()) {
    const place = next.value.place()
    if (!places.some((other) => shareIn(place.box, other.box) >= SEEN)) return place
  }
  return null
}

/** How much of a rectangle lies in another, 0 to 1. */
function shareIn(inner: Rectangle, outer: Rectangle): number {
  const across = Math.min(inner.column + inner.columns, outer.column + outer.columns) - Math.max(inner.column, outer.column)
  const down = Math.min(inner.row + inner.rows, outer.row + outer.rows) - Math.max(inner.row, outer.row)
  return (Math.max(0, across) * Math.max(0, down)) / (inner.columns * inner.rows)
}
