import { client, faultText } from '#renderer/api/index.ts'
import { editCase, notPut, recordFirst, tellReceipt } from '#renderer/features/case/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import type { PlanningMarks } from '#shared/planning/planningMarks.ts'
import type { RecordedClearance } from '#shared/procedure/recordEvents.ts'
import { basisNow } from './check/useStaleReasons.ts'
import { recordFigures } from './planFigures.ts'

type Accepting = { readonly recordId: string; readonly operator: string; readonly clearances: readonly RecordedClearance[]; readonly series: SeriesDescription | null } & Pick<PlanningMarks, 'arteryVariantsLookedFor'>

/** Puts the path with its figures into the record first; in the case it is accepted only once the record has it. */
export async function acceptPlan(plan: NeedlePlan, { recordId, operator, clearances, series, arteryVariantsLookedFor }: Accepting): Promise<void> {
  const accepted = await recordFirst('acceptance', {
    what: `the acceptance of ${plan.name}`, again: 'accept it again',
    said: ({ plans, planning, study, fluoroscopy }) => [plans.find(({ planId }) => planId === plan.planId) ?? null, planning, study, fluoroscopy.calibrations],
    put: async (isOff) => {
      const figures = await recordFigures(plan)
      if (!figures.ok || figures.value === null) return notPut(figures.ok ? 'The plan has no figures yet.' : figures.error.message)
      if (isOff()) return null
      const kept = await client.call('record.append', { recordId, event: { kind: 'planAccepted', plan, figures: figures.value, ...(plan.kind === 'volume' ? { clearances: [...clearances], ...(arteryVariantsLookedFor === null ? {} : { arteryVariantsLookedFor }) } : {}) }, ...(operator === '' ? {} : { actor: operator }) })
      return kept.ok ? kept.value : notPut(faultText(kept.error))
    },
    edit: ({ savedAtIso }) => editCase(`${plan.name} accepted`, (document) => {
      const on = basisNow(document, plan, series === null ? [] : [series])
      return { ...document, activePlanId: plan.planId, planAccepted: { planId: plan.planId, atIso: savedAtIso, ...(on === null ? {} : { on }) } }
    }),
  })
  if (accepted !== null) tellReceipt(`${plan.name} accepted`)
}
