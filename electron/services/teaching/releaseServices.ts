import { sha256OfBytes } from '#electron/services/storage/sha256.ts'
import { createSignIn } from '#electron/services/user/signIn.ts'
import { isStorageFailure } from '#electron/services/storage/storageFailure.ts'
import type { Input, Services } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { DraftCheck, Preparation } from '#shared/teaching/draft.ts'
import { holdsAnswers } from '#shared/teaching/caseTags.ts'
import type { TeachingCase } from '#shared/teaching/teachingCase.ts'
import { namesOf } from './checkServices.ts'
import { CONTENT_FILE } from './build/buildCopy.ts'
import { copyContent, type CopyContent } from './build/copyContent.ts'
import { contentHash, openStaging, type StagedFile, type Staging } from './build/staging.ts'
import { hashOf, type CaseStore } from './caseStore.ts'
import { snapshotOf, type DraftStore, type OpenDraft } from './draftStore.ts'
import { isDicomFile } from './formats/caseFolder.ts'
import { savingTeaching, storageFailed, unknownDraft, type TeachingParts } from './teachingParts.ts'

export type ReleaseServices = Pick<Services, 'teaching.approve' | 'teaching.release'>
type Checked = OpenDraft & { readonly check: DraftCheck & { readonly contentSha256: string } }
type NotReady = Fault<'UNKNOWN_DRAFT' | 'NOT_CHECKED' | 'CHANGED' | 'SHEET_NOT_SEEN' | 'WORDS_NOT_SEEN'>
type NotApproved = Fault<'NOT_APPROVED' | 'NOT_ALLOWED'>

