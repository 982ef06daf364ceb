import type { RecordState } from '#shared/procedure/recordEvents.ts'
import type { ExportedPictures } from './exportedPictures.ts'
import type { LeavingAround, OneExport } from './leaving.ts'

/** What is printed of a record, each kind made once for all that names it. */
export function printedOnce(record: RecordState, pictures: ExportedPictures, around: LeavingAround): OneExport['printed'] {
  const made = new Map<string, ReturnType<OneExport['printed']>>()
  return (kind) => {
    // Loaded when something is printed: what draws pages would slow every start.
    const paper = made.get(kind) ?? import('./paper/makePaper.ts').then(({ makePaper }) => makePaper(kind, { record, pictures, ...around }))
    made.set(kind, paper)
    return paper
  }
}
