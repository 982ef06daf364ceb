import { client, putBlob } from '#renderer/api/index.ts'
import { isForTeaching, tellReceipt, useSession, writeConfirmAgain, writeDate, type StageName } from '#renderer/features/case/index.ts'
import { measurementsOn } from '#renderer/features/measure/index.ts'
import { captureView, useViewing, viewById, type CapturedView } from '#renderer/viewports/index.ts'
import { calibrationOfFrame } from '#shared/calibration/frameCalibration.ts'
import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { planFigures } from '#shared/planning/planFigures.ts'
import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { dayOfNewerStudy, isOfEarlierDay } from '#shared/procedure/confirmation.ts'
import { localDay } from '#shared/localDay.ts'
import { takeLoop } from './takeLoop.ts'
import { beginRecord } from './beginRecord.ts'
import { sendKeyImages, setAside, takeAside, type HeldImage, type SetAside } from './keyImageQueue.ts'
import { keyImageTitle } from './keyImageTitle.ts'

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
  const open = client.call('record.get', { recordId: saved.recordId })
  const series = await seriesOf(caseId)
  const newer = dayOfNewerStudy(document.study.confirmedAtIso, series)
  if (newer !== null) return tellReceipt(writeConfirmAgain({ kind: 'newerStudy', day: newer }, document.study.confirmedAtIso))
  const request = { identity: identityLines(series), side: document.study.side, level: document.study.level, takenAtIso: new Date().toISOString() }
  const film = stage === 'contrast' ? await takeLoop(viewId, request) : null
  const captured = await captureView(viewId, request)
  if (!captured.ok) return tellReceipt(captured.error.message)
  const handedOver = putBlob(captured.value.png)
  const event = describeKeyImage(captured.value, await described, document, stage)
  const image: HeldImage = { caseId, recordId: saved.recordId, png: captured.value.png, handedOver, film, event: film === null ? event : { ...event, title: `${event.title}, with its loop` } }
  const record = await open
  const source = series.find(({ seriesUid }) => seriesUid === event.seriesUid)
  if (record.ok && source !== undefined && isOfEarlierDay(record.value.state, source)) setAside(image, 'earlierRecord', `The open record was begun on ${writeDate(localDay(record.value.state.createdAtIso))}, before the day of these images. It may be of another procedure: sign it first, or put the picture into it.`)
  else await sendKeyImages([image])
  performance.measure(KEY_IMAGE_MEASURE, { start, end: performance.now() })
}

/** A record is signed once and for all: what was taken since begins the next one. */
export async function saveIntoNewRecord(chosen: readonly SetAside[]): Promise<void> {
  const [first] = chosen
  if (first === undefined) return
  const begun = await beginRecord(first.image.event.seriesUid)
  if (!begun.ok) return tellReceipt(begun.error.message)
  await sendKeyImages(takeAside(chosen).map((image) => ({ ...image, recordId: begun.value })))
}

function activeView(): string | null {
  const viewing = useViewing.getState()
  if (viewing.activeViewId === null) viewing.nextView(1)
  return useViewing.getState().activeViewId
}

async function seriesOf(caseId: string): Promise<readonly SeriesSummary[]> {
  const reply = await client.call('library.series', { caseId })
  return reply.ok ? reply.value.series : []
}

function identityLines([first]: readonly SeriesSummary[]): string[] {
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

function describeKeyImage(captured: CapturedView, series: SeriesDescription | null, document: CaseDocument, stage: Exclude<StageName, 'teach'>): HeldImage['event'] {
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
    plans, planFigures: active === undefined ? null : planFigures(active, active.kind === 'projection' && series !== null ? calibrationOfFrame(series, active.frame, document.fluoroscopy.calibrations) : null), title, caption: '', ...(captured.shownArea !== null && { shownArea: captured.shownArea }), ...(overlaysHidden && { figuresHidden: true as const }), ...(!overlaysHidden && captured.structures !== undefined && captured.structures.length > 0 && { structures: captured.structures }), ...(measurements.length > 0 && { measurements }),
    ...(trueView === undefined || trueView.ticks.length === 0 ? {} : { trueView }),
  }
}

/** The run that a frame lies in; a plane has none. */
function sourceOf(series: SeriesDescription | null, frame: number): Pick<Parameters<typeof keyImageTitle>[0], 'run' | 'positioner'> {
  const at = series?.runs.findIndex((run) => frame >= run.firstFrame && frame < run.firstFrame + run.frames) ?? -1
  const run = series?.runs[at]
  return series === null || run === undefined ? { run: null, positioner: null } : { run: { at, firstFrame: run.firstFrame, frames: run.frames }, positioner: series.images[run.image]?.positioner ?? null }
}
