import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { bindNeedle } from '#renderer/tools/needle/binding.ts'
import { handleAt } from '#renderer/tools/needle/overlay.ts'
import type { NeedlePoints } from '#renderer/tools/needle/state.ts'
import { moveBy, zoomAt, type ScreenPoint, type ViewCamera } from './camera/viewCamera.ts'
import { draggedWindow } from './frames/windowPresets.ts'
import type { FrameMoment, FrameOptions } from './frameInputs.ts'
import { isLayerHandle, type ImagePoint } from './frameLayer.ts'
import type { bindFrameLayers } from './frameLayers.ts'
import type { FrameHandle, GestureTarget } from './gestures.ts'
import { useViewing } from './viewing.ts'
import { isDifference } from './viewProps.ts'

type Gestured = Pick<FrameOptions, 'onMenu'> & Pick<GestureTarget<FrameHandle>, 'scroll' | 'activate'> & {
  readonly now: FrameMoment
  readonly layers: ReturnType<typeof bindFrameLayers>
  readonly needle: ReturnType<typeof bindNeedle<ImagePoint>>
  readonly camera: () => ViewCamera
  readonly takeCamera: (next: ViewCamera) => void
  readonly imagePointAt: (at: ScreenPoint) => ImagePoint
  readonly inWorld: (points: NeedlePoints<ImagePoint>) => NeedlePoints<PatientPoint>
  readonly frame: () => number
  readonly currentWindow: () => FrameMoment['windowStart']
  readonly setWindow: (centre: number, width: number) => void
  readonly rem: () => number
  readonly repaint: () => void
}

/** What a hand does on a frame: it holds points of the path and of layers, draws with a tool, or moves and windows the picture. */
export function frameGestures({ now, layers, needle, scroll, camera, takeCamera, imagePointAt, inWorld, frame, currentWindow, setWindow, rem, repaint, activate, onMenu }: Gestured): GestureTarget<FrameHandle> {
  return {
    activeTool: () => useViewing.getState().activeTool,
    handleAt: at => {
      const tool = useViewing.getState().activeTool
      // With a tool of a layer in the hand a click near the path is that tool's.
      if (now.inputs.layers.some(layer => layer.tools.includes(tool))) return layers.handleAt(at)
      const { entry, target } = needle.points()
      const ofPath = handleAt(camera(), inWorld({ entry, target }), at, rem())
      if (tool !== 'path') return layers.handleAt(at) ?? ofPath
      // A path is drawn where needle and points are marked already: they are not in its way.
      return ofPath ?? (entry === null || target === null ? null : layers.handleAt(at))
    },
    activate,
    pointerAt: at => {
      now.pointer = at
      layers.hover(at)
      if (useViewing.getState().loupe) repaint()
    },
    drawsAtOnce: handle => isLayerHandle(handle) && !now.inputs.layers.some(layer => layer.grips(frame()).some(({ grip }) => layer.id === handle.layer && grip === handle.grip)),
    lens: at => { now.underFinger = at },
    grab: handle => {
      now.inputs.onMark?.()
      now.held = true
      if (isLayerHandle(handle)) layers.grab(handle)
      else needle.send({ kind: 'grab', point: handle })
      repaint()
    },
    dragHandle: at => {
      layers.drag(at)
      needle.send({ kind: 'move', at: imagePointAt(at) })
    },
    dropHandle: () => {
      now.held = false
      layers.release('done')
      needle.send({ kind: 'drop' })
    },
    interruptHandle: () => {
      now.held = false
      layers.release('cancelled')
      needle.send({ kind: 'interrupt' })
    },
    place: at => {
      now.inputs.onMark?.()
      if (!layers.place(at) && useViewing.getState().activeTool === 'path') needle.send({ kind: 'click', at: imagePointAt(at) })
    },
    // Structures are drawn on CT.
    widen: () => undefined,
    // A projection has no depth that a crosshair could link.
    crosshair: () => undefined,
    beginWindow: () => { now.windowStart = currentWindow() },
    windowBy: delta => {
      const { centre, width } = draggedWindow(now.windowStart, delta)
      if (isDifference(now.inputs.mode) || width < 20) setWindow(centre, width)
      else setWindow(Math.round(centre), Math.max(1, Math.round(width)))
    },
    moveBy: delta => { takeCamera(moveBy(camera(), delta)) },
    zoomAt: (factor, at) => { takeCamera(zoomAt(camera(), factor, at)) },
    scroll,
    enlarge: () => { now.inputs.onEnlarge?.() },
    openMenu: onMenu,
  }
}
