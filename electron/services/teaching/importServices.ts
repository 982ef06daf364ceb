import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { isStorageFailure } from '#electron/services/storage/storageFailure.ts'
import type { Output, Services } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { AXISCASE_ENDING } from '#shared/teaching/axiscase.ts'
import type { CaseStore } from './caseStore.ts'
import { readAxiscase, type ArrivedCase, type ArrivedFile } from './formats/readAxiscase.ts'
import { showImages } from './releaseServices.ts'
import type { SetStore } from './setStore.ts'
import { storageFailed, type TeachingParts } from './teachingParts.ts'

type Taken = Output<'teaching.import'>
type Outcome = Taken['cases'][number]['outcome']

/** Takes in teaching files: whole and unchanged, or not at all. */
export function createImportServices(parts: TeachingParts, cases: CaseStore, sets: SetStore): Pick<Services, 'teaching.import' | 'teaching.importUploaded'> {
  const { ports, database, objects, emit } = parts

  const takeCase = async ({ teachingCase, sha256, answers, files, read }: ArrivedCase): Promise<Result<Outcome, Fault<'REFUSED'>>> => {
    const { teachingCaseId, version } = teachingCase
    const present = cases.read(teachingCaseId, version)
    if (present !== null && (present === 'broken' || present.sha256 !== sha256)) return err('REFUSED', 'Another case is here under the same name and version. Neither was changed. Ask where it was made which one is right.')
    const isNew = present === null
    const bringsAnswers = answers !== null && !cases.hasAnswers(teachingCaseId, version)
    if (!isNew && !bringsAnswers) return ok('present')
    for (const file of files) {
      if (await objects.has(file.sha256)) continue
      const bytes = await read(file)
      if (bytes === null || await objects.put(bytes) !== file.sha256) return err('REFUSED', 'The file was changed while it was read. Copy it again, then import it.')
    }
    database.transaction(() => {
      if (isNew) cases.put({ teachingCase, origin: 'imported' }, answers)
      else if (answers !== null) cases.putAnswers(answers)
    })
    if (isNew) await showImages(parts, teachingCase)
    emit({ name: 'teaching.changed', payload: { draftId: null, teachingCaseId } })
    return ok(isNew ? 'imported' : 'answersAdded')
  }
  /** A set of a version that is here with other content is another set: hashes say which. */
  const takeSet = ({ set }: ArrivedFile): Result<string | null, Fault<'REFUSED'>> => {
    if (set === null) return ok(null)
    const known = sets.newest(set.setId)
    if (known !== null && known.version === set.version && known.sha256 !== set.sha256) return err('REFUSED', 'Another set is here under the same name and version. Neither was changed. Ask where it was made which one is right.')
    if (known === null || known.version <= set.version) database.transaction(() => sets.put({ ...set, answersReleasedAtIso: set.answersReleasedAtIso ?? known?.answersReleasedAtIso ?? null }))
    return ok(set.setId)
  }
  const takeFile = async (filePath: string, taken: Taken): Promise<string | null> => {
    const arrived = await readAxiscase(filePath)
    if (!arrived.ok) return arrived.error.message
    try {
      for (const one of arrived.value.cases) {
        const outcome = await takeCase(one)
        if (!outcome.ok) return outcome.error.message
        taken.cases.push({ teachingCaseId: one.teachingCase.teachingCaseId, version: one.teachingCase.version, outcome: outcome.value })
      }
      const set = takeSet(arrived.value)
      if (!set.ok) return set.error.message
      if (set.value !== null) taken.setIds.push(set.value)
      return null
    } finally {
      await arrived.value.close()
    }
  }
  const take = async (paths: readonly string[]): Promise<Result<Taken, Fault<'STORAGE_FAILED'>>> => {
    const taken: Taken = { cases: [], setIds: [], refused: [] }
    try {
      for (const filePath of paths) {
        const message = await takeFile(filePath, taken)
        if (message !== null) taken.refused.push({ path: filePath, message })
      }
      return ok(taken)
    } catch (error) {
      if (!isStorageFailure(error)) throw error
      return storageFailed(error)
    }
  }

  return {
    'teaching.import': async ({ paths }) => {
      if (paths.some((one) => !ports.access.mayRead(one))) return err('NOT_PERMITTED', 'A file was not chosen in the app, so it may not be read. Drop it on the window or choose it with the button.')
      return take(paths)
    },
    'teaching.importUploaded': async ({ uploadId }) => {
      const folder = ports.uploads.folderOf(uploadId)
      if (folder === null) return err('UNAVAILABLE', 'Nothing was uploaded under this number. Choose the files again.')
      const names = await readdir(folder, { recursive: true })
      const report = await take(names.filter((name) => name.toLowerCase().endsWith(AXISCASE_ENDING)).map((name) => path.join(folder, name)))
      return report.ok ? ok({ ...report.value, refused: report.value.refused.map((one) => ({ ...one, path: path.relative(folder, one.path) })) }) : report
    },
  }
}
