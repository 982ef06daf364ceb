import { readWholeObject, writeWholeObject } from '#electron/services/teaching/deidentify/index.ts'
import { contrastNoteLeaves } from '#electron/services/record/contrastNoteLeaves.ts'
import { keyImagesLeave } from '#electron/services/record/keyImagesLeave.ts'
import { keyObjectsLeave } from '#electron/services/record/keyObjectsLeave.ts'
import type { Leaving, PaperAround } from '#electron/services/record/leaving.ts'
import { reportLeaves } from '#electron/services/record/paperLeaves.ts'
import { presentationStatesLeave } from '#electron/services/record/presentationStatesLeave.ts'
import { printedOnce } from '#electron/services/record/printedOnce.ts'
import { structuredReportsLeave } from '#electron/services/record/structuredReportsLeave.ts'
import { elementOf, emptyValue, textElement, textOf, withElements, type DataElement } from '#shared/teaching/deidentification/dataSet.ts'
import type { DeidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import { temporal } from '#shared/teaching/deidentification/statements.ts'
import type { CleanedRecord } from './cleanRecord.ts'
import type { StagedFile, Staging } from './staging.ts'

/** What a record leaves as in a teaching case: the bundle for hospital systems and the patient's sheets are not for teaching. */
const writers: readonly Leaving[] = [keyImagesLeave, presentationStatesLeave, keyObjectsLeave, structuredReportsLeave, contrastNoteLeaves, reportLeaves]
const endings: Readonly<Record<string, { readonly folder: string; readonly ending: string }>> = { '.png': { folder: 'PICT', ending: '.PNG' }, '.pdf': { folder: 'DOC', ending: '.PDF' }, '.txt': { folder: 'DOC', ending: '.TXT' } }

/** What became of dates, and whether nobody looks before it leaves. */
type Stating = { readonly dates: DeidentifyOptions['dates']; readonly isScripted: boolean }
export type RecordOutputs = { readonly files: readonly StagedFile[]; /** Where the picture of a key image lies, by its content. */ readonly pictures: ReadonlyMap<string, string>; readonly remarks: readonly string[] }

/** Runs the record's own writers on the cleaned record, into the staging folder. */
export async function recordOutputs({ state, events, signaturesFromFile, pictures, remarks }: CleanedRecord, around: PaperAround, staging: Staging, how: Stating): Promise<RecordOutputs> {
  const files: StagedFile[] = []
  const said = [...remarks]
  const places = new Map<string, string>()
  const counts = new Map<string, number>()
  const whole = { ...around, events, signaturesFromFile }
  for (const writer of writers) for await (const group of writer(state, pictures, { ...whole, printed: printedOnce(state, pictures, whole), jpeg: null })) {
    said.push(...group.remarks ?? [])
    for (const { extension, bytes } of group.files) {
      const { folder, ending } = endings[extension] ?? { folder: 'RECORD', ending: '' }
      const number = (counts.get(folder) ?? 0) + 1
      counts.set(folder, number)
      const file = await staging.put(`${folder}/${(folder[0] ?? 'F')}${String(number).padStart(5, '0')}${ending}`, extension === '.dcm' ? stated(bytes, how) : bytes)
      if (extension === '.png') places.set(file.sha256, file.path)
      files.push(file)
    }
  }
  return { files, pictures: places, remarks: said }
}

/** An object of the record that says of itself what was done; that nobody is named in its picture only where a person looks at it before it leaves. */
function stated(bytes: Uint8Array, { dates, isScripted }: Stating): Uint8Array {
  const whole = readWholeObject(bytes)
  if (!whole.ok) throw new Error('An object of our own cannot be read.')
  const { dataSet, transferSyntaxUid } = whole.value
  const derivation = textOf(dataSet, '00082111')
  const derived = derivation === null ? [] : [textElement('00082111', 'ST', derivation.replace('and identity burned in', 'burned in, the strip with the identity cut off'))]
  const burned = isScripted || elementOf(dataSet, '00280301') === null ? [] : [textElement('00280301', 'CS', 'NO')]
  return writeWholeObject(withElements(dates === 'removed' ? dataSet.map(withoutDay) : dataSet, [
    textElement('00120062', 'CS', 'YES'), textElement('00120063', 'LO', 'DICOM PS3.15 Annex E', 'Written anew from a record without identity'), textElement('00280303', 'CS', temporal[dates]), ...derived, ...burned,
  ]), transferSyntaxUid)
}

/** Day and time of the study may be empty, as they are in its images. @source PS3.3 C.7.2.1, type 2 */
const withoutDay = (element: DataElement): DataElement => (['00080020', '00080030'].includes(element.tag) ? { ...element, value: emptyValue(element.vr) } : element)
