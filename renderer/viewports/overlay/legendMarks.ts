import { colourAt, type ColourLegend, type Rgb } from '#shared/contrast/colourTable.ts'
import type { ColouredMode } from '../frames/mapPicture.ts'
import { cornerStyle, palette, type Mark, type TextScale } from './displayList.ts'

const title = { arrival: 'Arrival', timeToPeak: 'To peak' } as const
const STEPS = 24
const css = ([red, green, blue]: Rgb): string => `rgb(${String(red)}, ${String(green)}, ${String(blue)})`

/** A bar of the colours of a map with their values, beside the picture's start edge, above the scale bar. */
export function legendMarks(legend: ColourLegend | null, mode: ColouredMode, [, height]: readonly [number, number], scale: TextScale): readonly Mark[] {
  const { rem } = scale
  const style = { ...cornerStyle(scale), sizePx: (scale.small === true ? 0.8125 : 0.9375) * rem }
  const [left, width] = [0.9 * rem, 0.9 * rem]
  const foot = height - 4.2 * rem
  // Below the letter at the edge and the word under it.
  const top = Math.min(foot - 2 * rem, Math.max(foot - 9 * rem, height / 2 + 4.4 * rem))
  if (legend === null) return [{ kind: 'text', at: [left, foot], anchor: 'footStart', spans: [{ text: 'Nothing rises above the noise', style: { ...style, colour: palette.caution } }], scrim: true }]
  const at = (share: number): number => foot - share * (foot - top)
  const bar = Array.from({ length: STEPS }, (_, n): Mark => ({
    kind: 'polygon', points: [[left, at(n / STEPS)], [left + width, at(n / STEPS)], [left + width, at((n + 1) / STEPS)], [left, at((n + 1) / STEPS)]],
    stroke: { colour: css(colourAt(legend.table, (n + 0.5) / STEPS)), widthPx: 1, dash: [], opacity: 1, bare: true }, fill: css(colourAt(legend.table, (n + 0.5) / STEPS)),
  }))
  const ends = [legend.stops[0], legend.stops[Math.floor(legend.stops.length / 2)], legend.stops.at(-1)].filter((stop) => stop !== undefined)
  return [
    ...bar,
    { kind: 'text', at: [left, top - 0.35 * rem], anchor: 'footStart', spans: [{ text: title[mode], style: { ...style, weight: 650 } }], scrim: true },
    ...ends.map((stop, n): Mark => ({ kind: 'text', at: [left + width + 0.35 * rem, at(n / Math.max(1, ends.length - 1))], anchor: 'middleStart', spans: [{ text: stop.label, style }], scrim: true })),
  ]
}
