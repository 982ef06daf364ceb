import { IconAlertTriangle } from '@tabler/icons-react'
import { editCase, writeDecimal } from '#renderer/features/case/index.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { PlanProblem } from '#shared/planning/planProblems.ts'
import type { ClearanceRow } from './clearances.ts'
import { knownCodes } from './planTodo.ts'
import { withPlan } from './planEdits.ts'

/** One line for each structure that is nearer than its margin: whoever goes on does so knowingly. */
export function OpenCautions({ rows, onAcknowledge }: { readonly rows: readonly ClearanceRow[]; readonly onAcknowledge: (row: ClearanceRow) => void }) {
  return rows.map(row => (
    <div key={row.structure.id} className="open-caution">
      <IconAlertTriangle className="i caution" aria-hidden />
      <span>{row.structure.name} {row.state.kind === 'assessed' ? `${writeDecimal(row.state.leastMm)} mm at worst` : ''}</span>
      <button type="button" className="btn" onClick={() => { onAcknowledge(row) }}>Acknowledge</button>
    </div>
  ))
}

/** What may stay as it is, knowingly. */
const knowable = {
  TARGET_OUTSIDE_BAND: { words: 'Target outside the lateral third', step: 'target outside the band acknowledged', field: 'outsideBandKnown' },
  RESERVE_SHORT: { words: 'Little of the needle stays outside', step: 'short reserve acknowledged', field: 'shortReserveKnown' },
} as const
type KnowableCode = keyof typeof knowable
const isKnowable = (code: string): code is KnowableCode => Object.hasOwn(knowable, code)

/** One line for each problem that is left to the operator and not yet answered. */
export function OpenProblems({ plan, problems, by }: { readonly plan: VolumePlan; readonly problems: readonly PlanProblem[]; readonly by: string }) {
  const known = knownCodes(plan)
  return problems.flatMap(({ code }) => (isKnowable(code) && !known.includes(code) ? [(
    <div key={code} className="open-caution">
      <IconAlertTriangle className="i caution" aria-hidden />
      <span>{knowable[code].words}</span>
      <button type="button" className="btn" onClick={() => { acknowledgeProblem(plan, code, by) }}>Acknowledge</button>
    </div>
  )] : []))
}

function acknowledgeProblem(plan: VolumePlan, code: KnowableCode, by: string): void {
  const { step, field } = knowable[code]
  void editCase(step, document => withPlan(document, { ...plan, [field]: { by, atIso: new Date().toISOString() } }))
}

export function acknowledge(plan: VolumePlan, { structure }: ClearanceRow, by: string): void {
  const known = plan.acknowledgedCautions ?? []
  void editCase(`${structure.name} acknowledged`, document => withPlan(document, { ...plan, acknowledgedCautions: [...known, { structureId: structure.id, by, atIso: new Date().toISOString() }] }))
}
