import type { EdgeLabel, EdgeLabels } from '../camera/edgeLetters.ts'
import { boxesOf, overlapArea, type Box } from './labelPlace.ts'
import { badgeStyle, cornerStyle, palette, type CalibrationBadge, type Mark, type TextScale, type TextSpan } from './displayList.ts'

const INSET_REM = 0.75
type Size = readonly [number, number]

const letterSpans = (edge: EdgeLabel, rem: number): readonly TextSpan[] => [
  { text: edge.letter, style: { sizePx: 1.625 * rem, weight: 750, colour: palette.foreground } },
  ...(edge.second === null ? [] : [{ text: edge.second, style: { sizePx: 0.975 * rem, weight: 750, colour: palette.foreground } }]),
]

/** Edge letters; L and R with the full word under them. */
export function edgeMarks(edges: EdgeLabels, [width, height]: Size, { rem }: TextScale): readonly Mark[] {
  const inset = INSET_REM * rem
  const word = (edge: EdgeLabel | null, at: readonly [number, number], anchor: 'topStart' | 'topEnd' | 'topCentre'): readonly Mark[] =>
    edge === null || edge.word === null ? [] : [{ kind: 'text', at, anchor, scrim: false, spans: [{ text: edge.word, style: { sizePx: 0.8125 * rem, weight: 650, colour: palette.foreground } }] }]
  const letter = (edge: EdgeLabel | null, at: readonly [number, number], anchor: 'middleStart' | 'middleEnd' | 'topCentre' | 'footCentre'): readonly Mark[] =>
    edge === null ? [] : [{ kind: 'text', at, anchor, scrim: false, spans: letterSpans(edge, rem) }]
  const middle = height / 2
  const under = middle + 1.05 * rem
  const topY = 0.5 * rem
  const footY = height - 0.5 * rem
  return [
    ...letter(edges.start, [inset, middle], 'middleStart'), ...word(edges.start, [inset, under], 'topStart'),
    ...letter(edges.end, [width - inset, middle], 'middleEnd'), ...word(edges.end, [width - inset, under], 'topEnd'),
    ...letter(edges.top, [width / 2, topY], 'topCentre'), ...word(edges.top, [width / 2, topY + 2.1 * rem], 'topCentre'),
    ...letter(edges.foot, [width / 2, footY], 'footCentre'),
  ]
}

/** A projection whose side nobody has stated says so at both edges. */
export function sideNotSetMarks([width, height]: Size, { rem }: TextScale): readonly Mark[] {
  const spans: readonly TextSpan[] = [{ text: 'Side not set', style: { sizePx: 0.9375 * rem, weight: 650, colour: palette.caution } }]
  const inset = INSET_REM * rem
  return [
    { kind: 'text', at: [inset, height / 2], anchor: 'middleStart', scrim: true, spans },
    { kind: 'text', at: [width - inset, height / 2], anchor: 'middleEnd', scrim: true, spans },
  ]
}

/** X-ray pictures are never live here. `offsetPx` leaves room for the letter at the top edge. */
export function notLiveMark([width]: Size, { rem }: TextScale, offsetPx: number): Mark {
  return {
    kind: 'text', at: [width / 2, 0.6 * rem + offsetPx], anchor: 'topCentre', scrim: true,
    spans: [{ text: 'NOT LIVE', badge: 'boxed', style: { sizePx: 1.125 * rem, weight: 750, colour: palette.foreground } }],
  }
}

/** What has been done to the picture, in caution colour: it is not as it was acquired. */
export function changedMarks(words: readonly string[], [width]: Size, { rem }: TextScale, atPx: number): readonly Mark[] {
  if (words.length === 0) return []
  return [{ kind: 'text', at: [width / 2, atPx], anchor: 'topCentre', scrim: true, spans: [{ text: words.join(', '), style: { sizePx: 0.9375 * rem, weight: 650, colour: palette.caution } }] }]
}

/** Height that the letter of the top edge takes, with the word under it. */
export const topLetterPx = (edge: EdgeLabel | null, { rem }: TextScale): number => (edge === null ? 0 : (edge.word === null ? 2.3 : 3.2) * rem)

/** `scrim`: a dark ground, where a needle may run behind the line. */
export type CornerLine = { readonly text: string; readonly caution?: boolean; readonly soft?: boolean; readonly scrim?: boolean }
export type Corners = { readonly topStart: readonly CornerLine[]; readonly topEnd: readonly CornerLine[]; readonly footEnd: readonly CornerLine[]; /** Lines that stand above `topEnd` already. */ readonly topEndBelow?: number }

