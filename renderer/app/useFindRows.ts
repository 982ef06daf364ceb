import { goToStage, openCase, useCaseDocument, useCases, useCaseSeries, useSession, writeDate, writeIdentity, writeName, writeSeries } from '#renderer/features/case/index.ts'
import { fits } from '#renderer/features/commands/index.ts'
import { showSeries, useKeyedRun } from '#renderer/features/fluoroscopy/index.ts'
import { findCases } from '#renderer/features/library/index.ts'
import { commandRows, frameRows, sections, type FindRow, type FindSection } from './findRows.ts'

/** Everything that a search finds. */
export function useFindRows(typed: string): readonly FindSection[] {
  const { caseId, stage, saving } = useSession()
  // Whether a command can run follows from the document as well.
  useCaseDocument()
  const { series } = useCaseSeries(caseId)
  const cases = useCases().data?.cases ?? []
  const { run } = useKeyedRun()
  const searched = typed.trim() !== ''
  const open = series[0]
  const seriesRows = caseId === null || !searched ? [] : series.filter(one => one.kind !== 'document').flatMap((one): readonly FindRow[] => {
    const score = fits(typed, writeSeries(one), ['series', one.modality])
    return score === 0 ? [] : [{
      id: `series ${one.seriesUid}`, group: 'goTo', name: writeSeries(one), place: `Series, ${String(one.frames)} ${one.frames === 1 ? 'image' : 'images'}`, key: null, reason: null, asks: null, score,
      run: () => { showSeries(caseId, one.seriesUid); if (stage !== 'plan') goToStage('study') },
    }]
  })
  const caseRows = !searched && caseId !== null ? [] : findCases(cases, typed, () => '').filter(one => one.caseId !== caseId).map((one): FindRow => ({
    id: `case ${one.caseId}`, group: 'cases', name: writeName(one.patientName), key: null, score: 2,
    place: [writeIdentity(one, new Date()).details.split(' · ').at(-1), one.newestImageAt === null ? null : writeDate(one.newestImageAt)].filter(part => part !== null).join(', '),
    reason: saving.kind === 'failed' ? 'The open case is not saved' : null,
    asks: open === undefined ? null : `Leave ${writeName(open.patientName)}? ${saving.kind === 'saved' ? 'All is saved.' : 'Saving is under way.'}`,
    run: () => { void openCase(one.caseId, one.stage) },
  }))
  return sections([...commandRows(typed), ...frameRows(typed, run), ...seriesRows, ...caseRows], typed)
}
