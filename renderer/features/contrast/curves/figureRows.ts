import type { CurveMeasures, Measured } from '#shared/contrast/curveMeasures.ts'

export type FigureRow = { readonly name: string; readonly cells: readonly (string | null)[] }
export type FigureTable = {
  readonly rows: readonly FigureRow[]
  /** Why a figure is not told, once each, with the regions that it concerns. */
  readonly reasons: readonly { readonly names: readonly string[]; readonly reason: string }[]
}
export type FigureColumn = { readonly name: string; readonly measures: CurveMeasures; readonly timesMs: readonly number[] }

const told = <T>(measured: Measured<T>, words: (value: T) => string): Measured<string> => (measured.reason !== null ? measured : { value: words(measured.value), reason: null })

/** Seconds to a tenth, below one to a hundredth: a flash lasts a tenth or two. */
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(Math.abs(ms) < 1000 ? 2 : 1)} s`
export const percent = (part: number): string => `${String(Math.round(100 * Math.max(0, part)))}%`
const frameAt = (frame: number, timesMs: readonly number[]): string => (timesMs[frame] === undefined ? `frame ${String(frame + 1)}` : `${(timesMs[frame] / 1000).toFixed(1)} s, frame ${String(frame + 1)}`)

const figures: readonly { readonly name: string; readonly text: (column: FigureColumn) => Measured<string> }[] = [
  { name: 'Onset', text: ({ measures, timesMs }) => told(measures.onsetFrame, frame => frameAt(frame, timesMs)) },
  { name: 'Peak', text: ({ measures, timesMs }) => told(measures.peakFrame, frame => frameAt(frame, timesMs)) },
  { name: 'Onset to peak', text: ({ measures }) => told(measures.timeToPeakMs, seconds) },
  { name: 'Above half of peak', text: ({ measures }) => told(measures.widthMs, seconds) },
  { name: 'Kept at the end', text: ({ measures }) => told(measures.retainedFraction, percent) },
  { name: 'Half washed out after', text: ({ measures }) => told(measures.washoutHalfTimeMs, seconds) },
]

/** What is told of each curve, a row a figure; a cell that is null has its reason below. */
export function figureTable(columns: readonly FigureColumn[]): FigureTable {
  const reasons = new Map<string, Set<string>>()
  const rows = figures.map(({ name, text }): FigureRow => ({
    name,
    cells: columns.map(column => {
      const { value, reason } = text(column)
      if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? new Set()).add(column.name))
      return value
    }),
  }))
  return { rows, reasons: [...reasons].map(([reason, names]) => ({ reason, names: [...names] })) }
}
