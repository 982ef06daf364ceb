import { readFile } from 'node:fs/promises'
import { attributeOf, copyWithoutIdentity, collectWords, decisionsOf, readWholeObject, type DeidentifyContext } from '#electron/services/teaching/deidentify/index.ts'
import { Cancelled, type Job } from '#electron/services/teaching/job.ts'
import { caseName, caseTitle } from '#electron/services/teaching/formats/caseFolder.ts'
import { pixelSeriesOfFiles } from '#electron/services/teaching/pixels/pixelSeriesOfFiles.ts'
import type { PixelObject, PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { PixelWork } from '#electron/services/teaching/pixels/pixelWork.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { DataSet } from '#shared/teaching/deidentification/dataSet.ts'
import { deidentify } from '#shared/teaching/deidentification/deidentify.ts'
import type { WordCollector } from '#shared/teaching/deidentification/identityWords.ts'
import { mappedUid, type IdentityKey } from '#shared/teaching/deidentification/identityKey.ts'
import { lostUids, withoutAbsent, type CaseUids } from '#shared/teaching/deidentification/references.ts'
import { changedElements, withoutTags } from './changedElements.ts'
import type { CopyOrder } from './copyOrder.ts'
import { faceOfSeries, type SeriesFace } from './faceOfSeries.ts'
import type { LookedThrough, OriginalFile } from './originals.ts'
import type { StagedFile, Staging } from './staging.ts'

export type StagedObject = StagedFile & { readonly originalSeriesUid: string; readonly originalSopInstanceUid: string; readonly isPicture: boolean }
export type CopiedObjects = {
  readonly objects: readonly StagedObject[]
  readonly collector: WordCollector
  readonly context: DeidentifyContext
  /** What was done about the face, a sentence for each series that could show one. */
  readonly face: readonly { readonly words: string; readonly isHidden: boolean }[]
  readonly covered: number
  readonly leftOut: readonly string[]
  /** What the UIDs of the originals are in the copy, whether they are in it or not. */
  readonly uids: ReadonlySet<string>
  /** Original objects that are in the copy. */
  readonly isPresent: (sopInstanceUid: string) => boolean
}
export type CopyFault = Fault<'UNREADABLE'>

/** Copies every object that stays, one after the other, into the staging folder. */
export async function copyObjects(order: CopyOrder, through: LookedThrough, staging: Staging, pixels: PixelWork, job: Job): Promise<Result<CopiedObjects, CopyFault>> {
  const { options, boxes, texts } = order.document
  const collector = collectWords()
  const leftOut: string[] = []
  const pictures = pixelSeriesOfFiles(through.files.map(({ path }) => path))
  try {
    const faces = await facesOf(order, pictures.series, pixels, job)
    if (!faces.ok) return faces
    const pixelsOf = new Map(pictures.series.flatMap(({ objects }) => objects.map((object) => [object.sopInstanceUid, object] as const)))
    const staying = through.files.filter(({ seriesUid, sopInstanceUid }) => faces.value.get(seriesUid)?.keeps(sopInstanceUid) ?? true)
    const uids: CaseUids = { originals: through.uids, present: new Set(staying.flatMap((file) => file.uids)) }
    const originals = mapped(uids.originals, order.key)
    const context = (file: OriginalFile): DeidentifyContext => ({
      options, key: order.key, daysBack: order.key.daysBackOf(through.patient), patient: { name: caseTitle(order.number), id: caseName(order.number) },
      names: through.names, decide: decisionsOf(texts), dictionary: attributeOf,
      done: { pixels: options.cleanPixelData && !order.isScripted && pixelsOf.has(file.sopInstanceUid), features: faces.value.get(file.seriesUid)?.isHidden ?? false },
    })
    const objects: StagedObject[] = []
    const documents: CopiedDocument[] = []
    let covered = 0
    const places = placesOf(staying)
    const put = async (file: OriginalFile, { bytes, told, characterSets }: Copied, isPicture: boolean): Promise<void> => {
      collector.add(told, characterSets)
      const place = places.get(file.sopInstanceUid)
      if (place === undefined) throw new Error('Every object has a place.')
      objects.push({ ...await staging.put(place, bytes), originalSeriesUid: file.seriesUid, originalSopInstanceUid: file.sopInstanceUid, isPicture })
    }
    for (const [index, file] of staying.entries()) {
      job.tell('copy', index, staying.length)
      const picture = pixelsOf.get(file.sopInstanceUid) ?? null
      const own = options.cleanPixelData ? boxes.filter((box) => box.seriesUid === file.seriesUid && (box.sopInstanceUid === null || box.sopInstanceUid === file.sopInstanceUid) && box.state !== 'dismissed') : []
      const copied = await copyOne(file, picture, { boxes: own, removed: faces.value.get(file.seriesUid)?.removed(file.sopInstanceUid) ?? null }, context(file), uids, pixels, job)
      if (!copied.ok) {
        if (copied.error.code === 'UNREADABLE') return err('UNREADABLE', copied.error.message)
        leftOut.push(`1 object was left out: ${copied.error.message}`)
        continue
      }
      covered += own.length === 0 ? 0 : 1
      if (picture === null) documents.push({ file, copied: copied.value })
      else await put(file, copied.value, true)
    }
    const pictured = new Set(objects.map(({ originalSopInstanceUid }) => originalSopInstanceUid))
    const whole = withoutLost(documents, staying.filter(({ sopInstanceUid }) => pictured.has(sopInstanceUid)), (files) => ({ originals, present: mapped(new Set(files.flatMap((file) => file.uids)), order.key) }))
    leftOut.push(...Array.from({ length: documents.length - whole.length }, () => '1 object was left out: It refers to images that are not in the case. Take their series too, or leave it out.'))
    for (const { file, copied } of whole) await put(file, copied, false)
    const present = new Set(objects.map(({ originalSopInstanceUid }) => originalSopInstanceUid))
    job.tell('copy', staying.length, staying.length)
    const [first] = staying
    if (first === undefined) return err('UNREADABLE', 'None of these files can be part of a copy.')
    return ok({
      objects, collector, context: context(first), leftOut, covered, uids: originals, isPresent: (uid) => present.has(uid),
      face: [...faces.value.values()].map(({ words, isHidden }) => ({ words, isHidden })),
    })
  } finally {
    await pictures.close()
  }
}

async function facesOf({ document: { options, expertPlan }, record, teachingCaseId, caseVersion }: CopyOrder, series: readonly PixelSeries[], pixels: PixelWork, job: Job): Promise<Result<ReadonlyMap<string, SeriesFace>, CopyFault>> {
  const plans = [...record?.state.acceptedPlan === null || record === null ? [] : [record.state.acceptedPlan.plan], ...expertPlan?.plans ?? []]
  const faces = new Map<string, SeriesFace>()
  for (const [index, one] of series.entries()) {
    job.tell('face', index, series.length)
    const target = plans.flatMap((plan) => (plan.kind === 'volume' && plan.targetLpsMm !== null ? [plan.targetLpsMm[2]] : []))[0] ?? null
    const face = await faceOfSeries(one, options, target, `${teachingCaseId}/${String(caseVersion)}/${one.seriesUid}`, pixels, job)
    if (job.signal.aborted) throw new Cancelled()
    if (!face.ok) return err('UNREADABLE', face.error.message)
    faces.set(one.seriesUid, face.value)
  }
  job.tell('face', series.length, series.length)
  return ok(faces)
}

const mapped = (uids: ReadonlySet<string>, key: IdentityKey): ReadonlySet<string> => new Set([...uids].map((uid) => mappedUid(key, '', uid)))

type Told = Parameters<WordCollector['add']>[0]
type Copied = { readonly bytes: Uint8Array; readonly copy: DataSet; readonly told: Told; readonly characterSets: readonly string[] }

async function copyOne(file: OriginalFile, picture: PixelObject | null, what: Parameters<PixelWork['cleanPixels']>[1], context: DeidentifyContext, uids: CaseUids, pixels: PixelWork, job: Job): Promise<Result<Copied, Fault<'UNREADABLE' | 'CANNOT_CLEAN'>>> {
  const bytes = await readFile(file.path).catch(() => null)
  const whole = bytes === null ? null : readWholeObject(bytes)
  if (whole === null || !whole.ok) return err('UNREADABLE', 'An image is no longer where it was. Bring it back, or import it again.')
  const cleaned = picture === null ? null : await pixels.cleanPixels(picture, what, { signal: job.signal })
  if (job.signal.aborted) throw new Cancelled()
  if (cleaned !== null && !cleaned.ok) return err('CANNOT_CLEAN', cleaned.error.message)
  const original = whole.value.dataSet
  const isDocument = picture === null
  const dataSet = withoutTags(isDocument ? original : withoutAbsent(original, uids), cleaned === null ? [] : cleaned.value.remove)
  const copied = copyWithoutIdentity({ ...whole.value, dataSet }, context, cleaned === null ? null : { elements: changedElements(cleaned.value), transferSyntaxUid: cleaned.value.transferSyntaxUid })
  if (!copied.ok) return copied
  // What was cut off with a reference or an overlay was the original's too.
  const before = dataSet === original ? null : deidentify(original, context)
  const taken = [...copied.value.taken, ...before !== null && before.ok ? before.value.taken : []]
  return ok({ bytes: copied.value.bytes, copy: copied.value.copy, told: { taken, allowed: copied.value.allowed, keptLines: copied.value.keptLines }, characterSets: whole.value.characterSets })
}

type CopiedDocument = { readonly file: OriginalFile; readonly copied: Copied }

/** Documents of which every reference meets something: what refers to one that is left out is left out with it. */
function withoutLost(documents: readonly CopiedDocument[], pictures: readonly OriginalFile[], uidsOf: (files: readonly OriginalFile[]) => CaseUids): readonly CopiedDocument[] {
  const uids = uidsOf([...pictures, ...documents.map(({ file }) => file)])
  const whole = documents.filter(({ copied: { copy } }) => lostUids(copy, uids).length === 0)
  return whole.length === documents.length ? whole : withoutLost(whole, pictures, uidsOf)
}

/** S0001/I00001, by the order in which the series and their objects are numbered. */
function placesOf(files: readonly OriginalFile[]): ReadonlyMap<string, string> {
  const bySeries = new Map<string, OriginalFile[]>()
  for (const file of files) {
    const ofSeries = bySeries.get(file.seriesUid) ?? []
    ofSeries.push(file)
    bySeries.set(file.seriesUid, ofSeries)
  }
  return new Map([...bySeries.values()].flatMap((ofSeries, series) => (
    ofSeries.toSorted((a, b) => (a.instanceNumber ?? Number.POSITIVE_INFINITY) - (b.instanceNumber ?? Number.POSITIVE_INFINITY))
      .map((file, index) => [file.sopInstanceUid, `S${String(series + 1).padStart(4, '0')}/I${String(index + 1).padStart(5, '0')}`] as const))))
}
