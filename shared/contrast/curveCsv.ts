import type { TimeCurve } from './curveMeasures.ts'

export type NamedCurve = { readonly name: string; readonly curve: TimeCurve }

/**
 * Curves of one run as a table for a spreadsheet: a line a frame, a column a region. Frames count from 1, as people do.
 *
 * @units   time_ms: milliseconds, empty where the run has no frame times; values as measured
 * @source  RFC 4180
 */
export function curvesToCsv(curves: readonly NamedCurve[]): string {
  const [first] = curves
  const frames = first?.curve.values.length ?? 0
  const head = ['frame', 'time_ms', ...curves.map(({ name }) => quoted(name))].join(',')
  const lines = Array.from({ length: frames }, (_, frame) =>
    [frame + 1, plain(first?.curve.timesMs[frame]), ...curves.map(({ curve }) => plain(curve.values[frame]))].join(','))
  return `${[head, ...lines].join('\r\n')}\r\n`
}

const plain = (value: number | undefined): string => (value === undefined ? '' : String(Math.round(value * 1e6) / 1e6))
/** A leading = + - @ would be a formula in a spreadsheet. */
const quoted = (name: string): string => `"${(/^[=+\-@\t\r]/.test(name) ? `'${name}` : name).replaceAll('"', '""')}"`
