import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { writeClockSeconds, writeDecimal } from '#renderer/features/case/index.ts'
import { patternNames } from '#renderer/features/contrast/index.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'

const clock = (iso: string): string => writeClockSeconds(new Date(iso))
const figure = (value: number | null, unit: string): string => (value === null ? 'not available' : `${writeDecimal(value)} ${unit}`)

/** What the record says so far, in the operator's own answers. */
export function RecordNotes({ state }: { readonly state: RecordState | null }) {
  const plan = state?.acceptedPlan ?? null
  const last = state?.assessments.at(-1) ?? null
  return (
    <div className="ngrid">
      <Note title="Study and side" when={state === null ? null : clock(state.createdAtIso)} rows={state === null ? [] : [['Side', state.side], ['Level', state.level], ['Entries', String(state.events)]]} empty="The record begins when the side is confirmed." />
      <Note title="Plan" when={plan === null ? null : clock(plan.atIso)} empty="No plan accepted." rows={plan === null ? [] : [
        ['Path', plan.plan.name],
        ['Needle', plan.plan.needle === null ? 'not chosen' : `${String(plan.plan.needle.gauge)} G, ${String(plan.plan.needle.lengthMm)} mm`],
        ['Skin to target', plan.figures.lengthMm !== null ? figure(plan.figures.lengthMm, 'mm') : figure(plan.figures.lengthPx, 'px')],
        ...(plan.plan.kind === 'volume' ? [['Sideways', figure(plan.figures.inPlaneDeg, '°')] as const, ['Head tilt', figure(plan.figures.craniocaudalDeg, '°')] as const] : []),
      ]} />
      <Note title="Contrast" when={last === null ? null : clock(last.atIso)} empty="Contrast is not judged yet." rows={last === null ? [] : [
        ['Pattern', last.assessment.patterns.length === 0 ? 'not answered' : last.assessment.patterns.map(pattern => patternNames[pattern]).join(', ')],
        ['Vessel filling', last.assessment.vesselFilling === null ? 'not answered' : { yes: 'Seen by operator', no: 'Not seen by operator', unsure: 'Unsure' }[last.assessment.vesselFilling]],
        ['Seen on frames', last.assessment.seenFrames.map(frame => frame + 1).join(', ')],
        ['Decision', `${{ inject: 'Inject', reposition: 'Reposition', abort: 'Abort' }[last.assessment.decision]}, ${clock(last.atIso)}`],
        ...(last.assessment.comment === '' ? [] : [['Comment', last.assessment.comment] as const]),
      ]} />
    </div>
  )
}

type NoteProps = { readonly title: string; readonly when: string | null; readonly rows: readonly (readonly [string, ReactNode])[]; readonly empty: string }
function Note({ title, when, rows, empty }: NoteProps) {
  const Icon = rows.length === 0 ? IconCircleDashed : IconCircleCheck
  return (
    <section className="box card" aria-label={title}>
      <div className="bh"><h2>{title}{when !== null && <small>{when}</small>}</h2><span className="end"><Icon className={rows.length === 0 ? 'i caution' : 'i ok'} aria-hidden /></span></div>
      <div className="bb">{rows.length === 0 ? <p className="soft">{empty}</p> : <dl className="dl">{rows.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}</dl>}</div>
    </section>
  )
}
