import { noQuality } from '#shared/contrast/assessment.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

type Contrast = CaseDocument['contrast']
/** A run or a CT scan, oldest first; what has no time comes last, as if it were the newest. */
export type Evidence = { readonly key: string; readonly name: string }
export type Reopening = { readonly step: string; readonly contrast: Contrast }

/**
 * What a picture that came after the decision changes. One taken later is of another injection: the question is asked anew,
 * and nothing that was answered stands for it. One taken before only takes the decision back, which did not know of it.
 * Null: nothing new, or no decision that could be reopened.
 */
export function reopening(contrast: Contrast, evidence: readonly Evidence[]): Reopening | null {
  const { decidedRuns, decision, injection } = contrast
  if (decision === null || decidedRuns.length === 0) return null
  const fresh = evidence.filter(({ key }) => !decidedRuns.includes(key))
  const [first] = fresh
  if (first === undefined) return null
  const newestDecided = evidence.findLastIndex(({ key }) => decidedRuns.includes(key))
  const later = evidence.slice(newestDecided + 1).filter(({ key }) => !decidedRuns.includes(key))
  const [newer] = later
  if (newer === undefined) return { step: `${first.name} was not seen for the decision`, contrast: { ...contrast, decision: null } }
  const number = injection.number + 1
  return {
    step: `injection ${String(number)} begun: ${newer.name} arrived`,
    contrast: {
      ...contrast, decision: null, patterns: [], vesselFilling: null, comment: '', noLateralReason: '', againstListReason: '', quality: noQuality, ct: null,
      injection: { number, agent: injection.agent, volumeMl: null },
      earlierRuns: evidence.filter((one) => !later.includes(one)).map(({ key }) => key), decidedRuns: [],
    },
  }
}
