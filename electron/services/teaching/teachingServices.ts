import { createRecordPaper } from '#electron/services/record/recordPaperServices.ts'
import { openRecordStore } from '#electron/services/record/recordStore.ts'
import type { FrameDecoder } from '#shared/codecs/decoder.ts'
import type { Services, StreamServices } from '#shared/contract/types.ts'
import { clearStaging } from './build/staging.ts'
import { createCaseServices } from './caseServices.ts'
import { openCaseStore } from './caseStore.ts'
import { createCheckServices } from './checkServices.ts'
import { createDraftJobs } from './draftJobs.ts'
import { createDraftServices } from './draftServices.ts'
import { openDraftStore } from './draftStore.ts'
import { createExportServices } from './exportServices.ts'
import { createImportServices } from './importServices.ts'
import { createDraftReading } from './readDraft.ts'
import { createReleaseServices } from './releaseServices.ts'
import { createSetServices } from './setServices.ts'
import { openSetStore } from './setStore.ts'
import { createTitleSearch } from './titleSearch.ts'
import type { TeachingParts } from './teachingParts.ts'
import { createWriteServices } from './writeServices.ts'

type TeachingMethod = Extract<keyof Services, `teaching.${string}`>
type TeachingStream = Extract<keyof StreamServices, `teaching.${string}`>
export type TeachingServices = {
  readonly services: Pick<Services, TeachingMethod>
  readonly streams: Pick<StreamServices, TeachingStream>
  readonly close: () => Promise<void>
}

/** Teaching cases: drafts, their checks and release, sets, and the forms in which they leave and come back. */
export function createTeachingServices(around: Omit<TeachingParts, 'paper'> & { readonly decoder: FrameDecoder }): TeachingServices {
  const { ports, database } = around
  const parts = { ...around, paper: createRecordPaper(around, openRecordStore(database)).tools }
  const drafts = openDraftStore(database)
  const cases = openCaseStore(database)
  const sets = openSetStore(database)
  const jobs = createDraftJobs(parts, drafts, createDraftReading(parts, drafts))
  const checking = createCheckServices(parts, drafts, jobs)
  const shown = createCaseServices(parts, cases, drafts)
  const searchTitle = createTitleSearch(parts, drafts)
  const writing = createWriteServices(parts, cases, sets, searchTitle)
  // A copy that passed waits for its second person; everything else that an earlier run built is removed.
  const cleared = clearStaging(ports.dataDirectory, (draftId) => drafts.open(draftId)?.facts.check?.passed === true).catch((error: unknown) => { ports.log.info('teaching.stagingNotCleared', { reason: error instanceof Error ? error.name : 'unknown' }) })
  return {
    services: {
      ...createDraftServices(parts, drafts, cases, jobs), ...checking.services, ...createReleaseServices(parts, drafts, cases), ...shown.services, ...createSetServices(parts, cases, sets, searchTitle), ...writing.services,
      ...createImportServices(parts, cases, sets), ...createExportServices(parts, jobs),
    },
    streams: { 'teaching.sheet': checking.sheet, 'teaching.picture': shown.picture, 'teaching.runFrame': writing.runFrame, 'teaching.download': writing.download },
    close: async () => {
      await cleared
      await jobs.close()
    },
  }
}
