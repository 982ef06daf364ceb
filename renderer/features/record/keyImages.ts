import { create } from 'zustand'
import { client, faultText, putBlob } from '#renderer/api/index.ts'
import { isForTeaching, tellReceipt, useSession, type StageName } from '#renderer/features/case/index.ts'
import { measurementsOn } from '#renderer/features/measure/index.ts'
import { captureView, useViewing, viewById, type CapturedView } from '#renderer/viewports/index.ts'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { takeLoop, type TakenLoop } from './takeLoop.ts'
import { beginRecord } from './beginRecord.ts'
import { keyImageTitle } from './keyImageTitle.ts'
import { planFigures } from './planFigures.ts'

type Unsaved = { readonly caseId: string; readonly recordId: string; readonly png: Uint8Array; readonly handedOver: ReturnType<typeof putBlob> | null; readonly film: TakenLoop | null; readonly event: Omit<Extract<RecordEventInput, { kind: 'keyImageAdded' }>, 'picture' | 'loop'> }
type UnsavedKeyImages = {
  readonly images: readonly Unsaved[]; readonly waiting: number; readonly failed: number; readonly message: string | null
  /** Taken after the record was signed: they go nowhere until somebody says what they belong to. */
  readonly afterSigning: readonly Unsaved[]
}

/** Pictures that were taken but are not in the record yet; held until they are. */
export const useUnsavedKeyImages = create<UnsavedKeyImages>(() => ({ images: [], waiting: 0, failed: 0, message: null, afterSigning: [] }))

/** "Saving" is said of what takes longer: most pictures are durable sooner than a screen shows a word, and its painting would hold them up. */
const QUIET_MS = 100

/** The measure that a saved key image leaves: from key press to durable. */
export const KEY_IMAGE_MEASURE = 'axis-guide:key-image-saved'

/** Takes what the active view shows into the record. "Saved" is said only after the host has answered that it is on the disk. */
export async function saveKeyImage(): Promise<void> {
  const start = performance.now()
  const { caseId, document, saved, stage } = useSession.getState()
  if (caseId === null || document === null || saved === null) return
  if (stage === 'teach' || isForTeaching(caseId)) return tellReceipt('Key images are taken in the stages before this one. What is shown here is for teaching.')
  if (document.study.side === null || saved.recordId === null) return tellReceipt('Confirm the side first: a key image belongs to a record, and a record has a side.')
  const viewId = activeView()
  if (viewId === null) return tellReceipt('No image is shown. Open one, then press K.')
  const described = describeRun(viewId)
  const identity = await identityLines(caseId)
  const request = { identity, side: document.study.side, level: document.study.level, takenAtIso: new Date().toISOString() }
  const film = stage === 'contrast' ? await takeLoop(viewId, request) : null
  const captured = await captureView(viewId, request)
  if (!captured.ok) return tellReceipt(captured.error.message)
  const handedOver = putBlob(captured.value.png)
  const event = describeKeyImage(captured.value, await described, document, stage)
  const image: Unsaved = { caseId, recordId: saved.recordId, png: captured.value.png, handedOver, film, event: film === null ? event : { ...event, title: `${event.title}, with its loop` } }
  hold([...useUnsavedKeyImages.getState().images, image], null)
  await retryKeyImages()
  performance.measure(KEY_IMAGE_MEASURE, { start, end: performance.now() })
}

/** Sends what is held, oldest first; stops at the first that cannot be sent and says why. */
export async function retryKeyImages(): Promise<void> {
  const slow = setTimeout(() => { useUnsavedKeyImages.setState(({ images }) => ({ waiting: images.length })) }, QUIET_MS)
  for (const image of useUnsavedKeyImages.getState().images) {
    const sent = await send(image)
    if (!sent.ok && sent.error.code === 'SIGNED') {
      useUnsavedKeyImages.setState(({ afterSigning }) => ({ afterSigning: [...afterSigning, { ...image, handedOver: null }] }))
      hold(useUnsavedKeyImages.getState().images.filter((other) => other !== image), null)
      continue
    }
    if (!sent.ok) {
      hold(useUnsavedKeyImages.getState().images.map((other) => (other === image ? { ...image, handedOver: null } : other)), `${sent.error.message} The picture is held in memory: do not close the app.`)
      break
    }
    hold(useUnsavedKeyImages.getState().images.filter((other) => other !== image), null)
    tellReceipt(`Key image ${String(sent.value)} saved${image.film === null ? '' : ', with its loop'}`)
  }
  clearTimeout(slow)
  useUnsavedKeyImages.setState(({ images, waiting, message }) => ({ waiting: images.length > 0 && message === null ? waiting : 0 }))
}

/** Those of the case that is open: the others wait until theirs is. */
export const ofCase = (images: readonly Unsaved[], caseId: string | null): readonly Unsaved[] => images.filter((image) => image.caseId === caseId)
const takeAfterSigning = (): readonly Unsaved[] => {
  const { afterSigning } = useUnsavedKeyImages.getState()
  const taken = ofCase(afterSigning, useSession.getState().caseId)
  useUnsavedKeyImages.setState({ afterSigning: afterSigning.filter((image) => !taken.includes(image)) })
  return taken
}

