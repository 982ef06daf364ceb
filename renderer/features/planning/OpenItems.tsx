import { IconAlertTriangle } from '@tabler/icons-react'
import { editCase, writeDecimal } from '#renderer/features/case/index.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { PlanProblem } from '#shared/planning/planProblems.ts'
import type { ClearanceRow } from './clearances.ts'
import { knownCodes } from './planTodo.ts'
import { withPlan } from './planEdits.ts'

type OpenItem = { readonly key: string; readonly words: string; readonly acknowledge: () => void }
type OpenItemsProps = { readonly plan: VolumePlan; readonly rows: readonly ClearanceRow[]; readonly problems: readonly PlanProblem[]; readonly by: string }

/**
 * One line for each structure that is nearer than its margin, and for each problem that is left to the operator: whoever goes
 * on does so knowingly. Two are shown at a time, on a small screen one, with their number: so the clearances above stay in sight.
 */
export function OpenItems({ plan, rows, problems, by }: OpenItemsProps) {
  const items = [...cautionsOf(plan, rows, by), ...problemsOf(plan, problems, by)]
  return (
    <div className="open-items">
      {items.map(({ key, words, acknowledge: answer }) => (
        <div key={key} className="open-caution">
          <IconAlertTriangle className="i caution" aria-hidden />
          <span>{words}{items.length > 1 && <small>1 of {items.length}</small>}</span>
          <button type="button" className="btn" onClick={answer}>Acknowledge</button>
        </div>
      ))}
    </div>
  )
}

const cautionsOf = (plan: VolumePlan, rows: readonly ClearanceRow[], by: string): readonly OpenItem[] => rows.map(row => ({
  key: row.structure.id, words: `${row.structure.name} ${row.state.kind === 'assessed' ? `${writeDecimal(row.state.leastMm)} mm at worst${row.state.endsThere ? ', the drawing ends there' : ''}` : ''}`, acknowledge: () => { acknowledge(plan, row, by) },
}))

/** What may stay as it is, knowingly. */
const knowable = {
  TARGET_OUTSIDE_BAND: { words: 'Target outside the lateral third', step: 'target outside the band acknowledged', field: 'outsideBandKnown' },
  RESERVE_SHORT: { words: 'Little of the needle stays outside', step: 'short reserve acknowledged', field: 'shortReserveKnown' },
} as const
type KnowableCode = keyof typeof knowable
const isKnowable = (code: string): code is KnowableCode => Object.hasOwn(knowable, code)

function problemsOf(plan: VolumePlan, problems: readonly PlanProblem[], by: string): readonly OpenItem[] {
  const known = knownCodes(plan)
  return problems.flatMap(({ code }) => (isKnowable(code) && !known.includes(code) ? [{ key: code, words: knowable[code].words, acknowledge: () => { acknowledgeProblem(plan, code, by) } }] : []))
}

function acknowledgeProblem(plan: VolumePlan, code: KnowableCode, by: string): void {
  const { step, field } = knowable[code]
  void editCase(step, document => withPlan(document, { ...plan, [field]: { by, atIso: new Date().toISOString() } }))
}

function acknowledge(plan: VolumePlan, { structure }: ClearanceRow, by: string): void {
  const known = plan.acknowledgedCautions ?? []
  void editCase(`${structure.name} acknowledged`, document => withPlan(document, { ...plan, acknowledgedCautions: [...known, { structureId: structure.id, by, atIso: new Date().toISOString() }] }))
}
