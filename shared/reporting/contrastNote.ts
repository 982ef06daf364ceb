import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { assessmentRows } from './assessmentRows.ts'

/** The decisions about contrast as text for people, oldest first; null where none was taken. */
export function contrastNote({ patientName, patientId, birthDate, side, level, recordId, assessments }: RecordState): string | null {
  if (assessments.length === 0) return null
  const head = [`Contrast decisions, ${side} ${level}`, `${patientName}, ID ${patientId}, born ${birthDate ?? 'not stated'}`, `Record ${recordId}`, 'Times are UTC. The record itself is the hash-linked list of events in Axis Guide; this is a copy of it.']
  const decisions = assessments.map(({ assessment, atIso, actor }, at) => {
    const rows = assessmentRows(assessment, (instant) => instant)
    return [`Decision ${String(at + 1)}, ${atIso}, ${actor}`, ...rows.map(({ term, words }) => `  ${term}: ${words}`)].join('\n')
  })
  return `${[head.join('\n'), ...decisions].join('\n\n')}\n`
}
