import { rm } from 'node:fs/promises'
import path from 'node:path'
import { zipFiles } from '#electron/services/storage/zipStream.ts'
import { createSignIn, type SignInFault } from '#electron/services/user/signIn.ts'
import { isStorageFailure, storageFailureReason } from '#electron/services/storage/storageFailure.ts'
import type { FrameDecoder } from '#shared/codecs/decoder.ts'
import type { Input, Services, StreamServices } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { holdsAnswers } from '#shared/teaching/caseTags.ts'
import type { TeachingSet } from '#shared/teaching/teachingCase.ts'
import { brokenCase } from './caseServices.ts'
import type { CaseStore } from './caseStore.ts'
import { axiscaseFile } from './formats/axiscaseFile.ts'
import { takeLoop } from '#electron/services/record/pictures.ts'
import { runFrame, runsOf } from './formats/caseRuns.ts'
import { caseTitle, CaseBroken, isDicomFile, openCaseFolder, type CaseFolder, type OutputFile } from './formats/caseFolder.ts'
import { dicomFolder, teachingExportFolder } from './formats/dicomFolder.ts'
import { framePictures } from './formats/framePictures.ts'
import { mircFiles, slideFiles, webFiles, type CaseLoop } from './formats/pageFiles.ts'
import { placeFiles } from './formats/placeFiles.ts'
import { unknownSet } from './setServices.ts'
import type { SetStore } from './setStore.ts'
import type { TitleSearch } from './titleSearch.ts'
import { unknownTeachingCase, type TeachingParts } from './teachingParts.ts'
import { ZipTooLarge } from './zip/writeZip.ts'

type Asked = Input<'teaching.write'>
type Chosen = { readonly name: string; readonly cases: readonly CaseFolder[]; readonly set: TeachingSet | null; readonly remarks: readonly string[]; readonly withAnswers: boolean }
type ChooseFault = Fault<'UNKNOWN_TEACHING_CASE' | 'UNKNOWN_SET' | 'NOT_LOCKED' | 'NOTHING_TO_WRITE' | 'BROKEN_CASE'>

