import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorDot, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { bindMarkDrag } from '#renderer/tools/marks/drag.ts'
import { markAt, markPoint, pxFrom } from '#renderer/tools/marks/grasp.ts'
import type { NeedleBinding } from '#renderer/tools/needle/binding.ts'
import { handleAt } from '#renderer/tools/needle/overlay.ts'
import type { TubeBinding } from '#renderer/tools/structure/binding.ts'
import { tubePointAt } from '#renderer/tools/structure/overlay.ts'
import { screenToWorld, type ScreenPoint, type ViewCamera } from './camera/viewCamera.ts'
import type { GestureTarget } from './gestures.ts'
import { cancelDrag } from './needleFacts.ts'
import type { Brush, MarkLayer, ToolName } from './viewProps.ts'

/** What one plane lends to the hand. */
type HandlesOf = {
  readonly camera: () => ViewCamera
  readonly rem: () => number
  readonly needle: NeedleBinding<PatientPoint>
  readonly tube: TubeBinding
  readonly marks: () => MarkLayer | undefined
  readonly mayPlan: () => boolean
  readonly tool: () => ToolName
  /** True while a click adds to a structure. */
  readonly outlines: () => boolean
  /** Set while the chosen structure is painted. */
  readonly brush: () => Brush | null
  readonly requestPaint: () => void
  /** An end of the path is taken; what follows the path must stand still until all is let go. */
  readonly onPathHeld: () => void
  readonly onLetGo: () => void
}
export type PlaneHandles = Pick<GestureTarget, 'handleAt' | 'grab' | 'drawsAtOnce' | 'dragHandle' | 'dropHandle' | 'interruptHandle'> & {
  /** Ends a drag as if it had not begun; false when there was none. */
  cancel(): boolean
}

/** Everything in a plane that a hand can hold, and its drag: ends of the path, points of a structure or the brush that paints it, marks, the actual needle. */
export function bindPlaneHandles({ camera, rem, needle, tube, marks, mayPlan, tool, outlines, brush, requestPaint, onPathHeld, onLetGo }: HandlesOf): PlaneHandles {
  const mark = bindMarkDrag((handle, point, phase) => { marks()?.onDrag(handle, point, phase) })
  /** A handle keeps its distance from the slice while it is dragged: only what the view shows changes. */
  const keepingDepth = (from: PatientPoint, to: ScreenPoint): PatientPoint => {
    const view = camera()
    const depth = vectorDot(vectorSubtract(from, view.focalPoint), view.towardsViewer)
    return vectorAdd(screenToWorld(view, to), vectorScale(view.towardsViewer, depth))
  }
  /** Where a click puts something down, a mark beside it must not swallow the click. */
  const clickPutsDown = (): boolean => tool() === 'path' && needle.state().kind !== 'placed'
  const now: { stroke: Brush | null; strokeAt: PatientPoint | null } = { stroke: null, strokeAt: null }
  const endStroke = (phase: 'done' | 'cancelled'): boolean => {
    const { stroke, strokeAt } = now
    Object.assign(now, { stroke: null, strokeAt: null })
    if (stroke === null || strokeAt === null) return false
    stroke.onStroke(strokeAt, phase)
    return true
  }
  return {
    handleAt(at) {
      if (!mayPlan() || tool() === 'mark') return null
      if (brush() !== null) return 'brush'
      const view = camera()
      const tubePoint = tubePointAt(view, tube.edit().points, at, rem())
      // Arteries and roots pass beside the joint: while they are drawn the path's ends do not take the clicks next to them.
      if (outlines()) return tubePoint
      const [shown, end] = [marks()?.shown, handleAt(view, needle.points(), at, rem())]
      const held = shown === undefined || clickPutsDown() ? null : markAt(view, shown, at, rem())
      const under = [
        ...(end === null ? [] : [{ handle: end, point: needle.points()[end] }]),
        ...(tubePoint === null ? [] : [{ handle: tubePoint, point: tube.edit().points[tubePoint]?.pointLpsMm ?? null }]),
        ...(held === null || shown === undefined ? [] : [{ handle: held, point: markPoint(shown, held) }]),
      ]
      return under.toSorted((a, b) => pxFrom(view, a.point, at) - pxFrom(view, b.point, at))[0]?.handle ?? null
    },
    drawsAtOnce: handle => handle === 'brush',
    grab(handle) {
      if (handle === 'brush') {
        now.stroke = brush()
        return
      }
      if (typeof handle === 'number') tube.send({ kind: 'grab', index: handle })
      else if (handle === 'entry' || handle === 'target') {
        onPathHeld()
        needle.send({ kind: 'grab', point: handle })
      } else {
        const shown = marks()?.shown
        const from = shown === undefined ? null : markPoint(shown, handle)
        if (from !== null) mark.grab(handle, from)
      }
      requestPaint()
    },
    dragHandle(at) {
      if (now.stroke !== null) {
        now.strokeAt = screenToWorld(camera(), at)
        now.stroke.onStroke(now.strokeAt, 'live')
        return
      }
      const [heldMark, { before, chosen, points }, state] = [mark.heldAt(), tube.edit(), needle.state()]
      const held = before === null || chosen === null ? undefined : points[chosen]
      if (heldMark !== null) mark.move(keepingDepth(heldMark, at))
      else if (held !== undefined) tube.send({ kind: 'move', at: keepingDepth(held.pointLpsMm, at) })
      else if (state.kind === 'dragging') needle.send({ kind: 'move', at: keepingDepth(state.at, at) })
    },
    dropHandle() {
      endStroke('done')
      mark.release('done')
      tube.send({ kind: 'drop' })
      needle.send({ kind: 'drop' })
      onLetGo()
    },
    interruptHandle() {
      endStroke('cancelled')
      mark.release('cancelled')
      if (tube.edit().before !== null) tube.send({ kind: 'cancel' })
      needle.send({ kind: 'interrupt' })
      onLetGo()
    },
    cancel() {
      const isPainting = endStroke('cancelled')
      const isDraggingTube = tube.edit().before !== null
      tube.send({ kind: 'cancel' })
      const isDraggingMark = mark.release('cancelled')
      return cancelDrag(needle, requestPaint) || isDraggingTube || isDraggingMark || isPainting
    },
  }
}
