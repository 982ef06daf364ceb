import { csvLines, csvNumber, csvText } from '#shared/csvCell.ts'

/** No value in a frame that is not subtracted. */
export type NamedCurve = { readonly name: string; readonly curve: { readonly timesMs: readonly number[]; readonly values: readonly (number | null)[] } }

/**
 * Curves of one run as a table for a spreadsheet: a line a frame, a column a region. Frames count from 1, as people do.
 *
 * @units   time_ms: milliseconds, empty where the run has no frame times; values as measured
 * @source  RFC 4180
 */
export function curvesToCsv(curves: readonly NamedCurve[]): string {
  const [first] = curves
  const frames = first?.curve.values.length ?? 0
  const head = ['frame', 'time_ms', ...curves.map(({ name }) => csvText(name))]
  const lines = Array.from({ length: frames }, (_, frame) =>
    [String(frame + 1), csvNumber(first?.curve.timesMs[frame]), ...curves.map(({ curve }) => csvNumber(curve.values[frame]))])
  return csvLines([head, ...lines])
}
