import { openRecordStore, type SoundRecord } from '#electron/services/record/recordStore.ts'
import type { DraftDocument } from '#shared/teaching/draft.ts'
import { documentTexts } from './build/documentTexts.ts'
import { findInPictures, keepDecisions } from './build/findInPictures.ts'
import { lookThrough } from './build/originals.ts'
import type { DraftStore } from './draftStore.ts'
import type { Job } from './job.ts'
import { pathsOfSeries, type TeachingParts } from './teachingParts.ts'

/** A draft's originals that cannot be looked through: nothing is known of what names somebody in them. */
export class CannotLook extends Error {}

/** Looks for what might name somebody in everything that a draft takes, and writes it into the draft as a step that undo does not go behind. */
export function createDraftReading(parts: TeachingParts, store: DraftStore): (draftId: string, job: Job) => Promise<void> {
  const { ports, database, pixels } = parts
  return async (draftId, job) => {
    const draft = store.open(draftId)
    if (draft === null) return
    const { document } = draft.head
    const paths = document.series.filter(({ taken }) => taken).flatMap(({ seriesUid }) => pathsOfSeries(parts, seriesUid))
    const through = await lookThrough(paths, document.options, job)
    const found = await findInPictures(through.files, pixels, job)
    if (found.failed.length > 0) throw new CannotLook(found.failed[0])
    const record = soundRecord(database, draft.facts.recordId)
    const write = (): boolean => {
      const now = store.open(draftId)
      if (now === null) return true
      const edited = now.head.document
      const next: DraftDocument = {
        ...edited, lookedThrough: [...new Set(through.files.map(({ seriesUid }) => seriesUid))], boxes: [...keepDecisions(found.boxes, edited.boxes)],
        texts: [...through.texts(edited.texts), ...documentTexts(record?.check.events ?? [], edited.expertPlan, through.names, edited.texts)],
      }
      return store.journal.appendFinal({ id: draftId, baseVersion: now.head.version, step: 'Look for what names somebody', document: next, atIso: ports.clock.now().toISOString() }).kind === 'saved'
    }
    // Edits made meanwhile stay: the finding is added to the draft as it is now.
    if (!database.transaction(write)) throw new Error('A draft was edited within a transaction.')
  }
}

export function soundRecord(database: TeachingParts['database'], recordId: string | null): SoundRecord | null {
  const stored = recordId === null ? null : openRecordStore(database).read(recordId)
  return stored === null || stored.state === null || !stored.check.holds ? null : { ...stored, state: stored.state }
}
