import { implementationVersionName } from '#electron/services/dicom/dicomWriter.ts'
import { caseName, caseTitle } from '#electron/services/teaching/formats/caseFolder.ts'
import type { Job } from '#electron/services/teaching/job.ts'
import { pixelSeriesOfFiles } from '#electron/services/teaching/pixels/pixelSeriesOfFiles.ts'
import type { PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { PixelWork } from '#electron/services/teaching/pixels/pixelWork.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { canonicalOf } from '#electron/services/teaching/caseStore.ts'
import { sheetOfCopy } from '#electron/services/teaching/pixels/sheet/pictureSheet.ts'
import { checkCopy, type CheckedCopy } from './checkCopy.ts'
import { contentOf, type CopyContent } from './copyContent.ts'
import { copyObjects } from './copyObjects.ts'
import type { BuildParts, CopyOrder } from './copyOrder.ts'
import { copyRecord } from './copyRecord.ts'
import { documentTexts } from './documentTexts.ts'
import { findInPictures } from './findInPictures.ts'
import { frameOf } from './frameOf.ts'
import { lookThrough } from './originals.ts'
import { seriesNames, seriesShapes } from './seriesShapes.ts'
import { contentHash, type StagedFile, type Staging } from './staging.ts'

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
  const record = await copyRecord(order, copied.value, through, parts, staging, job)
  if (!record.ok) return record
  const pictures = pixelSeriesOfFiles(copied.value.objects.filter(({ isPicture }) => isPicture).map(({ path }) => staging.pathOf(path)))
  const keyImages = pixelSeriesOfFiles(record.value.files.filter(({ path }) => !path.includes('.')).map(({ path }) => staging.pathOf(path)))
  const sheet = await drawSheets([...pictures.series, ...keyImages.series], parts.pixels, staging, job).finally(async () => { await pictures.close(); await keyImages.close() })
  const content = contentOf(order, {
    series: seriesShapes(pictures.series), imageFiles: copied.value.objects.filter(({ isPicture }) => isPicture).map(fileOf), reportFiles: [...copied.value.objects.filter(({ isPicture }) => !isPicture), ...record.value.files].map(fileOf), sheet: sheet.files.map(fileOf), timeline: record.value.timeline, expertPlan: record.value.expertPlan, keys: record.value.keys,
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
    pictureProblems: [...found?.failed ?? [], ...sheet.failed, ...notLooked], leftOut: [...through.leftOut, ...copied.value.leftOut], files: staged, uids: copied.value.uids, sheetPages: sheet.files.length, shownOnSheet: sheet.shown, isScripted: order.isScripted,
  }, staging, job)
  const removedTexts = order.document.texts.filter(({ decision }) => decision !== 'keep').length
  return ok({ ...checked, content, staged, contentSha256: contentHash(staged), covered: copied.value.covered, removedTexts, remarks: [...through.leftOut, ...copied.value.leftOut, ...record.value.remarks, ...found?.words ?? []].map((line) => line.slice(0, 2000)) })
}

const fileOf = ({ path, sha256, bytes }: StagedFile): StagedFile => ({ path, sha256, bytes })

type Sheets = { readonly files: readonly StagedFile[]; readonly failed: readonly string[]; /** Objects of the copy that are on a page. */ readonly shown: ReadonlySet<string> }

async function drawSheets(series: readonly PixelSeries[], pixels: PixelWork, staging: Staging, job: Job): Promise<Sheets> {
  const files: StagedFile[] = []
  const shown = new Set<string>()
  const failed: string[] = []
  for (const one of series) {
    const sheet = await pixels.pictureSheet(one, sheetOfCopy, { signal: job.signal })
    if (!sheet.ok) {
      failed.push(sheet.error.message)
      continue
    }
    for (const { png } of sheet.value.pages) files.push(await staging.put(`SHEET/P${String(files.length + 1).padStart(5, '0')}.PNG`, png))
    if (sheet.value.pages.length > 0) for (const { sopInstanceUid } of one.objects) shown.add(sopInstanceUid)
  }
  return { files, failed, shown }
}
