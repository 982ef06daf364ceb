import { Select } from '@mantine/core'
import { editCase } from '#renderer/features/case/index.ts'
import { Notice, Section } from '#renderer/ui/index.ts'
import type { NeedlePlan, NeedleSpecification } from '#shared/planning/needlePlan.ts'
import { withPlan } from './planEdits.ts'
import { fittingLength, LEAST_RESERVE_MM, needleChoices } from './planTodo.ts'

const gauges = [18, 20, 22, 23, 25, 27]
const names = gauges.flatMap(gauge => needleChoices.map(lengthMm => ({ value: `${String(gauge)}-${String(lengthMm)}`, label: `${String(gauge)} G, ${String(lengthMm)} mm` })))

const setNeedle = (plan: NeedlePlan, needle: NeedleSpecification | null): void => {
  void editCase(needle === null ? 'needle taken off' : `needle ${String(needle.gauge)} G, ${String(needle.lengthMm)} mm`, document => withPlan(document, { ...plan, needle }))
}

export function NeedleSection({ plan, lengthMm, reserveMm }: { readonly plan: NeedlePlan; readonly lengthMm: number | null; readonly reserveMm: number | null }) {
  const { needle } = plan
  const tooShort = needle !== null && lengthMm !== null && reserveMm !== null && reserveMm < LEAST_RESERVE_MM
  const longer = lengthMm === null ? null : fittingLength(lengthMm)
  return (
    <Section title="Needle">
      <Select
        aria-label="Needle" placeholder="Choose gauge and length" searchable clearable data={names} value={needle === null ? null : `${String(needle.gauge)}-${String(needle.lengthMm)}`}
        onChange={value => {
          const [gauge, length] = (value ?? '').split('-').map(Number)
          setNeedle(plan, gauge === undefined || length === undefined || value === null ? null : { gauge, lengthMm: length })
        }}
      />
      {tooShort && (
        <Notice kind="caution" action={longer === null ? undefined : <button type="button" className="btn sm" onClick={() => { setNeedle(plan, { ...needle, lengthMm: longer }) }}>Choose {longer} mm</button>}>
          The path is {Math.round(lengthMm)} mm and the needle {needle.lengthMm} mm. Less than {LEAST_RESERVE_MM} mm would stay outside. Choose a longer needle or move the entry.
        </Notice>
      )}
    </Section>
  )
}
