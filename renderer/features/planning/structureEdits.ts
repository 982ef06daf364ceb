import { create } from 'zustand'
import { editCase, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import { useViewing, volumeAnalysis } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { structureKinds, type StructureKindName } from '#shared/planning/structureKinds.ts'
import type { PlannedStructure, StructureShape, TubePoint } from '#shared/planning/structure.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

type Outlining = { readonly chosenId: string | null; readonly live: { readonly structureId: string; readonly shape: StructureShape } | null; readonly operator: string }

/** Which structure the Outline tool draws, its shape while the hand is on it (shown, not yet saved), and whose hand it is. */
export const useOutlining = create<Outlining>(() => ({ chosenId: null, live: null, operator: '' }))

export const kindOf = (kind: string): (typeof structureKinds)[number] => structureKinds.find((each) => each.kind === kind) ?? structureKinds[structureKinds.length - 1] ?? structureKinds[0]

const TAG_LETTERS = 12
/** What stands beside it in a small view; the operator's own go by their names. */
export const tagOf = ({ kind, name }: Pick<PlannedStructure, 'kind' | 'name'>): string => (kind === 'other' ? name.slice(0, TAG_LETTERS) : kindOf(kind).tag)

const withStructures = (document: CaseDocument, change: (structures: readonly PlannedStructure[]) => readonly PlannedStructure[]): CaseDocument => ({
  ...document, planning: { ...document.planning, structures: [...change(document.planning.structures)] },
})
/** Margins that change put every question anew: what was acknowledged and accepted before is open again. */
export const withOpenQuestions = (document: CaseDocument): CaseDocument => ({
  ...document, planAccepted: null, plans: document.plans.map((plan) => (plan.kind === 'volume' && plan.acknowledgedCautions !== undefined ? { ...plan, acknowledgedCautions: [] } : plan)),
})

/** A structure that is drawn otherwise puts the question anew: what was acknowledged and accepted beside it is open again. */
export function withStructure(document: CaseDocument, id: string, change: (structure: PlannedStructure) => PlannedStructure): CaseDocument {
  const changed = withStructures(document, (all) => all.map((each) => (each.id === id ? change(each) : each)))
  const seriesUid = document.planning.structures.find((each) => each.id === id)?.seriesUid
  const plans = changed.plans.map((plan) => (plan.kind === 'volume' && plan.acknowledgedCautions !== undefined ? { ...plan, acknowledgedCautions: plan.acknowledgedCautions.filter(({ structureId }) => structureId !== id) } : plan))
  const accepted = plans.find(({ planId }) => planId === document.planAccepted?.planId)
  return { ...changed, plans, planAccepted: accepted !== undefined && accepted.seriesUid === seriesUid ? null : changed.planAccepted }
}

export function chooseStructure(id: string | null): void {
  useOutlining.setState({ chosenId: id, live: null })
  useViewing.getState().setActiveTool(id === null ? 'path' : 'outline')
}

/** A structure without a point yet, chosen for drawing. What it is worth is said by whoever draws it. */
export function beginStructure(series: SeriesDescription, kind: StructureKindName, drawnBy: string): void {
  const begun = useSession.getState().document?.planning.structures ?? []
  const name = freeName(kindOf(kind).name, begun.filter((each) => each.seriesUid === series.summary.seriesUid))
  const structure: PlannedStructure = {
    id: crypto.randomUUID(), seriesUid: series.summary.seriesUid, frameOfReferenceUid: series.summary.volume?.frameOfReferenceUid ?? null, kind, name,
    shape: { form: 'tube', points: [] }, uncertaintyMm: null, drawnBy, drawnAtIso: new Date().toISOString(),
  }
  void editCase(`${name} begun`, (document) => withStructures(document, (all) => [...all, structure]))
  chooseStructure(structure.id)
}

/** A second structure of the operator's own must not be called as the first. */
export function freeName(name: string, others: readonly Pick<PlannedStructure, 'name'>[]): string {
  const isTaken = (wanted: string): boolean => others.some((each) => each.name === wanted)
  if (!isTaken(name)) return name
  for (let number = 2; ; number += 1) if (!isTaken(`${name} ${String(number)}`)) return `${name} ${String(number)}`
}

export function renameStructure(structure: PlannedStructure, name: string): void {
  if (name === '' || name === structure.name) return
  void editCase(`${structure.name} named ${name}`, (document) => withStructures(document, (all) => all.map((each) => (each.id === structure.id ? { ...each, name } : each))))
}

export const changeStructure = (structureId: string, points: readonly TubePoint[], step: string, phase: 'live' | 'done'): void => { changeShape(structureId, { form: 'tube', points: [...points] }, step, phase) }

export function changeShape(structureId: string, shape: StructureShape, step: string, phase: 'live' | 'done', drawnFrom?: PlannedStructure['drawnFrom']): void {
  if (phase === 'live') return useOutlining.setState({ live: { structureId, shape } })
  useOutlining.setState({ live: null })
  const { operator } = useOutlining.getState()
  void editCase(step, (document) => withStructure(document, structureId, (structure) => drawnOtherwise(structure, shape, { operator, atIso: new Date().toISOString(), drawnFrom })))
}

type Stroke = { readonly operator: string; readonly atIso: string; readonly drawnFrom: PlannedStructure['drawnFrom'] }

/** Who drew it is whoever changed it last, at the time of that change. What was once grown from the image stays so by name. */
export function drawnOtherwise(structure: PlannedStructure, shape: StructureShape, { operator, atIso, drawnFrom = structure.drawnFrom }: Stroke): PlannedStructure {
  return { ...structure, shape, drawnBy: operator === '' ? structure.drawnBy : operator, drawnAtIso: atIso, ...(drawnFrom === undefined ? {} : { drawnFrom }) }
}

export const stateUncertainty = (structure: PlannedStructure, uncertaintyMm: number): void => {
  void editCase(`${structure.name} ±${String(uncertaintyMm)} mm`, (document) => withStructure(document, structure.id, (each) => ({ ...each, uncertaintyMm })))
}

/** A structure that is taken away leaves its kind not assessed: a plan that was accepted beside it is open again. */
export function withoutStructure(document: CaseDocument, id: string): CaseDocument {
  return withStructures(withStructure(document, id, (structure) => structure), (all) => all.filter((each) => each.id !== id))
}

export function removeStructure(structure: PlannedStructure): void {
  if (useOutlining.getState().chosenId === structure.id) chooseStructure(null)
  void editCase(`${structure.name} removed`, (document) => withoutStructure(document, structure.id))
}

/** The record keeps the answer with the acceptance: another answer wants the plan accepted again. */
export function withVariantsAnswer(document: CaseDocument, answer: 'yes' | 'no'): CaseDocument {
  const { planning, plans, planAccepted } = document
  if (planning.arteryVariantsLookedFor === answer) return document
  const isOnCt = plans.find(({ planId }) => planId === planAccepted?.planId)?.kind === 'volume'
  return { ...document, planning: { ...planning, arteryVariantsLookedFor: answer }, planAccepted: isOnCt ? null : planAccepted }
}

export const sayVariantsLookedFor = (answer: 'yes' | 'no'): void => { void editCase(`artery variants looked for: ${answer}`, (document) => withVariantsAnswer(document, answer)) }

/** Structures of a series, the one under the hand as it is drawn now. */
export function shownStructures(document: CaseDocument, live: Outlining['live'], seriesUid: string | null): readonly PlannedStructure[] {
  return document.planning.structures.filter((each) => each.seriesUid === seriesUid)
    .map((each) => (live?.structureId === each.id ? { ...each, shape: live.shape } : each))
}

/** Contrast-filled lumen on CT angiography; bone begins above, soft tissue ends below. */
const LUMEN_HU = { lowHu: 180, highHu: 650 }
const GROWN_HALF_MM = 30
/** Lumen to outer wall. */
const WALL_MM = 0.5
const POINT_EVERY_MM = 4

/** As the case has it now; null where it was taken away meanwhile. */
export const structureNow = (id: string): PlannedStructure | null => useSession.getState().document?.planning.structures.find((each) => each.id === id) ?? null

/** Follows what is as bright as a contrast-filled vessel from the crosshair on, and takes it as the structure's tube. */
export async function growStructure(series: SeriesDescription, structure: PlannedStructure): Promise<void> {
  const seed = useViewing.getState().perSeries[series.summary.seriesUid]?.crosshairLpsMm ?? null
  const analysis = volumeAnalysis(series)
  if (seed === null || analysis === null) return tellReceipt('Put the crosshair into the vessel first, when all images are here.')
  const asked = JSON.stringify(structureNow(structure.id)?.shape)
  const grown = await analysis.ask('growTube', { seedsLpsMm: [seed], ...LUMEN_HU, box: { centreLpsMm: seed, halfMm: GROWN_HALF_MM }, neighbours: 26 })
  const now = structureNow(structure.id)
  if (grown === null || now === null) return
  if (!grown.ok) return tellReceipt(grown.error.message)
  // What was followed takes the place of the tube: not of one that a hand has drawn meanwhile.
  if (JSON.stringify(now.shape) !== asked) return tellReceipt(`${now.name} was drawn meanwhile. It stays as it is; what was followed was left out. Follow the contrast again to take it.`)
  const points = thinned(grown.value.points).map(({ pointLpsMm, radiusMm }): TubePoint => ({ pointLpsMm: [pointLpsMm[0], pointLpsMm[1], pointLpsMm[2]], radiusMm: radiusMm + WALL_MM }))
  changeShape(structure.id, { form: 'tube', points }, `${structure.name} grown`, 'done', 'values')
  tellReceipt(`${structure.name}: ${grown.value.lengthMm.toFixed(0)} mm followed, wall of ${String(WALL_MM)} mm added${grown.value.reachesBox ? '; it goes on beyond' : ''}. Check it in all planes.`)
}

type GrownPoint = { readonly pointLpsMm: readonly [number, number, number]; readonly radiusMm: number }
/** Points a hand can still move: one every few millimetres, both ends kept. */
export function thinned(points: readonly GrownPoint[]): readonly GrownPoint[] {
  let last: GrownPoint | null = null
  return points.filter((point, index) => {
    const far = last === null || Math.hypot(...point.pointLpsMm.map((value, axis) => value - (last?.pointLpsMm[axis] ?? Number.NaN))) >= POINT_EVERY_MM
    if (far || index === points.length - 1) last = point
    return far || index === points.length - 1
  })
}
