import { create } from 'zustand'
import { client, faultText, putBlob } from '#renderer/api/index.ts'
import { tellReceipt, useSession, type StageName } from '#renderer/features/case/index.ts'
import { measurementsOn } from '#renderer/features/measure/index.ts'
import { captureView, useViewing, type CapturedView } from '#renderer/viewports/index.ts'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { takeLoop, type TakenLoop } from './takeLoop.ts'
import { keyImageTitle } from './keyImageTitle.ts'
import { planFigures } from './planFigures.ts'

type Unsaved = { readonly recordId: string; readonly png: Uint8Array; readonly film: TakenLoop | null; readonly event: Omit<Extract<RecordEventInput, { kind: 'keyImageAdded' }>, 'picture' | 'loop'> }
type UnsavedKeyImages = { readonly images: readonly Unsaved[]; readonly waiting: number; readonly failed: number; readonly message: string | null }

/** Pictures that were taken but are not in the record yet; held until they are. */
export const useUnsavedKeyImages = create<UnsavedKeyImages>(() => ({ images: [], waiting: 0, failed: 0, message: null }))

/** The measure that a saved key image leaves: from key press to durable. */
export const KEY_IMAGE_MEASURE = 'axis-guide:key-image-saved'

/** Takes what the active view shows into the record. "Saved" is said only after the host has answered that it is on the disk. */
export async function saveKeyImage(): Promise<void> {
  const start = performance.now()
  const { caseId, document, saved, stage } = useSession.getState()
  if (caseId === null || document === null || saved === null) return
  if (document.study.side === null || saved.recordId === null) return tellReceipt('Confirm the side first: a key image belongs to a record, and a record has a side.')
  const viewId = activeView()
  if (viewId === null) return tellReceipt('No image is shown. Open one, then press K.')
  const identity = await identityLines(caseId)
  const request = { identity, side: document.study.side, level: document.study.level, takenAtIso: new Date().toISOString() }
  const film = stage === 'contrast' ? await takeLoop(viewId, request) : null
  const captured = await captureView(viewId, request)
  if (!captured.ok) return tellReceipt(captured.error.message)
  const described = await describeKeyImage(captured.value, document, stage)
  const image: Unsaved = { recordId: saved.recordId, png: captured.value.png, film, event: film === null ? described : { ...described, title: `${described.title}, with its loop` } }
  hold([...useUnsavedKeyImages.getState().images, image], null)
  await retryKeyImages()
  performance.measure(KEY_IMAGE_MEASURE, { start, end: performance.now() })
}

/** Sends what is held, oldest first; stops at the first that cannot be sent and says why. */
export async function retryKeyImages(): Promise<void> {
  for (const image of useUnsavedKeyImages.getState().images) {
    const sent = await send(image)
    if (!sent.ok) return hold(useUnsavedKeyImages.getState().images, `${sent.error.message} The picture is held in memory: do not close the app.`)
    hold(useUnsavedKeyImages.getState().images.filter((other) => other !== image), null)
    tellReceipt(`Key image ${String(sent.value)} saved${image.film === null ? '' : ', with its loop'}`)
  }
}

function hold(images: readonly Unsaved[], message: string | null): void {
  useUnsavedKeyImages.setState({ images, message, waiting: message === null ? images.length : 0, failed: message === null ? 0 : images.length })
}

/** The number it has in the record, once it is durable there. */
async function send({ recordId, png, film, event }: Unsaved): Promise<Result<number, Fault<'NOT_SAVED'>>> {
  const blob = await putBlob(png)
  if (!blob.ok) return err('NOT_SAVED', blob.error.message)
  const loop = film === null ? null : await putBlob(film.bytes)
  if (loop?.ok === false) return err('NOT_SAVED', loop.error.message)
  const reply = await client.call('record.append', { recordId, event: { ...event, picture: { blobId: blob.value }, ...(film !== null && loop !== null && { loop: { file: { blobId: loop.value }, ...film.facts } }) } })
  if (!reply.ok) return err('NOT_SAVED', faultText(reply.error))
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

async function describeKeyImage(captured: CapturedView, document: CaseDocument, stage: StageName): Promise<Unsaved['event']> {
  const { seriesUid, frame } = captured.reference
  const plans = document.plans.filter((plan) => plan.seriesUid === seriesUid)
  const active = plans.find((plan) => plan.planId === document.activePlanId)
  const described = captured.view.kind === 'frame' ? await client.call('library.describe', { seriesUid }) : null
  const series = described?.ok === true ? described.value : null
  const source = sourceOf(series, frame)
  const title = keyImageTitle({ seriesUid, frame, view: captured.view, ...source }, document, active?.name ?? null)
  const trueView = source.run === null ? undefined : document.fluoroscopy.trueViews[runKey(seriesUid, source.run.at)]
  // What was hidden on the picture is not said of it.
  const measurements = series === null || useViewing.getState().overlaysHidden ? [] : measurementsOn(document, series, frame)
  return {
    kind: 'keyImageAdded', keyImageId: crypto.randomUUID(), ...captured.reference, stage, view: captured.view, side: document.study.side, level: document.study.level,
    plans, planFigures: active === undefined ? null : planFigures(active), title, caption: '', ...(measurements.length > 0 && { measurements }),
    ...(trueView === undefined || trueView.ticks.length === 0 ? {} : { trueView }),
  }
}

/** The run that a frame lies in; a plane has none. */
function sourceOf(series: SeriesDescription | null, frame: number): Pick<Parameters<typeof keyImageTitle>[0], 'run' | 'positioner'> {
  const at = series?.runs.findIndex((run) => frame >= run.firstFrame && frame < run.firstFrame + run.frames) ?? -1
  const run = series?.runs[at]
  return series === null || run === undefined ? { run: null, positioner: null } : { run: { at, firstFrame: run.firstFrame, frames: run.frames }, positioner: series.images[run.image]?.positioner ?? null }
}
