import type { ReactNode } from 'react'
import type { StatedCalibration } from '#shared/calibration/statedCalibration.ts'
import type { Blend } from './blend.ts'
import type { FrameLayer } from './frameLayer.ts'
import type { ViewOrientation } from './camera/orientation.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { RunMaps } from '#shared/contrast/runMaps.ts'
import type { RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import type { SideWord } from '#shared/dicom/identity.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan, VolumePlan } from '#shared/planning/needlePlan.ts'
import type { NeedleViewName } from '#shared/planning/needleViews.ts'
import type { TubePoint } from '#shared/planning/structure.ts'
import type { MarkChange } from '#renderer/tools/marks/drag.ts'
import type { DrawnMarks } from '#renderer/tools/marks/overlay.ts'
import type { DrawnStructure } from '#renderer/tools/structure/overlay.ts'
import type { AnteriorOnScreen, FrameMode, LeftOnScreen, PlaneName, ToolName } from './viewNames.ts'

export type { AnteriorOnScreen, FrameMode, FrameToolName, LeftOnScreen, PlaneName, ToolName } from './viewNames.ts'

export type ViewId = string
/** A plane of the volume, or one that follows the active path. */
export type ViewPlane = PlaneName | NeedleViewName
export const isGridPlane = (plane: ViewPlane): plane is PlaneName => plane === 'axial' || plane === 'sagittal' || plane === 'coronal'
/** A hand that draws clicks fast: what it draws on must not change its size under it. */
export const isDrawingTool = (tool: ToolName): boolean => !['path', 'crosshair', 'window', 'move', 'zoom'].includes(tool)
export type WindowPreset = 'bone' | 'softTissue' | 'contrast' | 'auto'
export const isWholeRun = (mode: FrameMode): mode is 'peak' | 'arrival' | 'timeToPeak' => mode === 'peak' || mode === 'arrival' || mode === 'timeToPeak'
/** Pictures that share the window of subtracted ones; the others are seen through the native one. */
export const isDifference = (mode: FrameMode): mode is 'subtracted' | 'peak' => mode === 'subtracted' || mode === 'peak'
/** The pictures of a whole run, as far as they are made. */
export type FrameMaps = { readonly kind: 'here'; readonly maps: RunMaps } | { readonly kind: 'coming'; readonly part: number } | { readonly kind: 'problem'; readonly message: string }
/** Another frame in the picture, up to a share of its width. */
export type ComparedFrame = { readonly frame: number; readonly share: number }

/**
 * A change of a plan by the needle tool. `live` comes many times during a drag and is to be drawn, not stored; `done`
 * comes once and is one step of undo, which `step` names ("entry moved 2.1 mm"). A cancelled drag sends the plan as it
 * was, `live`, and no `done`.
 */
export type PlanChange = (plan: NeedlePlan, step: string, phase: 'live' | 'done') => void

type CommonViewProps = {
  readonly viewId: ViewId
  readonly title: string
  readonly subtitle: string
  readonly series: SeriesDescription
  readonly plans: readonly NeedlePlan[]
  readonly activePlanId: string | null
  readonly onPlanChange: PlanChange
  readonly large?: boolean
  /** True while this view alone fills the work area. */
  readonly enlarged?: boolean
  readonly onEnlarge?: () => void
  readonly side: SideWord | null
}

/**
 * The structures that planes draw, and what the Outline tool does to the chosen one. `onChange` follows the rules of
 * `PlanChange`: many `live`, one `done` that is one step of undo.
 */
export type StructureLayer = {
  readonly shown: readonly DrawnStructure[]
  readonly chosenId: string | null
  /** Radius of the first point of a new tube. */
  readonly newRadiusMm: number
  readonly onChange: (structureId: string, points: readonly TubePoint[], step: string, phase: 'live' | 'done') => void
  /** Set while the chosen structure is painted: then the Outline tool is a round brush. */
  readonly brush: Brush | null
}

/** A ball that paints: many `live` places, then one `done`, or `cancelled` as if the stroke had not begun. */
export type Brush = {
  readonly radiusMm: number
  readonly removes: boolean
  readonly onStroke: (at: PatientPoint, phase: 'live' | 'done' | 'cancelled') => void
  readonly onWiden: (byMm: number) => void
}

/** Joint line and landmarks, and where a click with the Mark tool puts the one that waits to be marked. */
export type MarkLayer = { readonly shown: DrawnMarks; readonly blend: Blend | null; readonly onPlace: (point: PatientPoint) => void; readonly onDrag: MarkChange }

export type PlaneViewProps = CommonViewProps & {
  readonly marks?: MarkLayer | undefined
  readonly structures?: StructureLayer | undefined
  readonly plane: ViewPlane
  /** A path from another scan that the planes follow while none on this one is complete; no hand moves it, and the picture says whose it is. */
  readonly carried?: { readonly plan: VolumePlan; readonly words: string } | null
  readonly tags?: ReactNode
  /** How the operator has turned this plane; kept with the case. Planes that follow the needle have their own way of being turned. */
  readonly turn?: ViewOrientation
  /** `step` names what was done, as a step of undo. */
  readonly onTurn?: (turn: ViewOrientation, step: string) => void
}

export type FrameViewProps = CommonViewProps & {
  /** Frame of the series, from 0. */
  readonly frame: number
  /** Frames that come without the page being drawn anew, as those of a run that plays. */
  readonly frames?: { readonly frame: number; onFrame(listener: () => void): () => void }
  readonly onFrameChange: (frame: number) => void
  /** The hand has begun to mark on the frame that is shown. */
  readonly onMark?: () => void
  readonly mode: FrameMode
  readonly subtraction: RunSubtraction | null
  readonly maps?: FrameMaps | null
  /** Subtracted pictures go through the window for faint flow. */
  readonly faint?: boolean
  readonly compared?: ComparedFrame | null
  /** What Alt with the arrows moves where no point is held: a direction in pixels of the image, [columns, rows]. */
  readonly onNudge?: ((towards: readonly [number, number], fine: boolean) => void) | undefined
  readonly leftOnScreen: LeftOnScreen
  /** Counts only where the beam runs across the patient and LEFT lies at no edge. */
  readonly anteriorOnScreen: AnteriorOnScreen
  /** False where the operator is asked what lies at which screen edge: that answer is about the picture as acquired. */
  readonly turnable?: boolean
  /** How the operator has turned the pictures of the series; kept with the case. */
  readonly turn?: ViewOrientation
  /** `step` names what was done, as a step of undo. */
  readonly onTurn?: (turn: ViewOrientation, step: string) => void
  /** Time from frame to frame while the run plays; null while it stands still. */
  readonly beatMs?: number | null
  /** What the operator says the run shows where its angles do not. */
  readonly saidView?: 'ap' | 'lateral' | null
  readonly headerEnd?: ReactNode
  /** Sizes that the operator stated; they go before what the header says. */
  readonly calibrations?: readonly StatedCalibration[]
  /** What lies over the frames, in drawing order. */
  readonly layers?: readonly FrameLayer[]
}
