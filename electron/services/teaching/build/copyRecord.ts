import { brokenMessage } from '#electron/services/record/recordParts.ts'
import { PictureBroken } from '#electron/services/record/exportedPictures.ts'
import { decisionsOf } from '#electron/services/teaching/deidentify/index.ts'
import { caseName, caseTitle } from '#electron/services/teaching/formats/caseFolder.ts'
import { Cancelled, type Job } from '#electron/services/teaching/job.ts'
import type { PixelWork } from '#electron/services/teaching/pixels/pixelWork.ts'
import type { KeyImage } from '#shared/procedure/recordEvents.ts'
import type { RgbPicture } from '#shared/reporting/secondaryCapture.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { cleanDocuments } from '#shared/teaching/deidentification/cleanDocument.ts'
import { holdsName } from '#shared/teaching/deidentification/names.ts'
import { cleanKeys } from './cleanKeys.ts'
import { cleanRecord } from './cleanRecord.ts'
import { cleanPlan, timelineOf, type CopyContent } from './copyContent.ts'
import type { CopiedObjects } from './copyObjects.ts'
import type { BuildParts, CopyOrder } from './copyOrder.ts'
import { frameOf } from './frameOf.ts'
import { seriesOfPicture } from './keyPictures.ts'
import type { LookedThrough } from './originals.ts'
import { recordOutputs, type RecordOutputs } from './recordOutputs.ts'
import type { Staging } from './staging.ts'

/** A line of fewer letters is part of many others. */
const SHORTEST_LINE = 5

type CopiedRecord = Omit<RecordOutputs, 'pictures'> & { readonly timeline: CopyContent['case']['timeline']; readonly expertPlan: CopyContent['answers']['expertPlan']; readonly keys: CopyContent['answers']['keys'] }

/** The record, the plan and the answers of the case, by the same mapping as its images. */
export async function copyRecord(order: CopyOrder, copied: CopiedObjects, through: LookedThrough, parts: BuildParts, staging: Staging, job: Job): Promise<Result<CopiedRecord, Fault<'BROKEN_RECORD'>>> {
  const cleaning = cleanDocuments({ key: order.key, dates: order.document.options.dates, daysBack: order.key.daysBackOf(through.patient), patient: { name: caseTitle(order.number), id: caseName(order.number) }, decide: decisionsOf(order.document.texts) })
  const gathered = (): void => { copied.collector.add({ taken: cleaning.taken, allowed: cleaning.allowed, keptLines: cleaning.kept }, []) }
  const expertPlan = cleanPlan(order.document.expertPlan, cleaning)
  const keys = [...cleanKeys(order.document.keys, { questions: order.document.questions, map: cleaning.map, frameOf: frameOf(order, copied) })]
  if (order.record === null) {
    gathered()
    return ok({ files: [], remarks: [], timeline: [], expertPlan, keys })
  }
  try {
    const record = await cleanRecord(order.record, { pictures: parts.pictures, cleaning, key: order.key, isPresent: copied.isPresent, whyNot: whyNot(order, copied), whyNotByLetters: whyNotByLetters(order, through, parts.pixels, job), keepSex: order.document.options.keepPatientCharacteristics })
    gathered()
    if (record === null) return err('BROKEN_RECORD', brokenMessage('It has no beginning.'))
    const outputs = await recordOutputs(record, parts.paper, staging, { dates: order.document.options.dates, isScripted: order.isScripted })
    return ok({ files: outputs.files, remarks: outputs.remarks, timeline: [...timelineOf(record.events)], expertPlan, keys })
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

/** What the app and people painted into a picture, and what its source had burned in, can only be read again. */
function whyNotByLetters({ document: { texts } }: CopyOrder, { names }: LookedThrough, pixels: PixelWork, job: Job): (picture: RgbPicture) => Promise<string | null> {
  const squashed = (words: string): string => words.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  const taken = texts.filter(({ decision }) => decision !== 'keep').map(({ words }) => squashed(words)).filter((words) => words.length >= SHORTEST_LINE)
  return async (picture) => {
    const found = await pixels.findBurnedInText(seriesOfPicture(picture), { signal: job.signal })
    if (job.signal.aborted) throw new Cancelled()
    if (!found.ok) return 'it could not be looked through for letters'
    const read = found.value.boxes.map(({ words }) => words)
    const all = squashed(read.join(' '))
    return read.some((words) => holdsName(words, names)) || taken.some((words) => all.includes(words)) ? 'letters in it name somebody, or are a line that was taken away' : null
  }
}
