import type { Database } from '#electron/services/storage/database.ts'
import { documentJournalTables, openDocumentJournal, type DocumentHead, type DocumentJournal, type EditOutcome } from '#electron/services/storage/documentJournal.ts'
import { caseDocument, emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'

/** A case as it stands; `savedAtIso` is null for one that nobody has edited. */
export type CaseHead = Omit<DocumentHead<CaseDocument>, 'savedAtIso'> & { readonly savedAtIso: string | null }

export type CaseJournal = Pick<DocumentJournal<CaseDocument>, 'undo' | 'redo' | 'has'> & {
  readonly head: (caseId: string) => CaseHead
  /** All cases that were ever edited, by id. */
  readonly heads: () => ReadonlyMap<string, CaseHead>
  readonly append: (edit: { readonly caseId: string; readonly baseVersion: number; readonly step: string; readonly document: CaseDocument; readonly atIso: string }) => EditOutcome
  /** The same, and undo does not go behind it. */
  readonly appendFinal: CaseJournal['append']
}

const untouched: CaseHead = { version: 0, document: emptyCaseDocument, savedAtIso: null, canUndo: null, canRedo: null }

/** The case is named by the call; that its images and records are whole is said, so that nobody imports them again. */
const damaged = 'What was saved last of this case was damaged on the disk, so it is not shown: side, plan and decisions could be wrong. Its images and its record are kept apart from it, and other cases are not touched. Bring the data folder back from a backup, or take back the last step with case.undo on the command line.'

/** Case documents in their journal; version 0 is the empty document. */
export function openCaseJournal(database: Database): CaseJournal {
  database.migrate('case', [documentJournalTables('case')])
  const { head, append, appendFinal, ...journal } = openDocumentJournal(database, { name: 'case', schema: caseDocument, untouched: emptyCaseDocument, damaged })
  return { ...journal, head: (caseId) => head(caseId) ?? untouched, append: ({ caseId, ...edit }) => append({ id: caseId, ...edit }), appendFinal: ({ caseId, ...edit }) => appendFinal({ id: caseId, ...edit }) }
}
