import type { ContentItem, ImageReference } from '#shared/dicom/contentItem.ts'
import type { KeyImage, RecordState } from '#shared/procedure/recordEvents.ts'
import type { DicomContent } from '../dicomContent.ts'

/** An object with the series and the study that it is filed under. */
export type FiledObject = { readonly studyUid: string; readonly seriesUid: string; readonly sopClassUid: string; readonly sopInstanceUid: string }

/** The image that a key image was made of, and of it the frame. */
export const sourceOf = ({ sopClassUid, sopInstanceUid, frameNumber }: Pick<KeyImage, 'sopClassUid' | 'sopInstanceUid' | 'frameNumber'>): ImageReference => ({ sopClassUid, sopInstanceUid, frameNumbers: frameNumber === null ? [] : [frameNumber] })

/** Every object that a record knows the place of. */
export const filedObjects = ({ keyImages, assessments, acceptedPlan }: RecordState): readonly FiledObject[] => [...keyImages, ...assessments.flatMap(({ seenOn }) => seenOn ?? []), ...(acceptedPlan?.seenOn ?? [])]

/**
 * The objects that a tree points at, by study and series: those of the report's own study, and all others.
 *
 * @source PS3.3 C.17.2: Current Requested Procedure Evidence Sequence (0040,A375), Pertinent Other Evidence Sequence (0040,A385); both hold every instance that the content names
 */
export function evidenceContent(tree: ContentItem, record: RecordState): DicomContent {
  const named = new Set(instancesOf(tree))
  const filed = filedObjects(record).filter(({ sopInstanceUid }) => named.has(sopInstanceUid))
  const own = hierarchyOf(filed.filter(({ studyUid }) => studyUid === record.studyUid))
  const other = hierarchyOf(filed.filter(({ studyUid }) => studyUid !== record.studyUid))
  return { ...(own.length === 0 ? {} : { CurrentRequestedProcedureEvidenceSequence: own }), ...(other.length === 0 ? {} : { PertinentOtherEvidenceSequence: other }) }
}

const instancesOf = ({ value, children }: ContentItem): readonly string[] => [...(value.kind === 'image' ? [value.reference.sopInstanceUid] : []), ...children.flatMap(instancesOf)]

/** Study, series, instance; each once, in the order of their UIDs so that the bytes depend on nothing else. @source PS3.3 C.17.2.1 Hierarchical SOP Instance Reference Macro */
export const hierarchyOf = (objects: readonly FiledObject[]): readonly DicomContent[] => grouped(objects, ({ studyUid }) => studyUid).map(([studyUid, ofStudy]) => ({
  StudyInstanceUID: studyUid,
  ReferencedSeriesSequence: grouped(ofStudy, ({ seriesUid }) => seriesUid).map(([seriesUid, ofSeries]) => ({
    SeriesInstanceUID: seriesUid,
    ReferencedSOPSequence: grouped(ofSeries, ({ sopInstanceUid }) => sopInstanceUid).map(([sopInstanceUid, [first]]) => ({ ReferencedSOPClassUID: first.sopClassUid, ReferencedSOPInstanceUID: sopInstanceUid })),
  })),
}))

type Some<T> = readonly [T, ...(readonly T[])]
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [string, Some<T>])[] {
  const groups = new Map<string, Some<T>>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    groups.set(key, group === undefined ? [item] : [...group, item])
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))
}