/** Writes released cases out, in the form and for whom it was asked for. */
export function createWriteServices({ ports, database, objects, decoder }: TeachingParts & { readonly decoder: FrameDecoder }, cases: CaseStore, sets: SetStore, searchTitle: TitleSearch): { readonly services: Pick<Services, 'teaching.write' | 'teaching.runs'>; readonly download: StreamServices['teaching.download']; readonly runFrame: StreamServices['teaching.runFrame'] } {
  const signIn = createSignIn(database, ports.clock)
  const downloads = new Map<string, readonly string[]>()
  const downloadsDirectory = path.join(ports.dataDirectory, 'teaching', 'downloads')
  let cleared: Promise<void> | null = null

  const folderOf = (teachingCaseId: string, version: number | undefined, withAnswers: boolean, author = ''): Result<CaseFolder, ChooseFault> => {
    const found = cases.read(teachingCaseId, version)
    if (found === null) return unknownTeachingCase()
    if (found === 'broken') return brokenCase()
    return ok(openCaseFolder(objects, found.teachingCase, found.sha256, withAnswers ? cases.answers(teachingCaseId, found.teachingCase.version) : null, author))
  }
  const choose = ({ teachingCaseIds, setId, audience, author }: Pick<Asked, 'teachingCaseIds' | 'setId' | 'audience' | 'author'>): Result<Chosen, ChooseFault> => {
    const set = setId === undefined ? null : sets.newest(setId)
    if (setId !== undefined && set === null) return unknownSet()
    if (set !== null && set.lockedAtIso === null) return err('NOT_LOCKED', 'The set is not locked, so it may still change. Lock it, then write it.')
    const withAnswers = audience === 'educator' || (set !== null && set.answersReleasedAtIso !== null)
    const wanted = set?.cases ?? teachingCaseIds?.map((teachingCaseId) => ({ teachingCaseId, version: undefined })) ?? []
    const folders: CaseFolder[] = []
    for (const { teachingCaseId, version } of wanted) {
      const folder = folderOf(teachingCaseId, version, withAnswers, author)
      if (!folder.ok) return folder
      folders.push(folder.value)
    }
    const [first] = folders
    if (first === undefined) return err('NOTHING_TO_WRITE', 'Neither a case nor a set was named. Choose what is to be written.')
    const remarks = withAnswers ? [] : ['This copy is for learners: it carries no answers, no tags that tell them, no annotated pictures and no reports.']
    return ok({ name: set !== null ? `SET_V${String(set.version)}` : folders.length === 1 ? first.name : 'CASES', cases: folders, set, remarks, withAnswers })
  }
  /** Whoever takes the quiz must not get at the answers by writing the case out. */
  const mayCarryAnswers = async ({ audience, by }: Asked): Promise<Result<null, SignInFault | Fault<'NOT_ALLOWED'>>> => {
    if (audience === 'learner') return ok(null)
    if (by === undefined) return err('NOT_ALLOWED', 'A copy with the answers is written by an educator or an operator. Name the account and its passphrase.')
    const who = await signIn(by.userId, by.passphrase)
    if (!who.ok) return who
    return who.value.role === 'educator' || who.value.role === 'operator' ? ok(null) : err('NOT_ALLOWED', 'Only an educator or an operator writes a copy with the answers. Choose another account.')
  }
  /** What an earlier version released stays as it was, by its hash: such a case leaves whole for educators, and in other forms, which leave out what tells. */
  const withoutTelling = ({ format }: Asked, { cases: folders, withAnswers }: Chosen): Result<null, Fault<'HOLDS_ANSWERS'>> => {
    const told = format === 'axiscase' && !withAnswers ? folders.find(({ teachingCase }) => holdsAnswers(teachingCase)) : undefined
    return told === undefined ? ok(null) : err('HOLDS_ANSWERS', `${caseTitle(told.teachingCase.number)} was released by an earlier version of Axis Guide, with tags or steps in it that tell its answers. Nothing was written. Correct the case: its next version keeps them with the answers. Or write it in another form.`)
  }
  const filesOf = ({ format }: Asked, { name, cases: folders, set }: Chosen, loops: readonly CaseLoop[]): AsyncIterable<OutputFile> => {
    const picturesOf = (one: CaseFolder) => framePictures(one, objects, decoder)
    switch (format) {
      case 'dicom': return dicomFolder(name, folders)
      case 'tce': return teachingExportFolder(name, folders)
      case 'axiscase': return (async function* () { yield axiscaseFile(name, folders, set) })()
      case 'mirc': return mircFiles(folders, picturesOf)
      case 'slides': return slideFiles(folders, picturesOf, loops)
      case 'web': return webFiles(folders, picturesOf)
    }
  }
  /** Films that the page made of frames of these cases; anything else is refused. */
  const filmsOf = async ({ format, loops = [] }: Asked, { cases: folders }: Chosen): Promise<Result<readonly CaseLoop[], Fault<'BAD_PICTURE'>>> => {
    const films: CaseLoop[] = []
    for (const { teachingCaseId, place, contentType, file } of loops) {
      const run = folders.find((one) => one.teachingCase.teachingCaseId === teachingCaseId)?.teachingCase.files.find(({ path: known }) => known === place)
      const film = await takeLoop(ports, { file, contentType, firstFrame: 0, lastFrame: 0, durationMs: 0 })
      if (format !== 'slides' || run === undefined || !film.ok) return err('BAD_PICTURE', 'A loop is not a whole film of a run of these cases. Nothing was written. Write it again.')
      films.push({ teachingCaseId, place, ending: contentType === 'video/mp4' ? '.mp4' : '.webm', bytes: film.value })
    }
    return ok(films)
  }
  const withoutLoops = async ({ format }: Asked, { cases: folders }: Chosen, films: readonly CaseLoop[]): Promise<readonly string[]> => {
    if (format !== 'slides') return []
    const runs = (await Promise.all(folders.map((one) => runsOf(one, objects)))).flat().length
    return runs <= films.length ? [] : [`${String(runs - films.length)} of ${String(runs)} runs are single pictures here: loops are made by the app only, which has an encoder of films. Write these slides from its Teaching list.`]
  }
  const chooseTarget = async (directory: string | undefined): Promise<Result<{ readonly directory: string; readonly downloadId: string | null }, Fault<'NOT_PERMITTED'>>> => {
    if (directory !== undefined) return ports.access.mayWrite(directory) ? ok({ directory: path.resolve(directory), downloadId: null }) : err('NOT_PERMITTED', 'This folder was not chosen by the user, so nothing may be written to it. Choose a folder first.')
    if (ports.host === 'electron' || ports.host === 'cli') return err('NOT_PERMITTED', 'No folder was named. Choose the folder to write to.')
    cleared ??= rm(downloadsDirectory, { recursive: true, force: true })
    await cleared
    const downloadId = ports.newId()
    return ok({ directory: path.join(downloadsDirectory, downloadId), downloadId })
  }

  return {
    services: {
      'teaching.runs': async ({ teachingCaseIds, setId }) => {
        const chosen = choose({ teachingCaseIds, setId, audience: 'learner' })
        if (!chosen.ok) return chosen
        const runs = await Promise.all(chosen.value.cases.map(async (one) => (await runsOf(one, objects)).map(({ place, durationsMs }) => ({ teachingCaseId: one.teachingCase.teachingCaseId, version: one.teachingCase.version, place, durationsMs: [...durationsMs] }))))
        return ok({ runs: runs.flat() })
      },
      'teaching.write': async (asked) => {
        const chosen = choose(asked)
        if (!chosen.ok) return chosen
        const allowed = await mayCarryAnswers(asked)
        if (!allowed.ok) return allowed
        const telling = withoutTelling(asked, chosen.value)
        if (!telling.ok) return telling
        // A set that was locked before its title was looked at.
        const titled = asked.format === 'axiscase' && chosen.value.set !== null ? await searchTitle(chosen.value.set) : ok(null)
        if (!titled.ok) return titled
        const target = await chooseTarget(asked.directory)
        if (!target.ok) return target
        const films = await filmsOf(asked, chosen.value)
        if (!films.ok) return films
        const { directory, downloadId } = target.value
        try {
          const isOneFile = asked.format === 'axiscase' || (asked.format === 'web' && chosen.value.cases.length === 1)
          const files = await placeFiles(directory, chosen.value.name, isOneFile, filesOf(asked, chosen.value, films.value))
          if (downloadId !== null) downloads.set(downloadId, files.map((file) => file.path))
          return ok({ directory, files: [...files], remarks: [...chosen.value.remarks, ...await withoutLoops(asked, chosen.value, films.value)], downloadId })
        } catch (error) {
          if (error instanceof CaseBroken) return brokenCase()
          if (error instanceof ZipTooLarge) return err('WRITE_FAILED', 'Nothing was written: these cases are larger than one file can hold (4 GB). Write fewer of them into one.')
          if (!isStorageFailure(error)) throw error
          return err('WRITE_FAILED', `Nothing was written: ${storageFailureReason(error)}. Choose another folder, or free some space there.`)
        }
      },
    },
    runFrame: async ({ teachingCaseId, version, place, frame }) => {
      const folder = folderOf(teachingCaseId, version, false)
      const file = folder.ok ? folder.value.teachingCase.files.find((one) => one.path === place && isDicomFile(one)) : undefined
      if (!folder.ok || file === undefined) return err('NOT_FOUND', 'There is no such run in this case.')
      const png = await runFrame(folder.value, file, frame, objects, decoder).catch((error: unknown) => { if (error instanceof CaseBroken) return null; throw error })
      return png === null ? err('UNREADABLE', 'This frame cannot be had as it was released.') : ok({ contentType: 'image/png', byteLength: png.length, chunks: (async function* () { yield png })() })
    },
    download: async ({ downloadId }) => {
      const files = downloads.get(downloadId)
      if (files === undefined) return err('NOT_FOUND', 'This is not here any more. Write it again.')
      return ok({ contentType: 'application/zip', byteLength: null, chunks: zipFiles(files, ports.clock.now(), path.join(downloadsDirectory, downloadId)) })
    },
  }
}
