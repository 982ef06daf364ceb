import { useState } from 'react'
import { Select } from '@mantine/core'
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { editCase, tellReceipt, useCaseDocument, useOperator, writeDecimal } from '#renderer/features/case/index.ts'
import { Notice, Section } from '#renderer/ui/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { changePlanOnSkin } from '../entryOnSkin.ts'
import { approachWords } from '../approachWords.ts'
import { choosePlan, planColours, withPlan } from '../planEdits.ts'
import { tagOf } from '../structureEdits.ts'
import { copyOf, differenceOf, mirrorOf, planLines, type AssessedRow, type PlanDifference, type PlanLine } from './planComparison.ts'

type ComparePlansProps = { readonly series: SeriesDescription; readonly plans: readonly VolumePlan[]; readonly active: VolumePlan | null; readonly structures: readonly PlannedStructure[] }

/** The paths of a series beside each other, and how one differs from another. */
export function ComparePlans({ series, plans, active, structures }: ComparePlansProps) {
  const document = useCaseDocument()
  const { planning } = document
  const operator = useOperator() ?? ''
  const made = { planId: crypto.randomUUID(), colour: planColours[plans.length % planColours.length] ?? planColours[0], madeBy: operator }
  const add = (plan: VolumePlan): void => { void editCase(`${plan.name} added`, document => withPlan(document, plan)) }
  const mirror = (plan: VolumePlan): void => {
    const mirrored = mirrorOf(plan, planning.landmarks, made)
    if (!mirrored.ok) return tellReceipt(mirrored.error.message)
    void changePlanOnSkin(series, undefined, mirrored.value, `${mirrored.value.name} added`, 'done')
  }
  return (
    <Section title="Paths side by side">
      {plans.length === 0 && <p className="sub">None yet.</p>}
      {plans.length > 0 && (
        <table className="cmp">
          <thead><tr><th scope="col">Path</th><th scope="col">Length</th><th scope="col">Angles</th><th scope="col">At worst, mm</th></tr></thead>
          <tbody>{planLines(plans, structures, document).map(line => <Line key={line.plan.planId} line={line} isActive={line.plan.planId === active?.planId} />)}</tbody>
        </table>
      )}
      {active !== null && (
        <div className="row">
          <button type="button" className="btn sm" onClick={() => { add(copyOf(active, made)) }}>Copy {active.name}</button>
          <button type="button" className="btn sm" onClick={() => { mirror(active) }}>Mirror to the other side</button>
        </div>
      )}
      {active !== null && plans.length > 1 && <Difference plan={active} others={plans.filter(({ planId }) => planId !== active.planId)} />}
    </Section>
  )
}

function Line({ line: { plan, figures, clearances, notAssessed }, isActive }: { readonly line: PlanLine; readonly isActive: boolean }) {
  return (
    <tr className={isActive ? 'on' : ''}>
      <th scope="row">
        <button type="button" className="path-b" aria-pressed={isActive} onClick={() => { choosePlan(plan.planId) }}><i className="swatch" style={{ background: plan.colour }} /><span>{plan.name}{plan.madeBy !== undefined && <small>{plan.madeBy}</small>}</span></button>
      </th>
      <td>{figures === null ? '–' : <>{writeDecimal(figures.lengthMm)} mm</>}<small>{approachWords(plan)}</small></td>
      <td>{figures === null ? '–' : <>{writeDecimal(figures.inPlaneDeg)}°<small>{figures.inPlaneTowards === 'NEITHER' ? '' : `to ${figures.inPlaneTowards}`}</small>{writeDecimal(Math.abs(figures.craniocaudalDeg))}°<small>{Math.abs(figures.craniocaudalDeg) < 0.05 ? '' : figures.craniocaudalDeg > 0 ? 'to head' : 'to feet'}</small></>}</td>
      <td>{clearances.map(row => <Clearance key={row.structure.id} row={row} />)}{notAssessed > 0 && <small className="na"><IconCircleDashed className="i i-sm" aria-hidden />{notAssessed} not assessed</small>}</td>
    </tr>
  )
}

const icons = { above: IconCircleCheck, caution: IconAlertTriangle, stop: IconAlertOctagon }

function Clearance({ row: { state, structure } }: { readonly row: AssessedRow }) {
  const Icon = icons[state.level]
  return <span className={`cmp-c ${state.level === 'above' ? 'ok' : state.level}`} title={`${structure.name}: ${writeDecimal(state.leastMm)} mm at worst`}><Icon className="i i-sm" aria-hidden /><small>{tagOf(structure)}</small> {writeDecimal(state.leastMm)}</span>
}

function Difference({ plan, others }: { readonly plan: VolumePlan; readonly others: readonly VolumePlan[] }) {
  const [otherId, setOtherId] = useState<string | null>(null)
  const other = others.find(({ planId }) => planId === otherId)
  const difference = other === undefined ? null : differenceOf(plan, other)
  return (
    <>
      <Select aria-label={`Compare ${plan.name} with`} placeholder={`Compare ${plan.name} with`} data={others.map(({ planId, name, madeBy }) => ({ value: planId, label: madeBy === undefined ? name : `${name}, ${madeBy}` }))} value={other?.planId ?? null} onChange={setOtherId} />
      {difference !== null && (difference.ok ? <Parts difference={difference.value} name={other?.name ?? ''} /> : <Notice kind="info">{difference.error.message}</Notice>)}
    </>
  )
}

const signed = (value: number, positive: string, negative: string): string => (Math.abs(value) < 0.05 ? '' : `${writeDecimal(Math.abs(value))} mm to the ${value > 0 ? positive : negative}`)

function Parts({ difference: { angleDeg, entryApartMm, targetApartMm, towardsLeftMm, towardsFrontMm, towardsHeadMm }, name }: { readonly difference: PlanDifference; readonly name: string }) {
  const parts = [signed(towardsLeftMm, 'LEFT', 'RIGHT'), signed(towardsFrontMm, 'front', 'back'), signed(towardsHeadMm, 'head', 'feet')].filter(Boolean)
  return (
    <dl className="figs">
      <div><dt>Between the paths</dt><dd>{writeDecimal(angleDeg)}°</dd></div>
      <div><dt>Entries apart</dt><dd>{writeDecimal(entryApartMm)} mm</dd></div>
      <div><dt>Targets apart</dt><dd>{writeDecimal(targetApartMm)} mm</dd></div>
      {parts.length > 0 && <div><dt>Target of {name}</dt><dd>{parts.join(', ')}</dd></div>}
    </dl>
  )
}
