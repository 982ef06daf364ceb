import type { Output, Services } from '#shared/contract/types.ts'
import { readDoseReport, type DoseContent } from '#shared/dicom/doseReport.ts'
import { doseOfStudies } from '#shared/dicom/doseTotals.ts'
import { readContentTree } from '#shared/dicom/readContentTree.ts'
import { mayBeDoseReport } from '#shared/dicom/sopClasses.ts'
import { err, type Fault, type Result } from '#shared/result.ts'
import type { CaseDocument } from './caseDocuments.ts'
import type { ImageSource } from './imageSource.ts'

type Answer = Output<'library.doseReports'>
type Refusal = Fault<'NOT_A_DOSE_REPORT' | 'BROKEN_REPORT' | 'UNEXPECTED_UNIT' | 'UNREADABLE'>

/** The dose reports of a case. */
export const createDoseReports = ({ documents }: Pick<ImageSource, 'documents'>): Services['library.doseReports'] => async ({ caseId }) => {
  const reports: Answer['reports'] = []
  const unreadable: Answer['unreadable'] = []
  for (const { studyUid, seriesUid, sopInstanceUid, header } of await documents(caseId, mayBeDoseReport)) {
    const read = readDocument(header)
    if (read.ok) reports.push({ studyUid, seriesUid, sopInstanceUid, content: read.value })
    else if (read.error.code !== 'NOT_A_DOSE_REPORT') unreadable.push({ seriesUid, sopInstanceUid, code: read.error.code, message: read.error.message })
  }
  return { ok: true, value: { reports, unreadable, studies: [...doseOfStudies(reports)] } }
}

function readDocument(header: CaseDocument['header']): Result<DoseContent, Refusal> {
  if (header === 'away') return err('UNREADABLE', 'A dose report is no longer where it was: its file was moved, or the disc taken out. Bring it back, or import it again.')
  if (header === 'broken') return err('BROKEN_REPORT', 'This dose report breaks off, is damaged, or is larger than any that a device writes. None of its figures is used. Copy it again from its source, or read the figures at the machine.')
  const tree = readContentTree(header)
  if (!tree.ok) return tree.error.code === 'NOT_A_REPORT' ? err('NOT_A_DOSE_REPORT', tree.error.message) : err('BROKEN_REPORT', tree.error.message)
  return readDoseReport(tree.value)
}
