import { patternWords } from '#shared/contrast/assessmentWords.ts'
import type { RecordState } from './recordEvents.ts'
import type { RecordSummary } from './recordSummary.ts'
import { complicationWords } from './note/noteWords.ts'

/** As it is looked for: without case, accents, vowel signs and the marks between the parts of a DICOM name. */
export const foldWords = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[\^=\s]+/gu, ' ').trim()

/** Everything that the words of a search may be found in. `localDate`: YYYY-MM-DD where the app runs. */
export function searchWordsOf({ patientName, patientId, side, level, note }: RecordState, { operator, signedBy, countersignedBy, patterns, complications, drugs }: RecordSummary, localDate: string): string {
  return foldWords([
    patientName, patientId, side, level, localDate, operator, signedBy, countersignedBy, note.order?.accessionNumber, note.order?.indication, ...drugs,
    ...patterns.map((pattern) => patternWords[pattern]), ...complications.map((one) => complicationWords[one]),
  ].filter((part) => part !== null && part !== undefined).join(' '))
}
