import { z } from 'zod'

/** What a bench prints as its last line. A row with a target is a goal: `ours` is to be no larger. */
export const report = z.object({
  bench: z.string(),
  rows: z.array(z.object({
    work: z.string(),
    ours: z.number(),
    unit: z.string(),
    target: z.number().nullable(),
    other: z.object({ name: z.string(), value: z.number() }).nullable(),
    note: z.string().optional(),
  })),
})
export type Report = z.infer<typeof report>
type Row = Report['rows'][number]

const isMissed = ({ ours, target }: Row): boolean => target !== null && !(ours <= target)

/** Goals that were not reached. */
export const missedGoals = (reports: readonly Report[]): readonly Row[] => reports.flatMap(({ rows }) => rows.filter(isMissed))

const cell = (value: number, unit: string): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ${unit}`

export function tableOf(reports: readonly Report[]): readonly string[] {
  const lines = reports.flatMap((one) => one.rows.map((row) => [
    row.work,
    cell(row.ours, row.unit),
    row.target === null ? '' : `≤ ${cell(row.target, row.unit)}`,
    row.target === null ? '' : isMissed(row) ? 'MISSED' : 'reached',
    row.other === null ? '' : `${row.other.name}: ${cell(row.other.value, row.unit)}`,
    row.note ?? '',
  ]))
  const header = ['work', 'ours', 'target', '', 'other party, same run', 'note']
  const widths = header.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)))
  return [header, ...lines].map((line) => line.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ').trimEnd())
}
