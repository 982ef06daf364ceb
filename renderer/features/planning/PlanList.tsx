import { memo, useState } from 'react'
import { TextInput } from '@mantine/core'
import { IconCheck, IconPlus, IconTrash } from '@tabler/icons-react'
import { editCase, useOperator } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import { addPlan, amendPlan, choosePlan, deletePlan, planColours, withPlan } from './planEdits.ts'

type PlanListProps = { readonly plans: readonly NeedlePlan[]; readonly activeId: string | null; readonly acceptedId: string | null; readonly series: SeriesDescription | null; readonly frame: number }

/** The paths on this series. */
export function PlanList({ plans, activeId, acceptedId, series, frame }: PlanListProps) {
  const operator = useOperator() ?? ''
  return (
    <Section title="Paths on this series" end={<button type="button" className="btn sm" disabled={series === null} onClick={() => { if (series !== null) begin(series, frame, plans, operator) }}><IconPlus className="i i-sm" aria-hidden />Add path</button>}>
      {plans.length === 0 && <p className="sub">None yet.</p>}
      <ul className="paths">
        {plans.map(plan => (
          <li key={plan.planId} className={plan.planId === activeId ? 'on' : ''}>
            {plan.planId === activeId ? <ActivePlan key={plan.name} planId={plan.planId} name={plan.name} colour={plan.colour} /> : (
              <button type="button" className="path-b" onClick={() => { choosePlan(plan.planId) }}><i className="swatch" style={{ background: plan.colour }} />{plan.name}</button>
            )}
            {plan.planId === acceptedId && <IconCheck className="i ok" aria-label="accepted" />}
            <button type="button" className="btn sm ghost" aria-label={`Delete ${plan.name}`} onClick={() => { deletePlan(plan) }}><IconTrash className="i i-sm" aria-hidden /></button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function begin(series: SeriesDescription, frame: number, plans: readonly NeedlePlan[], operator: string): void {
  const added = addPlan(series, frame, plans)
  const plan = added.kind === 'volume' && operator !== '' ? { ...added, madeBy: operator } : added
  void editCase(`${plan.name} added`, document => withPlan(document, plan))
}

type ActivePlanProps = { readonly planId: string; readonly name: string; readonly colour: string }

/** Of the path that is dragged only what a drag does not change. */
const ActivePlan = memo(function ActivePlan({ planId, name, colour }: ActivePlanProps) {
  const [typed, setTyped] = useState(name)
  const keep = (): void => {
    if (typed.trim() !== '' && typed.trim() !== name) amendPlan(planId, `${name} renamed`, { name: typed.trim() })
  }
  const next = planColours[(planColours.findIndex(each => each === colour) + 1) % planColours.length] ?? planColours[0]
  return (
    <>
      <button type="button" className="swatch-b" aria-label={`Colour of ${name}: another`} onClick={() => { amendPlan(planId, `${name} coloured`, { colour: next }) }}><i className="swatch" style={{ background: colour }} /></button>
      <TextInput aria-label="Path name" maxLength={64} value={typed} onChange={event => { setTyped(event.currentTarget.value) }} onBlur={keep} onKeyDown={event => { if (event.key === 'Enter') keep() }} />
    </>
  )
})
