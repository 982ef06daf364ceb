import { contrastNote } from '#shared/reporting/contrastNote.ts'
import type { Leaving } from './leaving.ts'

/** The decisions about contrast, as text for people. */
export const contrastNoteLeaves: Leaving = (record) => {
  const note = contrastNote(record)
  if (note === null) return []
  return [{ baseName: `contrast-decisions-${record.side}-${record.level}`, files: [{ extension: '.txt', kind: 'TXT', bytes: new TextEncoder().encode(note) }] }]
}