/** Two persons: one says that the copy is ready, another releases exactly that copy. */
export function createReleaseServices(parts: TeachingParts, drafts: DraftStore, cases: CaseStore): ReleaseServices {
  const { ports, database, objects, emit } = parts
  const signIn = createSignIn(database, ports.clock)
  const nowIso = (): string => ports.clock.now().toISOString()

  const checkedDraft = ({ draftId, contentSha256 }: Pick<Input<'teaching.approve'>, 'draftId' | 'contentSha256'>): Result<Checked, NotReady> => {
    const draft = drafts.open(draftId)
    if (draft === null) return unknownDraft()
    const { check } = draft.facts
    if (check === null || !check.passed || check.contentSha256 === null || check.version !== draft.head.version) return err('NOT_CHECKED', 'The draft was not checked as it stands, or did not pass. Check it, mend what it says, then go on.')
    if (check.contentSha256 !== contentSha256) return err('CHANGED', 'The copy was built again since it was shown. Look at it as it is now.')
    if (check.seenPages.length < check.sheetPages) return err('SHEET_NOT_SEEN', `${String(check.sheetPages - check.seenPages.length)} of ${String(check.sheetPages)} pages of the picture sheet were not looked at. Look at them, then go on.`)
    if (check.accepted === null && check.residues.length > 0) return err('WORDS_NOT_SEEN', 'Ordinary words that are names in the original too were not looked at. Look at each place, then go on.')
    return ok({ ...draft, check: { ...check, contentSha256: check.contentSha256 } })
  }
  const approvedDraft = (asked: Pick<Input<'teaching.release'>, 'draftId' | 'contentSha256' | 'userId'>): Result<Checked & { readonly prepared: Preparation }, NotReady | NotApproved> => {
    const draft = checkedDraft(asked)
    if (!draft.ok) return draft
    const { prepared } = snapshotOf(draft.value)
    if (prepared === null || prepared.contentSha256 !== asked.contentSha256) return err('NOT_APPROVED', 'Nobody has said that this copy is ready. The one who prepared it does so first.')
    if (prepared.userId === asked.userId) return err('NOT_ALLOWED', `A case is released by a second person, and ${prepared.name} prepared it. Choose another account.`)
    return ok({ ...draft.value, prepared })
  }
  const signer = async ({ userId, passphrase }: Pick<Input<'teaching.approve'>, 'userId' | 'passphrase'>) => {
    const who = await signIn(userId, passphrase)
    return who.ok && who.value.role !== 'operator' && who.value.role !== 'educator' ? err('NOT_ALLOWED', 'Only an operator or an educator prepares and releases cases. Choose another account.') : who
  }

  return {
    'teaching.approve': async (asked) => {
      const early = checkedDraft(asked)
      if (!early.ok) return early
      const { facts: { caseVersion }, head: { document } } = early.value
      if (caseVersion > 1 && document.correction.trim() === '') return err('NOT_EXPLAINED', `This is version ${String(caseVersion)} of a released case. Say what it changes, check it again, then go on.`)
      const who = await signer(asked)
      if (!who.ok) return who
      const saved = savingTeaching(() => database.transaction((): Result<null, NotReady> => {
        const now = checkedDraft(asked)
        if (!now.ok) return now
        drafts.setPrepared(asked.draftId, { userId: who.value.userId, name: who.value.name, atIso: nowIso(), contentSha256: asked.contentSha256 })
        return ok(null)
      }))
      if (!saved.ok) return saved
      emit({ name: 'teaching.changed', payload: { draftId: asked.draftId, teachingCaseId: null } })
      const draft = drafts.open(asked.draftId)
      return draft === null ? unknownDraft() : ok(snapshotOf(draft))
    },
    'teaching.release': async (asked) => {
      const early = approvedDraft(asked)
      if (!early.ok) return early
      const who = await signer(asked)
      if (!who.ok) return who
      const staging = openStaging(ports.dataDirectory, asked.draftId)
      const read = await readStaged(staging, asked.contentSha256).catch(() => null)
      if (read === null) return err('CHANGED', 'The copy that was checked is not there as it was any more. Check the draft again.')
      try {
        for (const file of [...read.case.files, ...read.answers.files]) if ((await objects.putFile(staging.pathOf(file.path))).sha256 !== file.sha256) return err('CHANGED', 'A file of the copy was changed. Check the draft again.')
      } catch (error) {
        if (!isStorageFailure(error)) throw error
        return storageFailed(error)
      }
      const releasedAtIso = nowIso()
      // Whoever changed the draft or took the approval back while the passphrase was looked at has the last word.
      const saved = savingTeaching(() => database.transaction((): Result<TeachingCase & { readonly sha256: string }, NotReady | NotApproved> => {
        const now = approvedDraft(asked)
        if (!now.ok) return now
        const { prepared, check: { seenBy, accepted } } = now.value
        const teachingCase: TeachingCase = { ...read.case, identity: { ...read.case.identity, checkedBy: 'twoPersons', releasedAtIso }, answersSha256: hashOf(read.answers) }
        const sha256 = cases.put({ teachingCase, origin: 'here' }, read.answers)
        cases.putRelease(teachingCase.teachingCaseId, teachingCase.version, { preparedBy: prepared.name, releasedBy: who.value.name, sheetSeenBy: [...namesOf(seenBy)], wordsAcceptedBy: accepted?.name ?? null })
        drafts.close(asked.draftId, 'released')
        return ok({ ...teachingCase, sha256 })
      }))
      if (!saved.ok) return saved
      const { teachingCaseId, version, sha256 } = saved.value
      await staging.remove()
      emit({ name: 'teaching.changed', payload: { draftId: asked.draftId, teachingCaseId } })
      await showImages(parts, saved.value)
      return ok({ teachingCaseId, version, sha256, releasedAtIso })
    },
  }
}

/** What was built and checked, read again byte by byte; null where it is not what was approved. */
async function readStaged(staging: Staging, contentSha256: string): Promise<CopyContent | null> {
  const content = copyContent.parse(JSON.parse(new TextDecoder().decode(await staging.read(CONTENT_FILE))))
  // Built by an earlier version, which kept tags and steps in the case: it is built anew.
  if (holdsAnswers(content.case)) return null
  const files: StagedFile[] = []
  for (const place of [...content.case.files, ...content.answers.files, ...content.sheet].map(({ path }) => path).concat(CONTENT_FILE)) files.push(await hashedFile(staging, place))
  return contentHash(files) === contentSha256 ? content : null
}

async function hashedFile(staging: Staging, place: string): Promise<StagedFile> {
  const bytes = await staging.read(place)
  return { path: place, sha256: sha256OfBytes(bytes), bytes: bytes.length }
}

/** The images of a released case in the library, where every view can show them; the case holds without them. */
export async function showImages({ importFiles, objects, ports }: Pick<TeachingParts, 'importFiles' | 'objects' | 'ports'>, { files }: TeachingCase): Promise<void> {
  const paths = files.filter(isDicomFile).map(({ sha256 }) => objects.pathOf(sha256))
  if (paths.length === 0) return
  const shown = await importFiles({ paths, storage: 'copy' })
  if (!shown.ok) ports.log.info('teaching.imagesNotShown', { code: shown.error.code })
}
