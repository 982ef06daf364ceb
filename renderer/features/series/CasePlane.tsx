import { editCase, useCaseDocument } from '#renderer/features/case/index.ts'
import { isGridPlane, PlaneView, upright, type PlaneName, type PlaneViewProps, type ViewOrientation } from '#renderer/viewports/index.ts'
import type { KeptTurn } from '#shared/fluoroscopy/fluoroscopyMarks.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

/** A plane with what the case knows of it: its side, and how it was turned. */
export function CasePlane(props: Omit<PlaneViewProps, 'side' | 'turn' | 'onTurn'>) {
  const { study, planeTurns } = useCaseDocument()
  const { plane } = props
  const { seriesUid } = props.series.summary
  if (!isGridPlane(plane)) return <PlaneView {...props} side={study.side} />
  return <PlaneView {...props} side={study.side} turn={turnOf(planeTurns[seriesUid]?.[plane])} onTurn={(turn, step) => { void editCase(step, document => withPlaneTurn(document, seriesUid, plane, turn)) }} />
}

const kept = new WeakMap<KeptTurn, ViewOrientation>()
/** The same object for the same turn: a view that is told another one draws again. */
function turnOf(turn: KeptTurn | undefined): ViewOrientation {
  if (turn === undefined) return upright
  const made = kept.get(turn) ?? { flipped: turn.flippedHorizontally, rotationDeg: turn.rotationDeg }
  kept.set(turn, made)
  return made
}

/** As it is kept; an upright one too, so that a step back has something to go back to. */
export function withPlaneTurn(document: CaseDocument, seriesUid: string, plane: PlaneName, { flipped, rotationDeg }: ViewOrientation): CaseDocument {
  return { ...document, planeTurns: { ...document.planeTurns, [seriesUid]: { ...document.planeTurns[seriesUid], [plane]: { flippedHorizontally: flipped, rotationDeg } } } }
}
