import type { Point2 } from '#shared/geometry/frames.ts'
import type { ScreenPoint, ViewCamera } from './camera/viewCamera.ts'
import type { FrameCalibration } from './frames/frameLengths.ts'
import type { Mark, TextScale } from './overlay/displayList.ts'
import type { Box } from './overlay/labelPlace.ts'
import type { FrameMode, ToolName } from './viewNames.ts'

export type ImagePoint = Point2<'imageIndex'>

/** One view of one frame, as a layer needs it to draw. */
export type FrameDrawing = {
  readonly frame: number
  readonly mode: FrameMode
  readonly camera: ViewCamera
  readonly scale: TextScale
  readonly calibration: FrameCalibration
  /** What is written or drawn already: labels go where they cover none of it. */
  readonly taken: readonly Box[]
  /** Where a point of the image is drawn, in CSS pixels of the view. */
  toScreen(at: ImagePoint): ScreenPoint
}

export type LayerPhase = 'live' | 'done' | 'cancelled'

/**
 * Something that lies over the frames of a series: measurements, a calibration, paired points, the needle as it lies. A feature
 * makes it anew when its state changes; the view draws it, on the screen and into captured pictures, and tells it what the hand
 * does. Points are those of the image, however the view is turned or zoomed.
 */
export type FrameLayer = {
  /** Short and unique; begins the names of its grips in the facts that tests read. */
  readonly id: string
  draw(view: FrameDrawing): readonly Mark[]
  /** Points of this frame that a hand can hold, and Delete and Alt with the arrows mean once one was held. */
  grips(frame: number): readonly { readonly grip: string; readonly at: ImagePoint }[]
  /** Many `live`, then one `done` that is one step of undo, or `cancelled` as if it had not begun. */
  onDrag(grip: string, at: ImagePoint, phase: LayerPhase, frame: number): void
  onRemove(grip: string, frame: number): void
  /** Tools whose clicks and strokes are this layer's. */
  readonly tools: readonly ToolName[]
  onPlace(at: ImagePoint, frame: number, tool: ToolName): void
  /** The pointer moved with one of the layer's tools in the hand; null when it left the view. */
  onHover?(at: ImagePoint | null, frame: number): void
  /**
   * A grip that is in the hand wherever it is put down, as a pencil is; null = the tool works by clicks, or holds what it meets.
   * A stroke that does not move is a click. `nearestPx`: how far the layer's nearest grip lies from there, on the screen.
   */
  strokeOf?(tool: ToolName, frame: number, nearestPx: number): string | null
}

/** A grip of a layer in the hand. */
export type LayerHandle = { readonly layer: string; readonly grip: string }
export const isLayerHandle = (handle: unknown): handle is LayerHandle => typeof handle === 'object' && handle !== null && 'layer' in handle