/** What the letter of the foot's edge takes in the middle; null where there is none. */
function footLetterBox(foot: EdgeLabel | null, size: Size, scale: TextScale): Box | null {
  return boxesOf(edgeMarks({ start: null, end: null, top: null, foot }, size, scale))[0] ?? null
}

/** Boxes of text are estimated on the wide side; a line of words takes so much of its box. */
const TEXT_SHARE = 0.9

/** What and when, how shown, where. Where the last would reach the letter of the foot's edge, it stands above it. */
export function cornerMarks(corners: Corners, size: Size, scale: TextScale, scrim: boolean, foot: EdgeLabel | null): readonly Mark[] {
  const [width, height] = size
  const style = cornerStyle(scale)
  const inset = INSET_REM * scale.rem
  const step = style.sizePx * 1.4
  const spansOf = (line: CornerLine): readonly TextSpan[] => [{ text: line.text, style: { ...style, colour: line.caution === true ? palette.caution : line.soft === true ? '#D3D8DD' : style.colour } }]
  const fromTop = (index: number): number => 0.6 * scale.rem + index * step
  const footEnd = (footY: number): readonly Mark[] => corners.footEnd.map((line, index, { length }): Mark => (
    { kind: 'text', at: [width - inset, footY - (length - 1 - index) * step], anchor: 'footEnd', spans: spansOf(line), scrim: scrim || line.scrim === true }))
  const letter = footLetterBox(foot, size, scale)
  const low = footEnd(height - 0.6 * scale.rem)
  const reaches = letter !== null && boxesOf(low).some((box) => overlapArea({ ...box, x: box.x + box.width * (1 - TEXT_SHARE), width: box.width * TEXT_SHARE }, letter) > 0)
  return [
    ...corners.topStart.map((line, index): Mark => ({ kind: 'text', at: [inset, fromTop(index)], anchor: 'topStart', spans: spansOf(line), scrim })),
    ...corners.topEnd.map((line, index): Mark => ({ kind: 'text', at: [width - inset, fromTop(index + (corners.topEndBelow ?? 0))], anchor: 'topEnd', spans: spansOf(line), scrim })),
    ...(reaches ? footEnd(letter.y) : low),
  ]
}

/** What one unit of length is worth on the screen, and what it may be called. */
export type Ruler = { readonly pixelsPerUnit: number; readonly unit: 'mm' | 'px'; readonly badge: CalibrationBadge }

const BAR_STEPS_MM = [1, 2, 5, 10, 20, 50, 100, 200]

/** What stands between the bar and the letter in the middle of the foot: insets, the figure and its badge. */
const BAR_WORDS_REM = 6.9

/** The longest step that takes no more than a fifth of the width and ends before the foot's letter; at PX always 100 px of the image. */
export function barLength(ruler: Ruler, widthPx: number, rem: number, letterStartPx: number): number {
  if (ruler.unit === 'px') return 100
  const room = Math.min(widthPx / 5, letterStartPx - BAR_WORDS_REM * rem)
  return BAR_STEPS_MM.findLast(step => step * ruler.pixelsPerUnit <= room) ?? 1
}

export function scaleBarMarks(ruler: Ruler, size: Size, scale: TextScale, foot: EdgeLabel | null): readonly Mark[] {
  const [width, height] = size
  const length = barLength(ruler, width, scale.rem, footLetterBox(foot, size, scale)?.x ?? width / 2)
  const barPx = length * ruler.pixelsPerUnit
  if (barPx < 4 || barPx > width * 0.8) return []
  const inset = INSET_REM * scale.rem
  const y = height - 0.95 * scale.rem
  const tick = 0.45 * scale.rem
  const stroke = { colour: '#FFFFFF', widthPx: 2, dash: [], opacity: 1 }
  return [
    { kind: 'line', points: [[inset, y - tick], [inset, y], [inset + barPx, y], [inset + barPx, y - tick]], stroke },
    {
      kind: 'text', at: [inset + barPx + 0.5 * scale.rem, y - 0.1 * scale.rem], anchor: 'middleStart', scrim: false,
      spans: [{ text: `${String(length)} ${ruler.unit}`, style: cornerStyle(scale) }, { text: ruler.badge.text, badge: ruler.badge.look, style: badgeStyle(scale, ruler.badge.caution ? palette.caution : palette.foreground) }],
    },
  ]
}
