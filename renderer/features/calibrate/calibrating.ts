import { create } from 'zustand'
import { editCase, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import { noMarks, reduceMarks, type MarksEvent, type MarksState, type Point } from '#renderer/tools/calibrate/state.ts'
import { useViewing } from '#renderer/viewports/index.ts'
import { methodWords, sizeFor } from '#shared/calibration/frameCalibration.ts'
import { runGeometryOf } from '#shared/calibration/runGeometry.ts'
import { marksOf } from '#shared/calibration/statedSize.ts'
import type { CalibrationMethod, StatedCalibration } from '#shared/calibration/statedCalibration.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { withAlsoRun, withCalibration, withoutCalibration } from './calibrationEdits.ts'

export type MethodKind = CalibrationMethod['kind']
/** How far the object may lie from the depth of the joint; nothing is preset. */
export type Depth = '10' | '30' | '50' | 'unknown'

type Calibrating = {
  readonly marks: MarksState
  readonly kind: MethodKind | null
  readonly sizeMm: number | null
  readonly gauge: number | null
  readonly depth: Depth | null
  /** Views of frames on the screen: the tool is offered while there is one. */
  readonly frameViews: number
}
const blank = { marks: noMarks, kind: null, sizeMm: null, gauge: null, depth: null } as const
export const useCalibrating = create<Calibrating>(() => ({ ...blank, frameViews: 0 }))

export const sendMarks = (event: MarksEvent): void => { useCalibrating.setState(({ marks }) => ({ marks: reduceMarks(marks, event) })) }

export const offJointOf = (depth: Depth): number | null => (depth === 'unknown' ? null : Number(depth))
const kept = ([x, y]: Point): [number, number] => [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000]

/** What the form and the marks say together; null while something is missing. */
export function methodOf({ marks, kind, sizeMm, gauge }: Pick<Calibrating, 'marks' | 'kind' | 'sizeMm' | 'gauge'>): CalibrationMethod | null {
  if (marks.kind !== 'two') return null
  const ends: [[number, number], [number, number]] = [kept(marks.first), kept(marks.second)]
  if (kind === 'needleGauge') return gauge === null ? null : { kind, edgesPx: ends, gauge }
  if (kind === null || sizeMm === null || !(sizeMm > 0)) return null
  return kind === 'marker' ? { kind, edgesPx: ends, diameterMm: sizeMm } : { kind, endsPx: ends, lengthMm: sizeMm }
}

/** Esc: what is half done goes, then the tool; false when there was neither. */
export function cancelCalibrating(): boolean {
  const { activeTool } = useViewing.getState()
  const { marks } = useCalibrating.getState()
  if (marks.kind === 'none' && activeTool !== 'calibrate') return false
  useCalibrating.setState(blank)
  if (marks.kind === 'none') putCalibrateAway()
  return true
}

export function putCalibrateAway(): void {
  const { activeTool, setActiveTool } = useViewing.getState()
  if (activeTool === 'calibrate') setActiveTool(useSession.getState().stage === 'plan' ? 'path' : 'crosshair')
}

export const beginCalibrating = (): void => { useViewing.getState().setActiveTool('calibrate') }

/** Keeps what was marked for its run: one step, which undo takes back for the run and its siblings alike. */
export function keepCalibration(series: SeriesDescription, by: string): void {
  const { marks, depth, ...form } = useCalibrating.getState()
  const method = methodOf({ marks, ...form })
  if (marks.kind !== 'two' || method === null || depth === null) return
  const { frame } = marks.place
  const run = series.runs.findIndex(each => frame >= each.firstFrame && frame < each.firstFrame + each.frames)
  const geometry = runGeometryOf(series, frame)
  if (run === -1 || geometry === null || !sizeFor(series, frame, method, offJointOf(depth)).ok) return
  const calibration = {
    calibrationId: crypto.randomUUID(), seriesUid: series.summary.seriesUid, run, frame, method, offJointMm: offJointOf(depth),
    geometry, alsoRuns: [], by, atIso: new Date().toISOString(),
  }
  void editCase(`calibrated on ${methodWords(method)}`, document => withCalibration(document, calibration))
  useCalibrating.setState(blank)
  putCalibrateAway()
  tellReceipt('Calibrated: lengths follow')
}

export function removeCalibration(calibration: StatedCalibration): void {
  void editCase(`calibration on ${methodWords(calibration.method)} removed`, document => withoutCalibration(document, calibration.calibrationId))
}

export function takeForRun(calibration: StatedCalibration, place: StatedCalibration['alsoRuns'][number], name: string): void {
  void editCase(`calibration used for ${name} too`, document => withAlsoRun(document, calibration.calibrationId, place))
}

/** Takes a calibration up again: its marks and its size into the form, which takes its place when it is kept. */
export function changeCalibration({ seriesUid, frame, method, offJointMm }: StatedCalibration): void {
  const [first, second] = marksOf(method)
  const depth = (['10', '30', '50'] as const).find(each => Number(each) === offJointMm)
  useCalibrating.setState({
    marks: { kind: 'two', place: { seriesUid, frame }, first, second }, kind: method.kind,
    sizeMm: method.kind === 'marker' ? method.diameterMm : method.kind === 'length' ? method.lengthMm : null, gauge: method.kind === 'needleGauge' ? method.gauge : null,
    depth: offJointMm === null ? 'unknown' : depth ?? null,
  })
  beginCalibrating()
}
