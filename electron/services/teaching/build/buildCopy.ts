import { implementationVersionName } from '#electron/services/dicom/dicomWriter.ts'
import { brokenMessage } from '#electron/services/record/recordParts.ts'
import { PictureBroken, type ExportedPictures } from '#electron/services/record/exportedPictures.ts'
import type { LeavingAround } from '#electron/services/record/leaving.ts'
import { caseName, caseTitle } from '#electron/services/teaching/formats/caseFolder.ts'
import type { Job } from '#electron/services/teaching/job.ts'
import { pixelSeriesOfFiles } from '#electron/services/teaching/pixels/pixelSeriesOfFiles.ts'
import type { PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { PixelWork } from '#electron/services/teaching/pixels/pixelWork.ts'
import { decisionsOf } from '#electron/services/teaching/deidentify/index.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { cleanDocuments } from '#shared/teaching/deidentification/cleanDocument.ts'
import type { KeyImage } from '#shared/procedure/recordEvents.ts'
import { canonicalOf } from '#electron/services/teaching/caseStore.ts'
import { sheetOfCopy } from '#electron/services/teaching/pixels/sheet/pictureSheet.ts'
import { checkCopy, type CheckedCopy } from './checkCopy.ts'
import { cleanRecord } from './cleanRecord.ts'
import { cleanPlan, contentOf, timelineOf, type CopyContent } from './copyContent.ts'
import { copyObjects, type CopiedObjects } from './copyObjects.ts'
import type { CopyOrder } from './copyOrder.ts'
import { documentTexts } from './documentTexts.ts'
import { findInPictures } from './findInPictures.ts'
import { lookThrough, type LookedThrough } from './originals.ts'
import { recordOutputs, type RecordOutputs } from './recordOutputs.ts'
import { seriesNames, seriesShapes } from './seriesShapes.ts'
import { contentHash, type StagedFile, type Staging } from './staging.ts'

export type BuildParts = { readonly pixels: PixelWork; readonly pictures: ExportedPictures; readonly paper: Omit<LeavingAround, 'events'> }
export type BuiltCopy = CheckedCopy & {
  readonly content: CopyContent
  readonly contentSha256: string
  readonly remarks: readonly string[]
  readonly covered: number
  readonly removedTexts: number
  readonly staged: readonly StagedFile[]
}
export type BuildFault = Fault<'UNREADABLE' | 'BROKEN_RECORD' | 'NOTHING_TO_TEACH' | 'OTHER_PATIENT'>

/** The file of a staging folder that says what the case is; its name is no case's file. */
export const CONTENT_FILE = 'content.json'

/** What this app calls itself in every file that it writes: of a phantom of its own it is the name of the maker too. */
const OUR_NAMES = ['Axis Guide', implementationVersionName]

/** Builds a whole copy into a staging folder and runs every check on it. */
export async function buildCopy(asked: CopyOrder, parts: BuildParts, staging: Staging, job: Job): Promise<Result<BuiltCopy, BuildFault>> {
  const through = await lookThrough(asked.paths, asked.document.options, job)
  if (through.files.length === 0) return err('NOTHING_TO_TEACH', `None of these files can be part of a copy. ${through.leftOut.join(' ')}`.trim().slice(0, 1000))
  if (through.areSeveral) return err('OTHER_PATIENT', 'These images name more than one patient, by number or, without one, by name or birth date, and a case is of one. Choose those of one patient.')
  const found = asked.isScripted && asked.document.options.cleanPixelData ? await findInPictures(through.files, parts.pixels, job) : null
  const order: CopyOrder = { ...asked, document: { ...asked.document, texts: [...through.texts(asked.document.texts), ...documentTexts(asked.record?.check.events ?? [], asked.document.expertPlan, through.names, asked.document.texts)], boxes: [...asked.document.boxes, ...found?.boxes ?? []] } }
  const copied = await copyObjects(order, through, staging, parts.pixels, job)
  if (!copied.ok) return copied
  const record = await copyRecord(order, copied.value, through, parts, staging)
  if (!record.ok) return record
  const pictures = pixelSeriesOfFiles(copied.value.objects.filter(({ isPicture }) => isPicture).map(({ path }) => staging.pathOf(path)))
  const sheet = await drawSheets(pictures.series, parts.pixels, staging, job).finally(pictures.close)
  const content = contentOf(order, {
    series: seriesShapes(pictures.series), imageFiles: copied.value.objects.map(fileOf), recordFiles: record.value.files.map(fileOf), sheet: sheet.files.map(fileOf), timeline: record.value.timeline, expertPlan: record.value.expertPlan,
    recognizableFeatures: [...new Set(copied.value.face.map(({ words }) => words))].join(' ').slice(0, 500), isSynthetic: through.isSynthetic, frameOf: frameOf(order, copied.value),
  })
  const stated = await staging.put(CONTENT_FILE, new TextEncoder().encode(canonicalOf(content)))
  const staged = [...copied.value.objects.map(fileOf), ...record.value.files, ...sheet.files, stated]
  const notLooked = order.isScripted || copied.value.objects.every(({ isPicture, originalSeriesUid }) => !isPicture || order.lookedThrough.includes(originalSeriesUid)) ? [] : ['a series was taken after they were searched, or the search was stopped. Look again, then check.']
  // As a whole: the parts of a colleague's name are words of the case like any other.
  copied.value.collector.add({ taken: order.staff.map((value) => ({ of: 'an account of this installation', kind: 'text', value })), allowed: [], keptLines: [] }, [])
  const checked = await checkCopy({
    options: order.document.options, boxes: order.document.boxes, texts: order.document.texts, names: through.names, words: copied.value.collector.words([caseTitle(order.number), caseName(order.number), ...OUR_NAMES]),
    patient: { name: caseTitle(order.number), id: caseName(order.number) }, statedBurned: through.statedBurned, nameOfSeries: seriesNames(through.files, pictures.series, order.key), face: copied.value.face,
    pictureProblems: [...found?.failed ?? [], ...sheet.failed, ...notLooked], leftOut: [...through.leftOut, ...copied.value.leftOut], files: staged, sheetPages: sheet.files.length, isScripted: order.isScripted,
  }, staging, job)
  const removedTexts = order.document.texts.filter(({ decision }) => decision !== 'keep').length
  return ok({ ...checked, content, staged, contentSha256: contentHash(staged), covered: copied.value.covered, removedTexts, remarks: [...through.leftOut, ...copied.value.leftOut, ...record.value.remarks, ...found?.words ?? []].map((line) => line.slice(0, 2000)) })
}

const fileOf = ({ path, sha256, bytes }: StagedFile): StagedFile => ({ path, sha256, bytes })

type CopiedRecord = Omit<RecordOutputs, 'pictures'> & { readonly timeline: CopyContent['case']['timeline']; readonly expertPlan: CopyContent['answers']['expertPlan'] }

/** The record and the plan of the case, by the same mapping as its images. */
async function copyRecord(order: CopyOrder, copied: CopiedObjects, through: LookedThrough, parts: BuildParts, staging: Staging): Promise<Result<CopiedRecord, Fault<'BROKEN_RECORD'>>> {
  const cleaning = cleanDocuments({ key: order.key, dates: order.document.options.dates, daysBack: order.key.daysBackOf(through.patient), patient: { name: caseTitle(order.number), id: caseName(order.number) }, decide: decisionsOf(order.document.texts) })
  const gathered = (): void => { copied.collector.add({ taken: cleaning.taken, allowed: cleaning.allowed, keptLines: cleaning.kept }, []) }
  const expertPlan = cleanPlan(order.document.expertPlan, cleaning)
  if (order.record === null) {
    gathered()
    return ok({ files: [], remarks: [], timeline: [], expertPlan })
  }
  try {
    const record = await cleanRecord(order.record, { pictures: parts.pictures, cleaning, key: order.key, isPresent: copied.isPresent, whyNot: whyNot(order, copied), keepSex: order.document.options.keepPatientCharacteristics })
    gathered()
    if (record === null) return err('BROKEN_RECORD', brokenMessage('It has no beginning.'))
    const outputs = await recordOutputs(record, parts.paper, order.document.options.dates, staging)
    return ok({ files: outputs.files, remarks: outputs.remarks, timeline: [...timelineOf(record.events)], expertPlan })
  } catch (error) {
    if (error instanceof PictureBroken) return err('BROKEN_RECORD', brokenMessage(error.message))
    throw error
  }
}

/** A picture of the screen shows what its source showed before anything was covered or cropped there. */
function whyNot({ document: { boxes, options } }: CopyOrder, { face }: CopiedObjects): (image: KeyImage) => string | null {
  const covered = new Set(boxes.filter(({ state }) => state !== 'dismissed').map(({ seriesUid }) => seriesUid))
  const isFaceHidden = options.recognizableFeatures !== 'keep' && face.length > 0
  return ({ view, seriesUid }) => {
    if (covered.has(seriesUid)) return 'text is covered in its source, and the picture shows it as it was'
    const showsFace = view.kind === 'bone' || (view.kind === 'plane' && view.plane === 'sagittal')
    return isFaceHidden && showsFace ? 'it may show the face' : null
  }
}

async function drawSheets(series: readonly PixelSeries[], pixels: PixelWork, staging: Staging, job: Job): Promise<{ readonly files: readonly StagedFile[]; readonly failed: readonly string[] }> {
  const files: StagedFile[] = []
  const failed: string[] = []
  for (const one of series) {
    const sheet = await pixels.pictureSheet(one, sheetOfCopy, { signal: job.signal })
    if (!sheet.ok) failed.push(sheet.error.message)
    else for (const { png } of sheet.value.pages) files.push(await staging.put(`SHEET/P${String(files.length + 1).padStart(5, '0')}.PNG`, png))
  }
  return { files, failed }
}

function frameOf({ framesOf }: CopyOrder, { isPresent }: CopiedObjects): (seriesUid: string, frame: number) => number | null {
  return (seriesUid, frame) => {
    const objects = framesOf(seriesUid)
    const object = objects[frame]
    if (object === undefined || !isPresent(object)) return null
    return objects.slice(0, frame).filter(isPresent).length
  }
}
