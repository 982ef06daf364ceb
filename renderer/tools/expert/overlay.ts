import type { PatientPoint } from '#shared/geometry/frames.ts'
import { worldToScreen, type ScreenPoint, type ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { labelStyle, type Mark, type Stroke, type TextScale } from '#renderer/viewports/overlay/displayList.ts'
import { boxesOf, CHIP_PAD, nearestOn, placeLabel, spansSize, type Box } from '#renderer/viewports/overlay/labelPlace.ts'

/** A path of an expert; those of one way in have a band between them. */
export type DrawnExpert = { readonly way: string; readonly entry: PatientPoint; readonly target: PatientPoint }

const WHITE = '#FFFFFF'
const BAND = 'rgb(255 255 255 / .22)'
const none: Stroke = { colour: WHITE, widthPx: 0, dash: [], opacity: 0, bare: true }

/** Experts' paths over a plane: solid and white, squares at their ends, and what lies between those who went the same way. */
export function expertMarks(camera: ViewCamera, experts: readonly DrawnExpert[], scale: TextScale, taken: readonly Box[]): readonly Mark[] {
  const unit = scale.rem / 16
  const at = (point: PatientPoint): ScreenPoint => worldToScreen(camera, point)
  const bands = experts.flatMap((expert, index): readonly Mark[] => {
    const next = experts.slice(index + 1).find(({ way }) => way === expert.way)
    return next === undefined ? [] : [{ kind: 'polygon', points: [at(expert.entry), at(expert.target), at(next.target), at(next.entry)], stroke: none, fill: BAND }]
  })
  const lines = experts.map(({ entry, target }, index): Mark => ({ kind: 'line', points: [at(entry), at(target)], stroke: { colour: WHITE, widthPx: (index === 0 ? 3 : 1.5) * unit, dash: [], opacity: 1 } }))
  const ends = experts.flatMap(({ entry, target }): readonly Mark[] => [square(at(entry), 9 * unit, null, unit), square(at(target), 6 * unit, WHITE, unit)])
  const drawn = [...bands, ...lines, ...ends]
  const [first] = experts
  return first === undefined || scale.small === true ? drawn : [...drawn, ...label(camera, at(first.entry), wordsFor(experts), scale, [...taken, ...boxesOf(lines)])]
}

/** A target alone is drawn as a path of no length. */
function wordsFor(experts: readonly DrawnExpert[]): string {
  const isTarget = experts.every(({ entry, target }) => entry.every((value, at) => value === target[at]))
  const isOne = experts.length === 1
  return isTarget ? (isOne ? 'Expert target' : 'Expert targets') : isOne ? 'Expert entry' : 'Expert entries'
}

function square([x, y]: ScreenPoint, halfPx: number, fill: string | null, unit: number): Mark {
  return { kind: 'polygon', points: [[x - halfPx, y - halfPx], [x + halfPx, y - halfPx], [x + halfPx, y + halfPx], [x - halfPx, y + halfPx]], fill, stroke: { colour: WHITE, widthPx: 2.5 * unit, dash: [], opacity: 1 } }
}

function label(camera: ViewCamera, foot: ScreenPoint, words: string, scale: TextScale, taken: readonly Box[]): readonly Mark[] {
  if (foot[0] < 0 || foot[1] < 0 || foot[0] > camera.sizePx[0] || foot[1] > camera.sizePx[1]) return []
  const spans = [{ text: words, style: { ...labelStyle(scale), colour: WHITE } }]
  const [width, height] = spansSize(spans)
  const box = placeLabel({ foot, size: [width + 2 * CHIP_PAD[0], height + 2 * CHIP_PAD[1]], viewPx: camera.sizePx, gapPx: 20 * (scale.rem / 16), taken, wish: 0, keepClear: null })
  return [
    { kind: 'line', points: [foot, nearestOn(box, foot)], stroke: { colour: WHITE, widthPx: 1.5 * (scale.rem / 16), dash: [], opacity: 0.9 } },
    { kind: 'chip', at: [box.x, box.y + box.height / 2], anchor: 'middleStart', border: WHITE, spans },
  ]
}
