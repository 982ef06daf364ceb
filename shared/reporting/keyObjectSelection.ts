import { dicomLine, dicomText, localDateTime, patientModule, studyModule, type RecordPatient } from './commonModules.ts'
import type { DicomContent, DicomObjectContent } from './dicomContent.ts'
import { keyObjectTitles, type KeyObjectTitle } from './keyObjectTitles.ts'
import type { KeyImage } from '#shared/procedure/recordEvents.ts'

/** PS3.4 B.5 Key Object Selection Document Storage. */
export const KEY_OBJECT_SOP_CLASS = '1.2.840.10008.5.1.4.1.1.88.59'
const SERIES_NUMBER = 9003

export type ReferencedObject = { readonly sopClassUid: string; readonly sopInstanceUid: string; readonly seriesUid: string }

export type SelectedKeyImage = {
  readonly image: KeyImage
  /** Position among all key images of the record, from 1. */
  readonly number: number
  /** How it was seen, and its picture with everything burned in. */
  readonly state: ReferencedObject | null
  readonly capture: ReferencedObject
}

export type KeyObjectSelectionInput = {
  readonly record: RecordPatient
  /** All of one study, at least one. */
  readonly selected: readonly [SelectedKeyImage, ...SelectedKeyImage[]]
  readonly title: KeyObjectTitle
  readonly seriesUid: string
  readonly atIso: string
  readonly utcOffsetMinutes: number
  /** The UID of exactly this content: another selection or caption is another document. */
  readonly uidOf: (content: DicomContent) => string
}

/**
 * Which images of a study were kept, with their frames, how they were seen, and their captions.
 *
 * @source PS3.3 A.35.4 Key Object Selection Document IOD, C.17.6.1-2, C.18.4 Image Reference Macro (a presentation state
 *         in Referenced SOP Sequence); PS3.16 TID 2010, CID 7010
 */
export function buildKeyObjectSelection(input: KeyObjectSelectionInput): DicomObjectContent {
  const { record, selected, seriesUid } = input
  const [{ image }] = selected
  const { date, time } = localDateTime(input.atIso, input.utcOffsetMinutes)
  const content: DicomContent = {
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: KEY_OBJECT_SOP_CLASS,
    ...patientModule(record),
    ...studyModule(image),
    Modality: 'KO', SeriesInstanceUID: seriesUid, SeriesNumber: SERIES_NUMBER, SeriesDescription: 'Key images of the procedure', ReferencedPerformedProcedureStepSequence: [],
    Manufacturer: 'Axis Guide',
    InstanceNumber: 1, ContentDate: date, ContentTime: time,
    CurrentRequestedProcedureEvidenceSequence: [{ ReferencedSeriesSequence: evidence(selected), StudyInstanceUID: image.studyUid }],
    ValueType: 'CONTAINER', ConceptNameCodeSequence: [code(input.title, keyObjectTitles[input.title])], ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: '2010' }],
    ContentSequence: [...observer(selected), ...description(selected), ...selected.flatMap(imageItems)],
  }
  const sopInstanceUid = input.uidOf(content)
  return { ...content, SOPClassUID: KEY_OBJECT_SOP_CLASS, SOPInstanceUID: sopInstanceUid }
}

const code = (value: string, meaning: string): DicomContent => ({ CodeValue: value, CodingSchemeDesignator: 'DCM', CodeMeaning: meaning })

/** TID 1002, 1003: the person who saved them, where one person saved them all. */
function observer(selected: readonly SelectedKeyImage[]): readonly DicomContent[] {
  const actors = [...new Set(selected.map(({ image }) => image.actor))]
  const [actor] = actors
  if (actor === undefined || actors.length > 1) return []
  return [
    { RelationshipType: 'HAS OBS CONTEXT', ValueType: 'CODE', ConceptNameCodeSequence: [code('121005', 'Observer Type')], ConceptCodeSequence: [code('121006', 'Person')] },
    { RelationshipType: 'HAS OBS CONTEXT', ValueType: 'PNAME', ConceptNameCodeSequence: [code('121008', 'Person Observer Name')], PersonName: dicomLine(actor).replace(/[=^]/g, ' ') },
  ]
}

/** One text for the whole selection, as the template has it: a line an image. */
function description(selected: readonly SelectedKeyImage[]): readonly DicomContent[] {
  const lines = selected.map(({ image: { title, caption }, number }) => `${String(number)}. ${title}${caption === '' ? '' : `: ${caption}`}`)
  return [{ RelationshipType: 'CONTAINS', ValueType: 'TEXT', ConceptNameCodeSequence: [code('113012', 'Key Object Description')], TextValue: dicomText(lines.join('\n')) }]
}

/** The image with its frame and the state that shows it, then its picture. */
function imageItems({ image, state, capture }: SelectedKeyImage): readonly DicomContent[] {
  const item = (reference: DicomContent): DicomContent => ({ RelationshipType: 'CONTAINS', ValueType: 'IMAGE', ReferencedSOPSequence: [reference] })
  return [
    item({
      ...instance(image), ...(image.frameNumber !== null && { ReferencedFrameNumber: image.frameNumber }),
      ...(state !== null && { ReferencedSOPSequence: [instance(state)] }),
    }),
    item(instance(capture)),
  ]
}

const instance = ({ sopClassUid, sopInstanceUid }: Pick<ReferencedObject, 'sopClassUid' | 'sopInstanceUid'>): DicomContent => ({ ReferencedSOPClassUID: sopClassUid, ReferencedSOPInstanceUID: sopInstanceUid })

/** Every object that the document names, once, under its series. */
function evidence(selected: readonly SelectedKeyImage[]): readonly DicomContent[] {
  const objects = selected.flatMap(({ image, state, capture }): ReferencedObject[] => [image, ...(state === null ? [] : [state]), capture])
  return [...new Set(objects.map(({ seriesUid }) => seriesUid))].map((seriesUid): DicomContent => {
    const members = objects.filter((object) => object.seriesUid === seriesUid)
    return { ReferencedSOPSequence: [...new Map(members.map((member) => [member.sopInstanceUid, member])).values()].map(instance), SeriesInstanceUID: seriesUid }
  })
}
