import { z } from 'zod'
import type { Database, SqlRow } from '#electron/services/storage/database.ts'
import { openDocumentJournal, type DocumentHead, type DocumentJournal } from '#electron/services/storage/documentJournal.ts'
import { draftCheck, draftDocument, draftJob, preparation, type DraftCheck, type DraftDocument, type DraftLine, type DraftSnapshot, type Preparation } from '#shared/teaching/draft.ts'
import { readColumns, readStored, soundText, unlessDamaged, wholeOnes, type Whole } from '#electron/services/storage/storedText.ts'
import { teachingTables } from './teachingTables.ts'

export type DraftJob = z.infer<typeof draftJob>
/** What a draft is of, and what was done to it: everything that undo does not touch. */
export type DraftFacts = Pick<DraftSnapshot, 'draftId' | 'teachingCaseId' | 'number' | 'caseVersion' | 'recordId'> & { readonly reading: DraftJob; readonly check: DraftCheck | null; readonly prepared: Preparation | null }
export type OpenDraft = { readonly facts: DraftFacts; readonly head: DocumentHead<DraftDocument> }

export type DraftStore = {
  readonly journal: DocumentJournal<DraftDocument>
  /** One that is neither released nor discarded. */
  readonly open: (draftId: string) => OpenDraft | null
  readonly list: () => Whole<OpenDraft>
  /** The draft of which the newest version of a case was released. */
  readonly released: (teachingCaseId: string) => OpenDraft | null
  readonly add: (facts: Omit<DraftFacts, 'reading' | 'check' | 'prepared'>, document: DraftDocument, atIso: string) => void
  readonly setReading: (draftId: string, job: DraftJob) => void
  readonly setCheck: (draftId: string, check: DraftCheck | null) => void
  readonly setPrepared: (draftId: string, prepared: Preparation | null) => void
  readonly close: (draftId: string, state: 'released' | 'discarded') => void
}

const factsRow = z.object({ draft_id: soundText, teaching_case_id: soundText, number: z.int(), case_version: z.int(), record_id: soundText.nullable(), reading: z.string(), checked: z.string().nullable(), prepared: z.string().nullable() })
const damaged = 'What was saved of this draft was damaged on the disk, so it is not shown. The images and the record that it is made of are not touched, nor are other drafts and what was released. Bring the data folder back from a backup, or begin the case again.'

export function openDraftStore(database: Database): DraftStore {
  database.migrate('teaching', teachingTables)
  const journal = openDocumentJournal(database, { name: 'draft', schema: draftDocument, untouched: null, damaged })
  const one = database.prepare("SELECT * FROM teaching_drafts WHERE draft_id = ? AND state = 'open'")
  const all = database.prepare("SELECT * FROM teaching_drafts WHERE state = 'open'")
  const lastReleased = database.prepare("SELECT * FROM teaching_drafts WHERE teaching_case_id = ? AND state = 'released' ORDER BY case_version DESC LIMIT 1")
  const insert = database.prepare("INSERT INTO teaching_drafts (draft_id, teaching_case_id, number, case_version, record_id, state, reading) VALUES (?, ?, ?, ?, ?, 'open', ?)")
  const set = (column: 'reading' | 'checked' | 'prepared' | 'state') => database.prepare(`UPDATE teaching_drafts SET ${column} = ? WHERE draft_id = ?`)
  const setReading = set('reading')
  const setChecked = set('checked')
  const setPrepared = set('prepared')
  const setState = set('state')

  const withHead = (row: SqlRow): OpenDraft | null => {
    const facts = readFacts(row)
    const head = journal.head(facts.draftId)
    return head === null ? null : { facts, head }
  }
  // What was under way when the app was closed is under way no more.
  for (const row of all.all()) {
    const facts = unlessDamaged(() => readFacts(row))
    if (facts?.reading.state === 'running') setReading.run(JSON.stringify({ state: 'stopped', words: '' } satisfies DraftJob), facts.draftId)
  }
  return {
    journal,
    open: (draftId) => {
      const row = one.get(draftId)
      return row === undefined ? null : withHead(row)
    },
    released: (teachingCaseId) => {
      const row = lastReleased.get(teachingCaseId)
      return row === undefined ? null : withHead(row)
    },
    list: () => {
      const { whole, damaged: broken } = wholeOnes(all.all(), withHead)
      return { whole: whole.flatMap((draft) => draft ?? []).sort((a, b) => b.head.savedAtIso.localeCompare(a.head.savedAtIso)), damaged: broken }
    },
    add: ({ draftId, teachingCaseId, number, caseVersion, recordId }, document, atIso) => database.transaction(() => {
      insert.run(draftId, teachingCaseId, number, caseVersion, recordId, JSON.stringify({ state: 'running', words: '' } satisfies DraftJob))
      journal.append({ id: draftId, baseVersion: 0, step: 'Begin', document, atIso })
    }),
    setReading: (draftId, job) => { setReading.run(JSON.stringify(job), draftId) },
    setCheck: (draftId, check) => { setChecked.run(check === null ? null : JSON.stringify(check), draftId) },
    setPrepared: (draftId, prepared) => { setPrepared.run(prepared === null ? null : JSON.stringify(prepared), draftId) },
    close: (draftId, state) => { setState.run(state, draftId) },
  }
}

function readFacts(row: SqlRow): DraftFacts {
  const { draft_id, teaching_case_id, number, case_version, record_id, reading, checked, prepared } = readColumns(factsRow, row, damaged)
  return {
    draftId: draft_id, teachingCaseId: teaching_case_id, number, caseVersion: case_version, recordId: record_id, reading: readStored(draftJob, reading, damaged),
    check: checked === null ? null : readStored(draftCheck, checked, damaged), prepared: prepared === null ? null : readStored(preparation, prepared, damaged),
  }
}

/** A check, and who says that it is ready, hold for the version that was built, and for no other. */
const isChecked = ({ facts: { check }, head }: OpenDraft): boolean => check !== null && check.version === head.version

export function snapshotOf(draft: OpenDraft): DraftSnapshot {
  const { facts: { draftId, teachingCaseId, number, caseVersion, recordId, reading, check, prepared }, head: { version, savedAtIso, canUndo, canRedo, document } } = draft
  return { draftId, teachingCaseId, number, caseVersion, recordId, version, savedAtIso, canUndo, canRedo, document, reading, check, prepared: isChecked(draft) ? prepared : null }
}

export function lineOf(draft: OpenDraft, caseId: string | null): DraftLine {
  const { draftId, teachingCaseId, number, caseVersion, recordId, version, savedAtIso, reading, check, prepared, document } = snapshotOf(draft)
  return { draftId, teachingCaseId, number, caseVersion, recordId, caseId, version, savedAtIso, title: document.text.title, reading, passed: isChecked(draft) && check !== null ? check.passed : null, prepared }
}
