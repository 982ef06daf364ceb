import { useQuery } from '@tanstack/react-query'
import { client, faultText } from '#renderer/api/index.ts'
import type { StudyDose } from '#shared/dicom/doseTotals.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'

/** What the dose reports say of the study of a record, and what cannot be used of them. */
export type CaseDose = { readonly study: StudyDose | null; readonly remarks: readonly string[] }
const none: CaseDose = { study: null, remarks: [] }

/** Read again with the series of the case, since a report may arrive after the runs. */
export function useDose({ caseId, studyUid }: Pick<RecordState, 'caseId' | 'studyUid'>): CaseDose {
  return useQuery({ queryKey: ['library.series', caseId, 'dose', studyUid], queryFn: () => readDose(caseId, studyUid) }).data ?? none
}

async function readDose(caseId: string, studyUid: string): Promise<CaseDose> {
  const reply = await client.call('library.doseReports', { caseId })
  if (!reply.ok) return { study: null, remarks: [faultText(reply.error)] }
  const study = reply.value.studies.find((one) => one.studyUid === studyUid) ?? null
  return { study, remarks: [...reply.value.unreadable.map(({ message }) => message), ...(study?.notes ?? [])] }
}
