import { openExportedPictures } from '#electron/services/record/exportedPictures.ts'
import { brokenMessage } from '#electron/services/record/recordParts.ts'
import { openSettings } from '#electron/services/app/settings.ts'
import { isStorageFailure } from '#electron/services/storage/storageFailure.ts'
import { openAccounts } from '#electron/services/user/accounts.ts'
import type { Services, StreamServices } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { DraftCheck } from '#shared/teaching/draft.ts'
import { buildCopy, type BuiltCopy } from './build/buildCopy.ts'
import type { CopyOrder } from './build/copyOrder.ts'
import { openStaging } from './build/staging.ts'
import type { DraftJobs } from './draftJobs.ts'
import type { DraftStore, OpenDraft } from './draftStore.ts'
import { Cancelled, type Job } from './job.ts'
import { soundRecord } from './readDraft.ts'
import { keyOfCopy } from './secret.ts'
import { keeping, pathsOfSeries, storageFailed, unknownDraft, type TeachingParts } from './teachingParts.ts'

export type CheckServices = Pick<Services, 'teaching.check' | 'teaching.sheetSeen' | 'teaching.acceptWords'>
type CheckFault = Fault<'UNKNOWN_DRAFT' | 'CANCELLED' | 'UNKNOWN_SERIES' | 'UNREADABLE' | 'BROKEN_RECORD' | 'STORAGE_FAILED'>

/** Builds a draft's copy and checks it; what does not pass is removed at once. */
export function createCheckServices(parts: TeachingParts, store: DraftStore, jobs: DraftJobs): { readonly services: CheckServices; readonly sheet: StreamServices['teaching.sheet'] } {
  const { ports, emit } = parts
  const tell = (draftId: string): void => { emit({ name: 'teaching.changed', payload: { draftId, teachingCaseId: null } }) }
  const nowIso = (): string => ports.clock.now().toISOString()
  const settings = openSettings(parts.database)

  const check = async (draft: OpenDraft, job: Job): Promise<Result<DraftCheck, CheckFault>> => {
    const { draftId } = draft.facts
    const staging = openStaging(ports.dataDirectory, draftId)
    const forget = async (): Promise<void> => {
      await staging.remove()
      store.setCheck(draftId, null)
      store.setPrepared(draftId, null)
    }
    await forget()
    const order = await orderOf(parts, draft)
    if (!order.ok) return order
    let built: Result<BuiltCopy, CheckFault>
    try {
      built = await build(order.value, parts, staging, job)
    } catch (error) {
      await forget()
      if (error instanceof Cancelled) return err('CANCELLED', 'The check was stopped. What was built is removed.')
      if (isStorageFailure(error)) return storageFailed(error)
      throw error
    }
    if (!built.ok) {
      await staging.remove()
      return built
    }
    const { checks, residues, passed, remarks, content, contentSha256 } = built.value
    if (!passed) await staging.remove()
    const done: DraftCheck = {
      version: draft.head.version, atIso: nowIso(), passed, checks: [...checks], residues: [...residues], remarks: [...remarks], sheetPages: passed ? content.sheet.length : 0, seenPages: [], seenBy: [], accepted: null, contentSha256: passed ? contentSha256 : null,
    }
    return keeping(() => {
      store.setCheck(draftId, done)
      return done
    })
  }

  /** The check that somebody looks at, as it was shown, and who looks. */
  const lookOf = (draftId: string, contentSha256: string, by: string | undefined): Result<{ readonly last: DraftCheck; readonly name: string }, Fault<'UNKNOWN_DRAFT' | 'NOT_CHECKED' | 'CHANGED' | 'NOT_NAMED'>> => {
    const draft = store.open(draftId)
    if (draft === null) return unknownDraft()
    const { facts: { check: last }, head } = draft
    if (last === null || !last.passed || last.version !== head.version) return err('NOT_CHECKED', 'The draft was not checked as it stands. Check it, then look at it.')
    if (last.contentSha256 !== contentSha256) return err('CHANGED', 'The copy was built again since this was shown. Look at it as it is now.')
    const name = (by ?? settings.read().operator ?? '').trim()
    return name === '' ? err('NOT_NAMED', 'Nobody is named as the one who looks. Write your name as the operator, then look again.') : ok({ last, name })
  }
  const keep = (draftId: string, next: DraftCheck): Result<DraftCheck, Fault<'STORAGE_FAILED'>> => {
    const saved = keeping(() => {
      store.setCheck(draftId, next)
      return next
    })
    if (saved.ok) tell(draftId)
    return saved
  }

  return {
    services: {
      'teaching.check': async ({ draftId }) => {
        const draft = store.open(draftId)
        if (draft === null) return unknownDraft()
        const working = jobs.run(draftId, (job) => check(draft, job))
        if (working === null) return err('BUSY', 'Something is under way for this draft already. Wait for it, or stop it.')
        const done = await working
        tell(draftId)
        return done
      },
      'teaching.sheetSeen': async ({ draftId, page, contentSha256, by }) => {
        const look = lookOf(draftId, contentSha256, by)
        if (!look.ok) return look
        const { last, name } = look.value
        if (page > last.sheetPages) return err('NO_SUCH_PAGE', `The picture sheet has ${String(last.sheetPages)} pages.`)
        return keep(draftId, lookedAt(last, page, name, nowIso()))
      },
      'teaching.acceptWords': async ({ draftId, contentSha256, by }) => {
        const look = lookOf(draftId, contentSha256, by)
        if (!look.ok) return look
        const { last, name } = look.value
        return keep(draftId, last.residues.length === 0 ? last : accepted(last, name, nowIso()))
      },
    },
    sheet: async ({ draftId, page }) => {
      const draft = store.open(draftId)
      if (draft === null || page > (draft.facts.check?.sheetPages ?? 0)) return err('NOT_FOUND', 'There is no such page. Check the draft first.')
      const bytes = await openStaging(ports.dataDirectory, draftId).read(`SHEET/P${String(page).padStart(5, '0')}.PNG`).catch(() => null)
      if (bytes === null) return err('UNREADABLE', 'This page of the sheet is not there any more. Check the draft again.')
      return ok({ contentType: 'image/png', byteLength: bytes.length, chunks: (async function* () { yield bytes })() })
    },
  }
}

