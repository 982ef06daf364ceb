import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { ScreenPoint } from './camera/viewCamera.ts'
import type { NeedlePath } from './planeFrame.ts'
import type { PlaneViewProps } from './viewProps.ts'

export type PlaneInputs = Pick<PlaneViewProps, 'plans' | 'activePlanId' | 'onPlanChange' | 'side' | 'structures' | 'marks' | 'carried'> & Required<Pick<PlaneViewProps, 'turn'>> & {
  readonly onTurn: PlaneViewProps['onTurn'] | undefined
  readonly large: boolean
  readonly onEnlarge: (() => void) | undefined
  /** Why no needle may be placed here; null when it may. */
  readonly planningOff: string | null
}
export type PlaneController = { update(inputs: PlaneInputs): void; close(): void }
export type PlaneOptions = Pick<PlaneViewProps, 'viewId' | 'series' | 'plane'> & { readonly host: HTMLElement; readonly inputs: PlaneInputs; readonly onProblem: (message: string) => void; readonly onMenu: (at: ScreenPoint) => void; /** Told where a plane that follows the needle stands, for its header. */ readonly onWhere: (words: string | null) => void }

export type PlaneMoment = {
  inputs: PlaneInputs
  closed: boolean
  ready: boolean
  /** Where the pointer is over this view; null when it is elsewhere. */
  pointer: ScreenPoint | null
  /** A finger moves a handle there, and hides it. */
  underFinger: ScreenPoint | null
  windowStart: { readonly centre: number; readonly width: number }
  /** What lies in the middle of the view; only its place within the plane counts, the depth is the crosshair's. */
  centre: PatientPoint
  halfHeight: number
  /** The path that a plane stands on while a handle of it is dragged in it. */
  draggedFrom: NeedlePath | null
  /** The path of the saved picture that is shown again; null while the plane follows the plan. */
  restoredPath: NeedlePath | null
  /** The path, and whose, that the plane was last laid through. */
  followed: { readonly planId: string | null; readonly path: NeedlePath | null }
  lastLoadingDraw: number
  loadingTimer: number
}

export const freshMoment = (inputs: PlaneInputs, centre: PatientPoint): PlaneMoment => ({
  inputs, closed: false, ready: false, pointer: null, underFinger: null, windowStart: { centre: 0, width: 1 },
  centre, halfHeight: 0, draggedFrom: null, restoredPath: null, followed: { planId: null, path: null }, lastLoadingDraw: 0, loadingTimer: 0,
})
