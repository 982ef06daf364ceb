import { useMemo } from 'react'
import { create } from 'zustand'
import { editCase, useCaseDocument, useSession, writeDecimal } from '#renderer/features/case/index.ts'
import type { MarkChange, MarkName } from '#renderer/viewports/index.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorDistance } from '#shared/geometry/vectors.ts'
import type { PlanningMarks } from '#shared/planning/planningMarks.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { jointLineOf, markWords, withMark, type Place } from './markEdits.ts'

type LiveMark = { readonly place: Place; readonly name: MarkName; readonly point: PatientPoint }
/** The mark under the pointer while it is dragged: shown, not yet saved. */
const useLiveMark = create<{ readonly mark: LiveMark | null }>(() => ({ mark: null }))

export function markedPoint(planning: PlanningMarks, place: Place, name: MarkName): PatientPoint | null {
  if (name === 'jointMedial') return jointLineOf(planning, place)?.medialLpsMm ?? null
  if (name === 'jointLateral') return jointLineOf(planning, place)?.lateralLpsMm ?? null
  return planning.landmarks.find(({ seriesUid, kind }) => seriesUid === place.seriesUid && kind === name)?.pointLpsMm ?? null
}

/** A document with the dragged mark where the hand holds it. One that was taken away meanwhile, by an undo, does not come back. */
export function withHeldMark(document: CaseDocument, held: LiveMark | null): CaseDocument {
  return held === null || markedPoint(document.planning, held.place, held.name) === null ? document : withMark(document, held.place, held.name, held.point)
}

/** The case as it is shown: what follows from a mark follows it while it is dragged. */
export function useShownDocument(): CaseDocument {
  const document = useCaseDocument()
  const { mark } = useLiveMark()
  return useMemo(() => withHeldMark(document, mark), [document, mark])
}

/** A mark on a series is dragged in a plane: drawn while it moves, kept as one step when it is let go. */
export function dragMark(place: Place): MarkChange<MarkName> {
  return (name, point, phase) => {
    useLiveMark.setState({ mark: phase === 'live' ? { place, name, point } : null })
    const before = useSession.getState().document?.planning
    const from = before === undefined ? null : markedPoint(before, place, name)
    if (phase !== 'done' || from === null) return
    void editCase(`${markWords[name]} moved ${writeDecimal(vectorDistance(from, point))} mm`, (document) => withHeldMark(document, { place, name, point }))
  }
}