/** A look is a person’s: who looked at each page stays with it. */
function lookedAt(check: DraftCheck, page: number, name: string, atIso: string): DraftCheck {
  const seenPages = [...new Set([...check.seenPages, page])].sort((a, b) => a - b)
  const seenBy = [...check.seenBy.filter((one) => one.page !== page), { page, name, atIso }].sort((a, b) => a.page - b.page)
  if (seenPages.length < check.sheetPages) return { ...check, seenPages, seenBy }
  const words = `${check.sheetPages === 1 ? 'The page' : `All ${String(check.sheetPages)} pages`} of the picture sheet ${check.sheetPages === 1 ? 'was' : 'were'} looked at by ${namesOf(seenBy).join(' and ')}.`
  return { ...check, seenPages, seenBy, checks: check.checks.map((one) => (one.name === 'pictureSheet' ? { ...one, state: 'passed', words } : one)) }
}

/** Said of the check for as long as it holds, and in the released case after it. */
function accepted(check: DraftCheck, name: string, atIso: string): DraftCheck {
  const places = check.residues.length
  const words = `${String(places)} ${places === 1 ? 'place holds' : 'places hold'} an ordinary word that is a name in the original as well: looked at and accepted by ${name}. No other word of the original is in the copy.`
  return { ...check, accepted: { name, atIso }, checks: check.checks.map((one) => (one.name === 'residualIdentity' ? { ...one, state: 'passed', words } : one)) }
}

export const namesOf = (seenBy: DraftCheck['seenBy']): readonly string[] => [...new Set(seenBy.map(({ name }) => name))]

async function build(order: CopyOrder, parts: TeachingParts, staging: ReturnType<typeof openStaging>, job: Job): Promise<Result<BuiltCopy, Fault<'UNREADABLE' | 'BROKEN_RECORD'>>> {
  const built = await buildCopy(order, { pixels: parts.pixels, pictures: openExportedPictures(parts.objects), paper: parts.paper }, staging, job)
  if (built.ok || built.error.code === 'BROKEN_RECORD') return built.ok ? built : err('BROKEN_RECORD', built.error.message)
  return err('UNREADABLE', built.error.message)
}

async function orderOf(parts: TeachingParts, { facts, head: { document } }: OpenDraft): Promise<Result<CopyOrder, Fault<'BROKEN_RECORD' | 'UNKNOWN_SERIES'>>> {
  const { database, source } = parts
  const record = soundRecord(database, facts.recordId)
  if (facts.recordId !== null && record === null) return err('BROKEN_RECORD', brokenMessage('It is not as it was saved.'))
  const taken = document.series.filter((one) => one.taken)
  if (taken.some(({ seriesUid }) => source.summary(seriesUid) === null)) return err('UNKNOWN_SERIES', 'A series of this draft is not in the library any more. Import it again, or take it out of the case.')
  const frames = new Map<string, readonly string[]>()
  for (const { seriesUid } of taken) {
    const described = await source.describe(seriesUid)
    if (described.ok) frames.set(seriesUid, described.value.frames.map(({ image }) => described.value.images[image]?.sopInstanceUid ?? ''))
  }
  return ok({
    document, record, number: facts.number, teachingCaseId: facts.teachingCaseId, caseVersion: facts.caseVersion, isScripted: false,
    paths: taken.flatMap(({ seriesUid }) => pathsOfSeries(parts, seriesUid)),
    key: keyOfCopy(database, `${facts.teachingCaseId}/${String(facts.caseVersion)}`), framesOf: (seriesUid) => frames.get(seriesUid) ?? [], lookedThrough: document.lookedThrough, staff: openAccounts(database).list().whole.map(({ name }) => name),
  })
}
