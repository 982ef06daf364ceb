import { editCase, writeSeries } from '#renderer/features/case/index.ts'
import { Section, Segmented } from '#renderer/ui/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RunQuestion } from './runQuestions.ts'
import { isProjection, questionsOf, type QuestionsBySeries } from './studyRules.ts'

type Study = CaseDocument['study']
type Half = Study['projectionLeft'][string]
type RunSectionProps = { readonly series: readonly SeriesSummary[]; readonly questions: QuestionsBySeries; readonly study: Study }

const halves = [
  { value: 'screenStart', label: '◧', name: 'Half of the screen nearer to the stage rail' },
  { value: 'screenEnd', label: '◨', name: 'Half of the screen nearer to the panel' },
] as const

const asked: Readonly<Record<RunQuestion, { readonly title: string; readonly of: (name: string) => string; readonly step: string; readonly field: 'projectionLeft' | 'projectionAnterior' }>> = {
  left: { title: "Where is the patient's LEFT on this run?", of: name => `Where is the patient's LEFT on ${name}?`, step: 'LEFT marked on a run', field: 'projectionLeft' },
  anterior: { title: 'Where is ANTERIOR on this lateral run?', of: name => `Where is ANTERIOR on ${name}?`, step: 'ANTERIOR marked on a run', field: 'projectionAnterior' },
}

const nameOf = (run: SeriesSummary, at: number): string => (run.description === '' ? `${run.modality} run ${String(at + 1)}` : writeSeries(run))
const mark = (question: RunQuestion, seriesUid: string, half: Half): void => {
  const { step, field } = asked[question]
  void editCase(step, document => {
    // What the marker said was said of the answer before.
    const leadMarker = Object.fromEntries(Object.entries(document.study.leadMarker).filter(([uid]) => uid !== seriesUid))
    return { ...document, study: { ...document.study, [field]: { ...document.study[field], [seriesUid]: half }, ...(question === 'left' && { leadMarker }) } }
  })
}

const markerChoices = [{ value: 'agrees', label: 'Agrees' }, { value: 'disagrees', label: 'Disagrees' }, { value: 'notSeen', label: 'Not seen' }] as const
type Marker = Study['leadMarker'][string]

/** Whether the lead marker in the picture says the same: a flip that nobody wrote down shows in nothing else. */
function LeadMarker({ seriesUid, name, value }: { readonly seriesUid: string; readonly name: string; readonly value: Marker | null }) {
  const say = (marker: Marker): void => {
    void editCase('lead marker on a run', document => ({ ...document, study: { ...document.study, leadMarker: { ...document.study.leadMarker, [seriesUid]: marker }, ...(marker === 'disagrees' && { confirmedAtIso: null }) } }))
  }
  return <div className="q marker"><span>Lead marker</span><Segmented className="of3" label={`Lead marker on ${name}`} value={value} choices={markerChoices} onChange={say} /></div>
}

/** For each run, where the operator sees the patient's LEFT, or ANTERIOR on a lateral: its edges read "Side not set" until then. */
export function RunSection({ series, questions, study }: RunSectionProps) {
  const runs = series.filter(isProjection)
  return (['left', 'anterior'] as const).map(question => {
    const { title, of, field } = asked[question]
    const open = runs.map((run, at) => ({ run, name: nameOf(run, at) })).filter(({ run }) => questionsOf(questions, run).includes(question))
    if (open.length === 0) return null
    return (
      <Section key={question} title={title} className="ask">
        {open.map(({ run, name }) => (
          <div className="q" key={run.seriesUid}>
            <span>{name}</span>
            <Segmented className="halves" label={of(name)} value={study[field][run.seriesUid] ?? null} choices={halves} onChange={half => { mark(question, run.seriesUid, half) }} />
            {question === 'left' && study.projectionLeft[run.seriesUid] !== undefined && <LeadMarker seriesUid={run.seriesUid} name={name} value={study.leadMarker[run.seriesUid] ?? null} />}
          </div>
        ))}
      </Section>
    )
  })
}