/** A record is signed once and for all: what was taken since begins the next one. */
export async function saveIntoNewRecord(): Promise<void> {
  const { caseId } = useSession.getState()
  const [first] = ofCase(useUnsavedKeyImages.getState().afterSigning, caseId)
  if (first === undefined) return
  const begun = await beginRecord(first.event.seriesUid)
  if (!begun.ok) return tellReceipt(begun.error.message)
  hold([...useUnsavedKeyImages.getState().images, ...takeAfterSigning().map((image) => ({ ...image, recordId: begun.value }))], null)
  await retryKeyImages()
}

export const letGoOfPictures = (): void => { takeAfterSigning() }

function hold(images: readonly Unsaved[], message: string | null): void {
  useUnsavedKeyImages.setState({ images, message, failed: message === null ? 0 : images.length })
}

/** The number it has in the record, once it is durable there. */
async function send({ recordId, png, handedOver, film, event }: Unsaved): Promise<Result<number, Fault<'NOT_SAVED' | 'SIGNED'>>> {
  // What was handed over can be named once.
  const blob = await (handedOver ?? putBlob(png))
  if (!blob.ok) return err('NOT_SAVED', blob.error.message)
  const loop = film === null ? null : await putBlob(film.bytes)
  if (loop?.ok === false) return err('NOT_SAVED', loop.error.message)
  const reply = await client.call('record.append', { recordId, event: { ...event, picture: { blobId: blob.value }, ...(film !== null && loop !== null && { loop: { file: { blobId: loop.value }, ...film.facts } }) } })
  if (!reply.ok) return err(reply.error.code === 'SIGNED' ? 'SIGNED' : 'NOT_SAVED', faultText(reply.error))
  if (reply.value.keyImageNumber === null) throw new Error('A key image that was saved has a number.')
  return ok(reply.value.keyImageNumber)
}

function activeView(): string | null {
  const viewing = useViewing.getState()
  if (viewing.activeViewId === null) viewing.nextView(1)
  return useViewing.getState().activeViewId
}

async function identityLines(caseId: string): Promise<string[]> {
  const reply = await client.call('library.series', { caseId })
  const [first]: readonly (SeriesSummary | undefined)[] = reply.ok ? reply.value.series : []
  if (first === undefined) return ['Identity not available']
  const { patientName, patientId, birthDate } = first
  return [patientName.replaceAll('^', ', '), `ID ${patientId === '' ? 'not stated' : patientId}`, birthDate === null ? 'birth date not stated' : `born ${birthDate}`]
}

/** The series of a view of frames, asked for while the picture is made; null for planes. */
async function describeRun(viewId: string): Promise<SeriesDescription | null> {
  const view = viewById(viewId)
  if (view?.compose === undefined) return null
  const reply = await client.call('library.describe', { seriesUid: view.seriesUid })
  return reply.ok ? reply.value : null
}

function describeKeyImage(captured: CapturedView, series: SeriesDescription | null, document: CaseDocument, stage: Exclude<StageName, 'teach'>): Unsaved['event'] {
  const { seriesUid, frame } = captured.reference
  const plans = document.plans.filter((plan) => plan.seriesUid === seriesUid)
  const active = plans.find((plan) => plan.planId === document.activePlanId)
  const source = sourceOf(series, frame)
  const title = keyImageTitle({ seriesUid, frame, axialSlice: captured.axialSlice ?? null, view: captured.view, ...source }, document, active?.name ?? null)
  const trueView = source.run === null ? undefined : document.fluoroscopy.trueViews[runKey(seriesUid, source.run.at)]
  // What was hidden on the picture is not said of it.
  const { overlaysHidden } = useViewing.getState()
  const measurements = series === null || overlaysHidden ? [] : measurementsOn(document, series, frame)
  return {
    kind: 'keyImageAdded', keyImageId: crypto.randomUUID(), ...captured.reference, stage, view: captured.view, side: document.study.side, level: document.study.level,
    plans, planFigures: active === undefined ? null : planFigures(active), title, caption: '', ...(captured.shownArea !== null && { shownArea: captured.shownArea }), ...(overlaysHidden && { figuresHidden: true as const }), ...(!overlaysHidden && captured.structures !== undefined && captured.structures.length > 0 && { structures: captured.structures }), ...(measurements.length > 0 && { measurements }),
    ...(trueView === undefined || trueView.ticks.length === 0 ? {} : { trueView }),
  }
}

/** The run that a frame lies in; a plane has none. */
function sourceOf(series: SeriesDescription | null, frame: number): Pick<Parameters<typeof keyImageTitle>[0], 'run' | 'positioner'> {
  const at = series?.runs.findIndex((run) => frame >= run.firstFrame && frame < run.firstFrame + run.frames) ?? -1
  const run = series?.runs[at]
  return series === null || run === undefined ? { run: null, positioner: null } : { run: { at, firstFrame: run.firstFrame, frames: run.frames }, positioner: series.images[run.image]?.positioner ?? null }
}
