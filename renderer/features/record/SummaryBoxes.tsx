import { IconCircle, IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { writeClockSeconds } from '#renderer/features/case/index.ts'
import { assessmentRows } from '#shared/reporting/assessmentRows.ts'

type BoxProps = { readonly title: string; readonly small: string; readonly isDone: boolean; readonly children: ReactNode }

const Box = ({ title, small, isDone, children }: BoxProps) => (
  <section className="box card" aria-label={title}>
    <header className="bh"><h2>{title}{small !== '' && <small>{small}</small>}</h2><span className="end">{isDone ? <IconCircleCheck className="ok" size="1.25rem" aria-label="done" /> : <IconCircle className="caution" size="1.25rem" aria-label="open" />}</span></header>
    <div className="bb">{children}</div>
  </section>
)

const Row = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => <><dt>{term}</dt><dd>{children}</dd></>
const figure = (value: number | null, unit: string): string => (value === null ? 'not available' : `${value.toFixed(1)}${unit}`)

/** Silence is no answer. */
const variantWords = (answer: 'yes' | 'no' | undefined): string => (answer === undefined ? 'not answered' : answer === 'yes' ? 'Looked for' : 'Not looked for')

export function PlanBox({ state }: { readonly state: RecordState }) {
  const { acceptedPlan } = state
  if (acceptedPlan === null) return <Box title="Plan" small="" isDone={false}><p className="nt">No plan was accepted.</p></Box>
  const { plan, figures, atIso } = acceptedPlan
  return (
    <Box title="Plan" small={`accepted ${writeClockSeconds(new Date(atIso))}`} isDone>
      <dl className="dl">
        <Row term="Path">{plan.name}</Row>
        {plan.kind === 'volume'
          ? <><Row term="Entry to target">{figure(figures.lengthMm, ' mm')}</Row><Row term="Sideways">{figure(figures.inPlaneDeg, '°')}</Row><Row term="Head tilt">{figure(figures.craniocaudalDeg, '°')}</Row></>
          : <Row term="Length on the image">{figure(figures.lengthPx, ' px')}</Row>}
        {acceptedPlan.clearances?.map(({ kind, name, distanceMm, leastMm, level }) => <Row key={kind + name} term={name}>{distanceMm === null || leastMm === null ? 'Not assessed' : `${distanceMm.toFixed(1)} mm, ${leastMm.toFixed(1)} mm at worst${level === 'above' ? '' : ', acknowledged'}`}</Row>)}
        {plan.kind === 'volume' && <Row term="Artery variants">{variantWords(acceptedPlan.arteryVariantsLookedFor)}</Row>}
        <Row term="Needle">{plan.needle === null ? 'not chosen' : `${String(plan.needle.gauge)} G, ${String(plan.needle.lengthMm)} mm`}</Row>
      </dl>
    </Box>
  )
}

export function ContrastBox({ state }: { readonly state: RecordState }) {
  if (state.assessments.length === 0) return <Box title="Contrast" small="" isDone={false}><p className="nt">No decision yet.</p></Box>
  return <>{state.assessments.toReversed().map(({ assessment, atIso, actor }, at) => <AssessmentBox key={atIso} assessment={assessment} atIso={atIso} actor={actor} number={state.assessments.length - at} of={state.assessments.length} />)}</>
}

type AssessmentBoxProps = RecordState['assessments'][number] & { readonly number: number; readonly of: number }

/** The newest decision stands first; earlier ones stay as they were. */
function AssessmentBox({ assessment, atIso, actor, number, of }: AssessmentBoxProps) {
  const rows = assessmentRows(assessment, (instant) => writeClockSeconds(new Date(instant)))
  return (
    <Box title="Contrast" small={of > 1 ? `decision ${String(number)} of ${String(of)}` : ''} isDone>
      <dl className="dl">
        {rows.map(({ term, words }, at) => <Row key={`${term} ${String(at)}`} term={term}>{term === 'Decision' ? <><b>{words}</b>, {writeClockSeconds(new Date(atIso))}, {actor}</> : words}</Row>)}
      </dl>
    </Box>
  )
}
