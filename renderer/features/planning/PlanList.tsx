import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { IconCheck, IconPlus, IconTrash } from '@tabler/icons-react'
import { editCase, useOperator } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import { addPlan, choosePlan, deletePlan, planColours, withPlan } from './planEdits.ts'

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
            {plan.planId === activeId ? <ActivePlan key={plan.name} plan={plan} /> : (
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

function ActivePlan({ plan }: { readonly plan: NeedlePlan }) {
  const [name, setName] = useState(plan.name)
  const keep = (): void => {
    if (name.trim() !== '' && name.trim() !== plan.name) void editCase(`${plan.name} renamed`, document => withPlan(document, { ...plan, name: name.trim() }))
  }
  const next = planColours[(planColours.findIndex(colour => colour === plan.colour) + 1) % planColours.length] ?? planColours[0]
  return (
    <>
      <button type="button" className="swatch-b" aria-label={`Colour of ${plan.name}: another`} onClick={() => { void editCase(`${plan.name} coloured`, document => withPlan(document, { ...plan, colour: next })) }}><i className="swatch" style={{ background: plan.colour }} /></button>
      <TextInput aria-label="Path name" maxLength={64} value={name} onChange={event => { setName(event.currentTarget.value) }} onBlur={keep} onKeyDown={event => { if (event.key === 'Enter') keep() }} />
    </>
  )
}
