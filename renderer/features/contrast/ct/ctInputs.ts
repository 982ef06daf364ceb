import { relationOf, rigidFrom } from '#shared/planning/scanRelation.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { digestOf } from '#shared/digest.ts'
import type { CtPick } from './ctPick.ts'
import { askedStructures, needlesOn, type AskedOf } from './ctStructures.ts'

type Inputs = AskedOf

/** What figures of these scans rest on, as a digest: drawings and how exact they are, how the scans lie, marked needles. */
export function ctInputsOf(document: Inputs, pick: CtPick): string {
  const known = digests.get(document.planning)
  if (known?.plans === document.plans && known.planAccepted === document.planAccepted && known.activePlanId === document.activePlanId && known.study === document.study && known.pick.before === pick.before && known.pick.after === pick.after && known.pick.later === pick.later) return known.digest
  const digest = digestOf(JSON.stringify({
    structures: askedStructures(document, pick.after), needles: needlesOn(document, [pick.before, pick.after], pick.after),
    before: placeOf(document, pick.after, pick.before), later: pick.later === null ? null : placeOf(document, pick.after, pick.later),
  }))
  const { plans, planAccepted, activePlanId, study } = document
  digests.set(document.planning, { plans, planAccepted, activePlanId, study, pick, digest })
  return digest
}

/** A painted drawing is long, and the list of what is to do is asked for at every drawing of the screen. */
const digests = new WeakMap<Inputs['planning'], Omit<Inputs, 'planning'> & { readonly pick: CtPick; readonly digest: string }>()

function placeOf({ planning: { registrations } }: Inputs, from: string, to: string): object | null {
  const relation = relationOf(registrations, from, to)
  return relation === null ? null : { basis: relation.basis, repeatsWithinMm: relation.repeatsWithinMm, ...rigidFrom(relation.move) }
}

/** Whether the figures of CT rest on something that was changed since. An older case kept no digest: nobody can tell. */
export function isCtOld(document: Inputs & Pick<CaseDocument, 'contrast'>): boolean {
  const { ct } = document.contrast
  if (ct === null) return false
  const { beforeSeriesUid, afterSeriesUid, laterSeriesUid } = ct.figures
  return ct.inputs !== ctInputsOf(document, { before: beforeSeriesUid, after: afterSeriesUid, later: laterSeriesUid })
}
