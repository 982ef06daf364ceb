import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorDistance } from '#shared/geometry/vectors.ts'
import type { LandmarkKind } from '#shared/planning/planningMarks.ts'
import type { ActualEnd } from '#renderer/tools/actualNeedle/overlay.ts'

export type MarkName = 'jointMedial' | 'jointLateral' | LandmarkKind
/** What of a series' marks a hand can hold. */
export type MarkHandle = MarkName | ActualEnd

/** A mark was dragged: many `live`, then one `done`, or `cancelled` as if it had not begun. */
export type MarkChange<Handle = MarkHandle> = (handle: Handle, point: PatientPoint, phase: 'live' | 'done' | 'cancelled') => void

export type MarkDrag = {
  grab(handle: MarkHandle, from: PatientPoint): void
  /** Where the held mark is; null while none is held. */
  heldAt(): PatientPoint | null
  move(at: PatientPoint): void
  /** False when nothing was held. A mark that is let go where it lay was not moved: that is no step of undo. */
  release(phase: 'done' | 'cancelled'): boolean
}

const SAME_MM = 1e-9

/** One mark under the hand, without screen or mouse. */
export function bindMarkDrag(output: MarkChange): MarkDrag {
  const now: { held: { readonly handle: MarkHandle; readonly from: PatientPoint; readonly at: PatientPoint } | null } = { held: null }
  return {
    grab(handle, from) { now.held = { handle, from, at: from } },
    heldAt: () => now.held?.at ?? null,
    move(at) {
      if (now.held === null) return
      now.held = { ...now.held, at }
      output(now.held.handle, at, 'live')
    },
    release(phase) {
      if (now.held === null) return false
      const { handle, from, at } = now.held
      now.held = null
      const isKept = phase === 'done' && vectorDistance(from, at) >= SAME_MM
      output(handle, isKept ? at : from, isKept ? 'done' : 'cancelled')
      return true
    },
  }
}
