import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { DrawnMarks } from '#renderer/tools/marks/overlay.ts'
import type { NeedleBinding } from '#renderer/tools/needle/binding.ts'
import type { NeedlePoints } from '#renderer/tools/needle/state.ts'
import { worldToScreen, type ViewCamera } from './camera/viewCamera.ts'

/** A point as it is drawn, "x y" in CSS pixels; nothing for one that is not set. */
export const writtenPoint = (camera: ViewCamera, point: PatientPoint | null): string => (point === null ? '' : worldToScreen(camera, point).map(value => value.toFixed(1)).join(' '))

/** Where the handles are drawn and through which window, for tests and assistive technology. */
export const needleFacts = (camera: ViewCamera, { entry, target }: NeedlePoints<PatientPoint>, { centre, width }: { readonly centre: number; readonly width: number }) => ({
  entry: writtenPoint(camera, entry), target: writtenPoint(camera, target), window: `${String(centre)} ${String(width)}`,
})

/** The same of the marks: ends of the joint line, landmarks, the actual needle. */
export const markFacts = (camera: ViewCamera, shown: DrawnMarks | null): Readonly<Record<string, string>> => ({
  tip: writtenPoint(camera, shown?.actual?.tip ?? null), hub: writtenPoint(camera, shown?.actual?.hubSide ?? null),
  jointMedial: writtenPoint(camera, shown?.joint?.medial ?? null), jointLateral: writtenPoint(camera, shown?.joint?.lateral ?? null),
  experts: (shown?.experts ?? []).map(({ entry, target }) => `${writtenPoint(camera, entry)} ${writtenPoint(camera, target)}`).join('; '),
  ...Object.fromEntries((shown?.landmarks ?? []).map(({ kind, point }) => [kind, writtenPoint(camera, point)])),
})

/** Ends a drag as if it had not begun; false when there was none. */
export function cancelDrag<P>(needle: NeedleBinding<P>, requestPaint: () => void): boolean {
  const dragging = needle.state().kind === 'dragging'
  needle.send({ kind: 'cancel' })
  requestPaint()
  return dragging
}
