import { client, putBlob } from '#renderer/api/index.ts'
import { isForTeaching, tellReceipt, useSession, writeConfirmAgain, writeDate, type StageName } from '#renderer/features/case/index.ts'
import { measurementsOn } from '#renderer/features/measure/index.ts'
import { captureView, useViewing, viewById, viewInUse, type CapturedView } from '#renderer/viewports/index.ts'
import { calibrationOfFrame } from '#shared/calibration/frameCalibration.ts'
import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { planFigures } from '#shared/planning/planFigures.ts'
import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { dayOfNewerStudy, isOfEarlierDay } from '#shared/procedure/confirmation.ts'
import { localDay } from '#shared/localDay.ts'
import { takeLoop } from './takeLoop.ts'
import { beginRecord } from './beginRecord.ts'
import { sendKeyImages, setAside, takeAside, whileTaken, type HeldImage, type SetAside } from './keyImageQueue.ts'
import { keyImageTitle } from './keyImageTitle.ts'

/** The measure that a saved key image leaves: from key press to durable. */
export const KEY_IMAGE_MEASURE = 'axis-guide:key-image-saved'

/** Takes what the active view shows into the record. "Saved" is said only after the host has answered that it is on the disk. */
export async function saveKeyImage(): Promise<void> {
  const start = performance.now()
  const pressed = whatIsPressed()
  if (pressed === null) return
  const image = await whileTaken(() => takeKeyImage(pressed))
  if (image === null) return
  if (image.asksFirst !== null) setAside(image.held, 'earlierRecord', image.asksFirst)
  else await sendKeyImages([image.held])
  performance.measure(KEY_IMAGE_MEASURE, { start, end: performance.now() })
}

/** What a press of K is meant for; the picture is of that and of nothing that is shown later in its place. */
type Pressed = { readonly caseId: string; readonly recordId: string; readonly stage: Exclude<StageName, 'teach'>; readonly viewId: string; readonly seriesUid: string; readonly study: CaseDocument['study'] }

/** Null where nothing can be saved, which is told. */
function whatIsPressed(): Pressed | null {
  const { caseId, document, saved, stage } = useSession.getState()
  if (caseId === null || document === null || saved === null) return null
  if (stage === 'teach' || isForTeaching(caseId)) return refuse('Key images are taken in the stages before this one. What is shown here is for teaching.')
  if (document.study.side === null || saved.recordId === null) return refuse('Confirm the side first: a key image belongs to a record, and a record has a side.')
  const viewId = viewInUse()
  const view = viewId === null ? null : viewById(viewId)
  if (viewId === null || view === null) return refuse('No image is shown. Open one, then press K.')
  return { caseId, recordId: saved.recordId, stage, viewId, seriesUid: view.seriesUid, study: document.study }
}

function refuse(words: string): null {
  tellReceipt(words)
  return null
}

type Taken = { readonly held: HeldImage; /** What is to be decided before it goes into the record; null: nothing. */ readonly asksFirst: string | null }

async function takeKeyImage(pressed: Pressed): Promise<Taken | null> {
  const { caseId, recordId, stage, viewId, seriesUid, study } = pressed
  const described = describeRun(viewId)
  const open = client.call('record.get', { recordId })
  const series = await seriesOf(caseId)
  const newer = dayOfNewerStudy(study.confirmedAtIso, series)
  if (newer !== null) return refuse(writeConfirmAgain({ kind: 'newerStudy', day: newer }, study.confirmedAtIso))
  const request = { identity: identityLines(series), side: study.side, level: study.level, takenAtIso: new Date().toISOString() }
  const film = stage === 'contrast' ? await takeLoop(viewId, request) : null
  // A film takes a while: what is said of the picture is what holds when it is taken.
  const { caseId: openCaseId, document } = useSession.getState()
  const { overlaysHidden } = useViewing.getState()
  if (openCaseId !== caseId || document === null) return refuse('The case was left while the picture was taken, so nothing was saved. Open it and press K again.')
  if (document.study.side !== study.side || document.study.level !== study.level) return refuse('The side was changed while the picture was taken, so nothing was saved. Press K again.')
  const captured = await captureView(viewId, request)
  if (!captured.ok) return refuse(captured.error.message)
  // The same view may show another run by now, or the like view of another case.
  if (captured.value.reference.seriesUid !== seriesUid || useSession.getState().caseId !== caseId) return refuse('Another series was shown while the picture was taken, so nothing was saved. Press K again on the picture that is meant.')
  const handedOver = putBlob(captured.value.png)
  const event = describeKeyImage(captured.value, await described, document, { stage, overlaysHidden })
  const held: HeldImage = { caseId, recordId, png: captured.value.png, handedOver, film, event: film === null ? event : { ...event, title: `${event.title}, with its loop` } }
  const record = await open
  const source = series.find((one) => one.seriesUid === seriesUid)
  const isEarlier = record.ok && source !== undefined && isOfEarlierDay(record.value.state, source)
  return { held, asksFirst: isEarlier ? `The open record was begun on ${writeDate(localDay(record.value.state.createdAtIso))}, before the day of these images. It may be of another procedure: sign it first, or put the picture into it.` : null }
}

/** A record is signed once and for all: what was taken since begins the next one. */
export async function saveIntoNewRecord(chosen: readonly SetAside[]): Promise<void> {
  const [first] = chosen
  if (first === undefined) return
  const begun = await beginRecord(first.image.event.seriesUid)
  if (!begun.ok) return tellReceipt(begun.error.message)
  await sendKeyImages(takeAside(chosen).map((image) => ({ ...image, recordId: begun.value })))
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

function describeKeyImage(captured: CapturedView, series: SeriesDescription | null, document: CaseDocument, { stage, overlaysHidden }: Pick<Pressed, 'stage'> & { readonly overlaysHidden: boolean }): HeldImage['event'] {
  const { seriesUid, frame } = captured.reference
  const plans = document.plans.filter((plan) => plan.seriesUid === seriesUid)
  const active = plans.find((plan) => plan.planId === document.activePlanId)
  const source = sourceOf(series, frame)
  const title = keyImageTitle({ seriesUid, frame, axialSlice: captured.axialSlice ?? null, view: captured.view, ...source }, document, active?.name ?? null)
  const trueView = source.run === null ? undefined : document.fluoroscopy.trueViews[runKey(seriesUid, source.run.at)]
  // What was hidden on the picture is not said of it.
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
