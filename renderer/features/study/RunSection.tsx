import { editCase, writeSeries } from '#renderer/features/case/index.ts'
import { Section, Segmented } from '#renderer/ui/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { isProjection } from './studyRules.ts'

const nameOf = (run: SeriesSummary, at: number): string => (run.description === '' ? `${run.modality} run ${String(at + 1)}` : writeSeries(run))

/** For each run, where the operator sees the patient's LEFT: its edges read "Side not set" until then. */
export function RunSection({ series, projectionLeft }: { readonly series: readonly SeriesSummary[]; readonly projectionLeft: CaseDocument['study']['projectionLeft'] }) {
  const runs = series.filter(isProjection)
  if (runs.length === 0) return null
  return (
    <Section title="Where is the patient's LEFT on this run?" className="ask">
      {runs.map((run, at) => (
        <div className="q" key={run.seriesUid}>
          <span>{nameOf(run, at)}</span>
          <Segmented className="halves"
            label={`Where is the patient's LEFT on ${nameOf(run, at)}?`} value={projectionLeft[run.seriesUid] ?? null}
            choices={[{ value: 'screenStart', label: '◧', name: 'Half of the screen nearer to the stage rail' }, { value: 'screenEnd', label: '◨', name: 'Half of the screen nearer to the panel' }]}
            onChange={half => { void editCase('LEFT marked on a run', document => ({ ...document, study: { ...document.study, projectionLeft: { ...document.study.projectionLeft, [run.seriesUid]: half } } })) }}
          />
        </div>
      ))}
    </Section>
  )
}
