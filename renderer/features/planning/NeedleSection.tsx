import { memo, useState } from 'react'
import { NumberInput, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { editCase, useCaseDocument } from '#renderer/features/case/index.ts'
import { Notice, Section } from '#renderer/ui/index.ts'
import { BENT_TIP_MM } from '#shared/planning/bentTip.ts'
import { fittingNeedle, needleName, proposedCatalogue } from '#shared/planning/needleCatalogue.ts'
import type { NeedlePlan, NeedleSpecification } from '#shared/planning/needlePlan.ts'
import type { CatalogueNeedle } from '#shared/planning/planningMarks.ts'
import type { PlanProblem } from '#shared/planning/planProblems.ts'
import { amendPlan } from './planEdits.ts'

const setNeedle = (planId: string, needle: NeedleSpecification | null): void => { amendPlan(planId, needle === null ? 'needle taken off' : `needle ${needleName(needle)}`, { needle }) }

export function NeedleSection({ plan, lengthMm, problems }: { readonly plan: NeedlePlan; readonly lengthMm: number | null; readonly problems: readonly PlanProblem[] }) {
  const catalogue = useCaseDocument().planning.catalogue ?? proposedCatalogue
  const { planId, needle } = plan
  const short = problems.find(({ code }) => code === 'NEEDLE_TOO_SHORT' || code === 'RESERVE_SHORT')
  const longer = lengthMm === null || needle === null ? null : fittingNeedle(catalogue, needle.gauge, lengthMm)
  return (
    <Section title="Needle">
      <NeedleChoice planId={planId} needle={needle} catalogue={catalogue} />
      {needle !== null && plan.kind === 'volume' && <BentTip key={planId} planId={planId} needle={needle} />}
      {short !== undefined && needle !== null && (
        <Notice kind={short.level} action={longer === null ? undefined : <button type="button" className="btn sm" onClick={() => { setNeedle(planId, { ...needle, lengthMm: longer.lengthMm }) }}>Choose {longer.lengthMm} mm</button>}>{short.message}</Notice>
      )}
    </Section>
  )
}

/** Apart from the figures, which change with every move of a hand: a needle is chosen once. */
const NeedleChoice = memo(function NeedleChoice({ planId, needle, catalogue }: { readonly planId: string; readonly needle: NeedleSpecification | null; readonly catalogue: readonly CatalogueNeedle[] }) {
  const names = [...new Set([...catalogue.map(needleName), ...(needle === null ? [] : [needleName(needle)])])]
  return (
    <Select
      aria-label="Needle" placeholder="Choose gauge and length" searchable clearable data={names} value={needle === null ? null : needleName(needle)}
      onChange={value => {
        const chosen = catalogue.find(each => needleName(each) === value)
        setNeedle(planId, chosen === undefined ? null : { gauge: chosen.gauge, lengthMm: chosen.lengthMm, ...(needle?.bentTipDeg === undefined ? {} : { bentTipDeg: needle.bentTipDeg }) })
      }}
    />
  )
})

/** A bend is for steering; the figures are those of the straight path. */
const BentTip = memo(function BentTip({ planId, needle }: { readonly planId: string; readonly needle: NeedleSpecification }) {
  const keep = (degrees: number | null): void => {
    const straight = { gauge: needle.gauge, lengthMm: needle.lengthMm }
    setNeedle(planId, degrees === null || degrees === 0 ? straight : { ...straight, bentTipDeg: degrees })
  }
  return (
    <>
      <div className="cset">
        <span>Tip bent by</span>
        <NumberInput className="num" aria-label="Tip bent by, degrees" placeholder="straight" suffix="°" min={0} max={45} clampBehavior="strict" allowDecimal={false} hideControls value={needle.bentTipDeg ?? ''} onChange={value => { keep(typeof value === 'number' ? value : null) }} />
      </div>
      {needle.bentTipDeg !== undefined && <p className="sub">Drawn faint to both sides, {BENT_TIP_MM} mm long: where it points shows once the needle is turned. All figures are of the straight path.</p>}
    </>
  )
})

/** Which needles the department stocks. */
export function CatalogueSection() {
  const own = useCaseDocument().planning.catalogue
  const catalogue = own ?? proposedCatalogue
  const [gauge, setGauge] = useState<number | ''>('')
  const [lengthMm, setLength] = useState<number | ''>('')
  const keep = (step: string, next: readonly CatalogueNeedle[] | null): void => { void editCase(step, document => ({ ...document, planning: { ...document.planning, catalogue: next === null ? null : [...next] } })) }
  const added = gauge === '' || lengthMm === '' ? null : { gauge, lengthMm, name: needleName({ gauge, lengthMm }) }
  const isThere = added !== null && catalogue.some(each => needleName(each) === added.name)
  return (
    <Section title="Needles in stock" end={own === null ? 'proposed list' : <button type="button" className="btn sm ghost" onClick={() => { keep('proposed list of needles', null) }}>Proposed list again</button>}>
      <ul className="chips">
        {catalogue.map(needle => (
          <li key={needleName(needle)}>{needleName(needle)}<button type="button" aria-label={`Take ${needleName(needle)} off the list`} onClick={() => { keep(`${needleName(needle)} off the list`, catalogue.filter(each => each !== needle)) }}><IconX className="i i-sm" aria-hidden /></button></li>
        ))}
      </ul>
      <div className="row">
        <NumberInput className="num" aria-label="Gauge, 18 to 27" placeholder="Gauge" suffix=" G" min={18} max={27} allowDecimal={false} hideControls value={gauge} onChange={value => { setGauge(typeof value === 'number' ? value : '') }} />
        <NumberInput className="num" aria-label="Length, 50 to 150 mm" placeholder="Length" suffix=" mm" min={50} max={150} hideControls value={lengthMm} onChange={value => { setLength(typeof value === 'number' ? value : '') }} />
        <button
          type="button" className="btn sm" disabled={added === null || isThere}
          onClick={() => { if (added !== null) keep(`${added.name} onto the list`, [...catalogue, added].toSorted((a, b) => a.gauge - b.gauge || a.lengthMm - b.lengthMm)) }}
        >
          Add
        </button>
      </div>
    </Section>
  )
}
