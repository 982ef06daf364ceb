import { useQuery } from '@tanstack/react-query'
import { client, faultText } from '#renderer/api/index.ts'
import type { StudyDose } from '#shared/dicom/doseTotals.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { dosesOfProcedure, type DatedDose } from './dosesOfProcedure.ts'

/** What the dose reports say of the procedure of a record, and what cannot be used of them. */
export type CaseDose = { readonly doses: readonly DatedDose[]; readonly remarks: readonly string[] }
type Reports = { readonly studies: readonly StudyDose[]; readonly series: readonly SeriesSummary[]; readonly remarks: readonly string[] }
const none: Reports = { studies: [], series: [], remarks: [] }

/** Read again with the series of the case, since a report may arrive after the runs. */
export function useDose(record: Pick<RecordState, 'caseId' | 'studyUid' | 'keyImages' | 'assessments'>): CaseDose {
  const { caseId } = record
  const { studies, series, remarks } = useQuery({ queryKey: ['library.series', caseId, 'dose'], queryFn: () => readReports(caseId) }).data ?? none
  const doses = dosesOfProcedure(record, studies, series)
  return { doses, remarks: [...remarks, ...doses.flatMap(({ dose }) => dose.notes)] }
}

async function readReports(caseId: string): Promise<Reports> {
  const [reports, listed] = await Promise.all([client.call('library.doseReports', { caseId }), client.call('library.series', { caseId })])
  const series = listed.ok ? listed.value.series : []
  if (!reports.ok) return { studies: [], series, remarks: [faultText(reports.error)] }
  return { studies: reports.value.studies, series, remarks: reports.value.unreadable.map(({ message }) => message) }
}
