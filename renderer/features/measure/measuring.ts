import { create } from 'zustand'
import { editCase, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import { idle, reduceDrawing, type DrawEvent, type DrawState, type MeasurePlace, type MeasureTool } from '#renderer/tools/measure/state.ts'
import { useViewing, type ToolName } from '#renderer/viewports/index.ts'
import { kindWords } from '#shared/measurement/measurementFigures.ts'
import type { Measurement, MeasurementShape } from '#shared/measurement/measurement.ts'
import { nameOf } from './figures.ts'
import { copiesOf, MOST_MEASUREMENTS, withAdded, withLabel, withoutMeasurements, withShape } from './measureEdits.ts'

type Stored = Parameters<typeof withAdded>[1][number]
export type Removed = { readonly members: readonly Stored[]; readonly name: string; readonly atMs: number }

type Measuring = {
  readonly drawing: DrawState
  readonly chosenId: string | null
  /** Whose words are being typed: its field takes the focus. */
  readonly namingId: string | null
  /** A shape in the hand: shown, not yet saved. */
  readonly live: { readonly measurementId: string; readonly shape: MeasurementShape } | null
  readonly removed: readonly Removed[]
  /** Views of frames on the screen: measuring tools are offered while there is one. */
  readonly frameViews: number
}
export const useMeasuring = create<Measuring>(() => ({ drawing: idle, chosenId: null, namingId: null, live: null, removed: [], frameViews: 0 }))

export const measureTools: readonly MeasureTool[] = ['distance', 'angle', 'region', 'arrow', 'text', 'freehand']
export const isMeasureTool = (tool: ToolName): tool is MeasureTool => measureTools.some(each => each === tool)

/** How long a removed measurement can be put back in its row. */
export const UNDO_MS = 60_000

/** What happens to a drawing, and what is kept of it. */
export function draw(event: DrawEvent, by: string, where: (frame: number) => string, onNamed: () => void): void {
  const { state, effect } = reduceDrawing(useMeasuring.getState().drawing, event)
  if (state !== useMeasuring.getState().drawing) useMeasuring.setState({ drawing: state })
  if (effect.kind === 'keep') keepDrawn(effect.shape, effect.place, by, where, onNamed)
}

/** A shape that is complete. `onNamed`: where it is to be found in the panel, for one that has words or that was made by key. */
export function keepDrawn(shape: MeasurementShape, { seriesUid, frame }: MeasurePlace, by: string, where: (frame: number) => string, onNamed: () => void, byKey = false): void {
  if (!hasRoom(1)) return
  const measurement = { measurementId: crypto.randomUUID(), seriesUid, frame, shape, label: '', by, atIso: new Date().toISOString(), copiedFrom: null }
  const isNamed = shape.kind === 'text' || shape.kind === 'arrow'
  useMeasuring.setState({ chosenId: measurement.measurementId, namingId: isNamed ? measurement.measurementId : null })
  void editCase(`${kindWords[shape.kind].toLowerCase()} added, ${where(frame)}`, document => withAdded(document, [measurement]))
  if (isNamed || byKey) onNamed()
}

function hasRoom(more: number): boolean {
  const count = useSession.getState().document?.fluoroscopy.measurements.length ?? 0
  if (count + more <= MOST_MEASUREMENTS) return true
  tellReceipt(`A case holds ${String(MOST_MEASUREMENTS)} measurements, ${String(MOST_MEASUREMENTS - count)} more would fit. Choose fewer frames, or remove some.`)
  return false
}

/** Esc: what is half drawn goes; false when nothing was. */
export function cancelDrawing(): boolean {
  const { drawing } = useMeasuring.getState()
  if (drawing.kind === 'idle') return false
  useMeasuring.setState({ drawing: idle })
  return true
}

/** Esc once more: the tool goes back in the drawer; false when none was in the hand. */
export function putToolAway(): boolean {
  const { activeTool, setActiveTool } = useViewing.getState()
  if (!isMeasureTool(activeTool)) return false
  setActiveTool(useSession.getState().stage === 'plan' ? 'path' : 'crosshair')
  return true
}

export const chooseMeasurement = (measurementId: string | null): void => { useMeasuring.setState({ chosenId: measurementId, namingId: null }) }
export const moveLive = (measurementId: string, shape: MeasurementShape | null): void => { useMeasuring.setState({ chosenId: measurementId, live: shape === null ? null : { measurementId, shape } }) }

export function keepShape(measurement: Measurement, shape: MeasurementShape, where: string): void {
  useMeasuring.setState({ live: null, chosenId: measurement.measurementId })
  void editCase(`${nameOf(measurement).toLowerCase()} moved, ${where}`, document => withShape(document, measurement.measurementId, shape))
}

export function rename(measurement: Measurement, label: string): void {
  if (label === measurement.label) return
  void editCase(label === '' ? `words removed from ${kindWords[measurement.shape.kind].toLowerCase()}` : `${kindWords[measurement.shape.kind].toLowerCase()} named ${label.slice(0, 40)}`, document => withLabel(document, measurement, label))
}

export function removeMeasurements(members: readonly Measurement[], name: string): void {
  const ids = new Set(members.map(({ measurementId }) => measurementId))
  const stored = (useSession.getState().document?.fluoroscopy.measurements ?? []).filter(({ measurementId }) => ids.has(measurementId))
  if (stored.length === 0) return
  useMeasuring.setState(({ removed, chosenId }) => ({ removed: [...removed, { members: stored, name, atMs: Date.now() }], chosenId: chosenId !== null && ids.has(chosenId) ? null : chosenId }))
  void editCase(`${name.toLowerCase()} removed${stored.length > 1 ? ` from ${String(stored.length)} frames` : ''}`, document => withoutMeasurements(document, ids))
}

/** Puts back what is not there again already, by an undo. */
export function restore(removed: Removed): void {
  useMeasuring.setState(state => ({ removed: state.removed.filter(each => each !== removed) }))
  const there = new Set(useSession.getState().document?.fluoroscopy.measurements.map(({ measurementId }) => measurementId))
  const missing = removed.members.filter(({ measurementId }) => !there.has(measurementId))
  if (missing.length > 0 && hasRoom(missing.length)) void editCase(`${removed.name.toLowerCase()} put back`, document => withAdded(document, missing))
}

/** Copies to those frames; how many it made. */
export function copyTo(measurement: Stored, frames: readonly number[], by: string): number {
  const copies = copiesOf(useSession.getState().document?.fluoroscopy.measurements ?? [], measurement, frames, by, new Date().toISOString())
  if (copies.length === 0) {
    tellReceipt('Those frames hold it already.')
    return 0
  }
  if (!hasRoom(copies.length)) return 0
  void editCase(`${nameOf(measurement).toLowerCase()} copied to ${String(copies.length)} ${copies.length === 1 ? 'frame' : 'frames'}`, document => withAdded(document, copies))
  return copies.length
}
