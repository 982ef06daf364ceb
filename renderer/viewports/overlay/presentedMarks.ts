import type { Point2 } from '#shared/geometry/frames.ts'
import type { Presented } from '#shared/presentation/presentOn.ts'
import type { ScreenPoint } from '../camera/viewCamera.ts'
import { labelStyle, palette, type Mark, type Stroke, type TextScale } from './displayList.ts'
import { boxesOf, CHIP_PAD, placeLabel, spansSize, type Box } from './labelPlace.ts'

/** Not the colour of a path of this case: what is drawn here was drawn elsewhere. */
const COLOUR = '#E6D9A8'

/** Graphics and texts of a presentation state, as they lie on the picture. A text that names a point is drawn beside it. */
export function presentedMarks({ points, lines, texts }: Presented, toScreen: (at: Point2<'imageIndex'>) => ScreenPoint, sizePx: readonly [number, number], scale: TextScale, taken: readonly Box[]): readonly Mark[] {
  const unit = scale.rem / 16
  const stroke: Stroke = { colour: COLOUR, widthPx: 2 * unit, dash: [], opacity: 1 }
  const drawn: readonly Mark[] = [
    ...lines.map(({ points: along, filled }): Mark => (filled ? { kind: 'polygon', points: along.map(toScreen), stroke, fill: COLOUR } : { kind: 'line', points: along.map(toScreen), stroke })),
    ...points.map((at): Mark => ({ kind: 'circle', centre: toScreen(at), radiusPx: 4 * unit, stroke, fill: COLOUR })),
  ]
  const busy: Box[] = [...taken, ...boxesOf(drawn)]
  const labels = texts.flatMap(({ text, at }): Mark[] => {
    const foot = toScreen(at)
    if (foot[0] < 0 || foot[1] < 0 || foot[0] > sizePx[0] || foot[1] > sizePx[1]) return []
    const spans = [{ text: text.replaceAll(/\s+/g, ' '), style: { ...labelStyle(scale), colour: COLOUR } }]
    const [width, height] = spansSize(spans)
    const box = placeLabel({ foot, size: [width + 2 * CHIP_PAD[0], height + 2 * CHIP_PAD[1]], viewPx: sizePx, gapPx: 12 * unit, wish: 0, taken: busy, keepClear: null })
    busy.push(box)
    return [{ kind: 'chip', at: [box.x + box.width / 2, box.y + box.height / 2], anchor: 'centre', border: palette.edge, spans }]
  })
  return [...drawn, ...labels]
}

/** Below this width the name would lie on the date and the window beside it; the list of the case tells it. */
const NAME_FROM_REM = 48

/** What the picture says of it: that it is shown as somebody kept it, and what of that it does not show. */
export function presentedWords({ name, by, notFollowed }: Presented, isTurnedAsThere: boolean, [width]: readonly [number, number], { rem }: TextScale): readonly string[] {
  const missing = [...notFollowed, ...(isTurnedAsThere ? [] : ['its turn'])]
  if (width < NAME_FROM_REM * rem) return [missing.length === 0 ? 'Presentation state' : 'Presentation state, in part']
  return [`Presentation state: ${name}${by === '' ? '' : `, ${by}`}`, ...(missing.length === 0 ? [] : [`not shown of it: ${missing.join(', ')}`])]
}
