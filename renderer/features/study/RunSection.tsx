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
  void editCase(step, document => ({ ...document, study: { ...document.study, [field]: { ...document.study[field], [seriesUid]: half } } }))
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
          </div>
        ))}
      </Section>
    )
  })
}
