import { z } from 'zod'
import { localTimeOf } from '#shared/dicom/dateTimes.ts'
import type { DicomHeader } from '#shared/dicom/header.ts'
import { localTime, uid } from '#shared/values.ts'
import { presentationTags as tags } from './presentationTags.ts'

/** PS3.4 B.5 Key Object Selection Document Storage. */
export const KEY_OBJECT_SELECTION = '1.2.840.10008.5.1.4.1.1.88.59'

/** A stored selection: what for, in whose words, and which objects in its order. PS3.3 C.17.6, PS3.16 TID 2010. */
export const keyObjects = z.strictObject({
  sopInstanceUid: uid,
  title: z.string(), description: z.string(), createdAt: localTime.nullable(),
  objects: z.array(z.strictObject({
    sopClassUid: uid, sopInstanceUid: uid, frameNumbers: z.array(z.int().positive()).describe('empty: all of it'),
    stateUid: uid.nullable().describe('the presentation state that shows it'),
    seriesUid: uid.nullable().describe('as the evidence says; null where it says nothing'),
  })),
})
export type KeyObjects = Readonly<z.infer<typeof keyObjects>>

/**
 * A stored key object selection; null where it names nothing.
 *
 * @source  PS3.3 C.17.3 SR Document Content, C.18.4 Image Reference; PS3.16 TID 2010 (113012 Key Object Description)
 */
export function readKeyObjects(header: DicomHeader): KeyObjects | null {
  const sopInstanceUid = header.text(tags.SOPInstanceUID)
  const items = contentOf(header)
  const seriesOf = new Map(header.items(tags.EvidenceSequence).flatMap((study) => study.items(tags.ReferencedSeriesSequence)).flatMap((series) =>
    series.items(tags.ReferencedSOPSequence).flatMap((one): [string, string][] => {
      const [uidOfObject, uidOfSeries] = [one.text(tags.ReferencedSOPInstanceUID), series.text(tags.SeriesInstanceUID)]
      return uidOfObject === null || uidOfSeries === null ? [] : [[uidOfObject, uidOfSeries]]
    })))
  const objects = items.flatMap((item) => item.items(tags.ReferencedSOPSequence)).flatMap((reference) => {
    const [sopClassUid, objectUid] = [reference.text(tags.ReferencedSOPClassUID), reference.text(tags.ReferencedSOPInstanceUID)]
    if (sopClassUid === null || objectUid === null) return []
    return [{
      sopClassUid, sopInstanceUid: objectUid, frameNumbers: reference.numbers(tags.ReferencedFrameNumber).filter((number) => Number.isSafeInteger(number) && number > 0),
      stateUid: reference.items(tags.ReferencedSOPSequence)[0]?.text(tags.ReferencedSOPInstanceUID) ?? null, seriesUid: seriesOf.get(objectUid) ?? null,
    }]
  })
  if (sopInstanceUid === null || objects.length === 0) return null
  return {
    sopInstanceUid, objects, title: header.items(tags.ConceptNameCodeSequence)[0]?.text(tags.CodeMeaning) ?? 'Key images',
    description: items.filter((item) => item.items(tags.ConceptNameCodeSequence)[0]?.text(tags.CodeValue) === '113012').flatMap((item) => item.texts(tags.TextValue)).join('\n'),
    createdAt: localTimeOf(header.text(tags.ContentDate), header.text(tags.ContentTime)),
  }
}

/** Deep first: a writer may put what belongs together into containers of its own. */
const contentOf = (header: DicomHeader): readonly DicomHeader[] => header.items(tags.ContentSequence).flatMap((item) => [item, ...contentOf(item)])
