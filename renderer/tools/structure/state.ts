import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { TubePoint } from '#shared/planning/structure.ts'

/** The centre line of the chosen structure under the hand: its points, which one is chosen, and what it was before a drag. */
export type TubeEdit = {
  readonly points: readonly TubePoint[]
  readonly chosen: number | null
  readonly before: readonly TubePoint[] | null
}

export type TubeEvent =
  /** A click with the Outline tool: a point at the end of the line that is nearer. */
  | { readonly kind: 'add'; readonly at: PatientPoint; readonly radiusMm: number }
  | { readonly kind: 'grab'; readonly index: number }
  | { readonly kind: 'move'; readonly at: PatientPoint }
  | { readonly kind: 'drop' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'nudge'; readonly shift: (from: PatientPoint) => PatientPoint }
  /** The wheel with Alt: the chosen point's radius, or of all points when none is chosen. */
  | { readonly kind: 'widen'; readonly byMm: number }
  | { readonly kind: 'remove' }
  /** Undo, redo, another structure. */
  | { readonly kind: 'replaced'; readonly points: readonly TubePoint[] }

/** What is to be drawn, or kept as one step of undo. */
export type TubeEffect = { readonly kind: 'none' } | { readonly kind: 'show' } | { readonly kind: 'keep'; readonly step: string }
export type TubeStep = { readonly edit: TubeEdit; readonly effect: TubeEffect }

export const emptyTube: TubeEdit = { points: [], chosen: null, before: null }
const THINNEST_MM = 0.3
const THICKEST_MM = 25

const quiet = (edit: TubeEdit): TubeStep => ({ edit, effect: { kind: 'none' } })
const tuple = (point: PatientPoint): [number, number, number] => [point[0], point[1], point[2]]
const distance = (a: PatientPoint, b: PatientPoint): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

function moved(edit: TubeEdit, at: PatientPoint): TubeEdit {
  return { ...edit, points: edit.points.map((point, index) => (index === edit.chosen ? { ...point, pointLpsMm: tuple(at) } : point)) }
}

function added({ points }: TubeEdit, at: PatientPoint, radiusMm: number): TubeStep {
  const [first, last] = [points[0], points.at(-1)]
  const atStart = first !== undefined && last !== undefined && points.length > 1 && distance(first.pointLpsMm, at) < distance(last.pointLpsMm, at)
  // A line that is drawn on keeps the width it has at that end.
  const point: TubePoint = { pointLpsMm: tuple(at), radiusMm: (atStart ? first.radiusMm : last?.radiusMm) ?? radiusMm }
  const next = atStart ? [point, ...points] : [...points, point]
  return { edit: { points: next, chosen: atStart ? 0 : next.length - 1, before: null }, effect: { kind: 'keep', step: 'point added' } }
}

function widened(edit: TubeEdit, byMm: number): TubeStep {
  const points = edit.points.map((point, index) => (edit.chosen === null || edit.chosen === index ? { ...point, radiusMm: Math.min(THICKEST_MM, Math.max(THINNEST_MM, Math.round((point.radiusMm + byMm) * 10) / 10)) } : point))
  return { edit: { ...edit, points }, effect: { kind: 'keep', step: 'radius changed' } }
}

/** Pure and total: every event is answered in every state. */
export function reduceTube(edit: TubeEdit, event: TubeEvent): TubeStep {
  const { points, chosen, before } = edit
  const here = chosen === null ? undefined : points[chosen]
  switch (event.kind) {
    case 'add': return before === null ? added(edit, event.at, event.radiusMm) : quiet(edit)
    case 'grab': return points[event.index] === undefined ? quiet(edit) : quiet({ points, chosen: event.index, before: points })
    case 'move': return before === null ? quiet(edit) : { edit: moved(edit, event.at), effect: { kind: 'show' } }
    case 'drop': {
      if (before === null) return quiet(edit)
      const same = before.every((point, index) => point === points[index])
      return { edit: { ...edit, before: null }, effect: same ? { kind: 'none' } : { kind: 'keep', step: 'point moved' } }
    }
    case 'cancel': return before === null ? quiet({ ...edit, chosen: null }) : { edit: { points: before, chosen, before: null }, effect: { kind: 'show' } }
    case 'nudge': return here === undefined || before !== null ? quiet(edit) : { edit: moved(edit, event.shift(here.pointLpsMm)), effect: { kind: 'keep', step: 'point moved' } }
    case 'widen': return points.length === 0 || before !== null ? quiet(edit) : widened(edit, event.byMm)
    case 'remove': {
      if (here === undefined || before !== null) return quiet(edit)
      return { edit: { points: points.filter((_point, index) => index !== chosen), chosen: null, before: null }, effect: { kind: 'keep', step: 'point removed' } }
    }
    case 'replaced': return quiet({ points: event.points, chosen: chosen !== null && chosen < event.points.length ? chosen : null, before: null })
  }
}
