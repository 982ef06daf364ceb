import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { isStorageFailure } from '#electron/services/storage/storageFailure.ts'
import type { Output, Services } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { AXISCASE_ENDING } from '#shared/teaching/axiscase.ts'
import type { TeachingSet } from '#shared/teaching/teachingCase.ts'
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

  const refused = (what: 'case' | 'set') => err('REFUSED', `Another ${what} is here under the same name and version. Neither was changed. Ask where it was made which one is right.`)
  /** What taking a case in would do; a case of a version that is here with other content is another case. */
  const outcomeOf = ({ teachingCase: { teachingCaseId, version }, sha256, answers }: ArrivedCase): Result<Outcome, Fault<'REFUSED'>> => {
    const present = cases.read(teachingCaseId, version)
    if (present !== null && (present === 'broken' || present.sha256 !== sha256)) return refused('case')
    return ok(present === null ? 'imported' : answers !== null && !cases.hasAnswers(teachingCaseId, version) ? 'answersAdded' : 'present')
  }
  /** A set of a version that is here with other content is another set: hashes say which. Null: nothing is to be written. */
  const setOf = ({ set }: ArrivedFile): Result<TeachingSet | null, Fault<'REFUSED'>> => {
    const known = set === null ? null : sets.newest(set.setId)
    if (set === null) return ok(null)
    if (known !== null && known.version === set.version && known.sha256 !== set.sha256) return refused('set')
    return ok(known === null || known.version <= set.version ? { ...set, answersReleasedAtIso: set.answersReleasedAtIso ?? known?.answersReleasedAtIso ?? null, ...(known?.titleAcceptedBy !== undefined && known.title === set.title && { titleAcceptedBy: known.titleAcceptedBy }) } : null)
  }
  const keepFiles = async ({ files, read }: ArrivedCase): Promise<boolean> => {
    for (const file of files) {
      if (await objects.verify(file.sha256)) continue
      const bytes = await read(file)
      if (bytes === null || await objects.put(bytes) !== file.sha256) return false
    }
    return true
  }
  const takeArrived = async (arrived: ArrivedFile): Promise<Result<Pick<Taken, 'cases' | 'setIds'>, Fault<'REFUSED'>>> => {
    const set = setOf(arrived)
    if (!set.ok) return set
    const taken: { readonly one: ArrivedCase; readonly outcome: Outcome }[] = []
    for (const one of arrived.cases) {
      const outcome = outcomeOf(one)
      if (!outcome.ok) return outcome
      const isTwice = taken.some(({ one: { teachingCase } }) => teachingCase.teachingCaseId === one.teachingCase.teachingCaseId && teachingCase.version === one.teachingCase.version)
      taken.push({ one, outcome: isTwice ? 'present' : outcome.value })
    }
    for (const { one, outcome } of taken) if (outcome !== 'present' && !await keepFiles(one)) return err('REFUSED', 'The file was changed while it was read. Copy it again, then import it.')
    database.transaction(() => {
      for (const { one: { teachingCase, answers }, outcome } of taken) {
        if (outcome === 'imported') cases.put({ teachingCase, origin: 'imported' }, answers)
        else if (outcome === 'answersAdded' && answers !== null) cases.putAnswers(answers)
      }
      if (set.value !== null) sets.put(set.value)
    })
    for (const { one: { teachingCase }, outcome } of taken) {
      if (outcome === 'imported') await showImages(parts, teachingCase)
      if (outcome !== 'present') emit({ name: 'teaching.changed', payload: { draftId: null, teachingCaseId: teachingCase.teachingCaseId } })
    }
    // Its cases may all have been here before.
    if (set.value !== null) emit({ name: 'teaching.changed', payload: { draftId: null, teachingCaseId: null } })
    return ok({ cases: taken.map(({ one: { teachingCase: { teachingCaseId, version } }, outcome }) => ({ teachingCaseId, version, outcome })), setIds: arrived.set === null ? [] : [arrived.set.setId] })
  }
  const takeFile = async (filePath: string, taken: Taken): Promise<string | null> => {
    const arrived = await readAxiscase(filePath)
    if (!arrived.ok) return arrived.error.message
    try {
      const outcome = await takeArrived(arrived.value)
      if (!outcome.ok) return outcome.error.message
      taken.cases.push(...outcome.value.cases)
      taken.setIds.push(...outcome.value.setIds)
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
