import { dicomText, localDateTime, patientModule, type RecordPatient } from '#shared/reporting/commonModules.ts'
import type { DicomContent, DicomObjectContent } from '#shared/reporting/dicomContent.ts'
import type { AnswerLayer } from '../answerLayer.ts'
import { tagWords } from '../caseTags.ts'
import type { TeachingCase } from '../teachingCase.ts'

export type ExportedObject = { readonly studyUid: string; /** As the object states them; empty where it does not. */ readonly study: { readonly date: string; readonly time: string; readonly id: string }; readonly seriesUid: string; readonly sopClassUid: string; readonly sopInstanceUid: string }
export type TeachingExportInput = {
  readonly patient: RecordPatient
  readonly teachingCase: TeachingCase
  readonly answers: AnswerLayer | null
  /** Every object of the case, at least one. */
  readonly objects: readonly [ExportedObject, ...ExportedObject[]]
  /** The same name, the same UID. */
  readonly uidOf: (name: string) => string
  readonly atIso: string
}

const KEY_OBJECT = '1.2.840.10008.5.1.4.1.1.88.59'
const BASIC_TEXT_SR = '1.2.840.10008.5.1.4.1.1.88.11'
type Concept = { readonly value: string; readonly scheme: string; readonly meaning: string }
const ihe = (value: string, meaning: string): Concept => ({ value, scheme: 'IHERADTF', meaning })
const dcm = (value: string, meaning: string): Concept => ({ value, scheme: 'DCM', meaning })

/**
 * Codes of the export selection and of the additional teaching file information.
 *
 * @source IHE Radiology Technical Framework, Teaching File and Clinical Trial Export (TCE), Export Selection [RAD-51] and
 *         Store Additional Teaching File Information [RAD-53]; those of scheme DCM: PS3.16 Annex D
 */
const codes = {
  forTeachingFileExport: ihe('TCE001', 'For Teaching File Export'),
  information: ihe('TCE006', 'Additional Teaching File Information'),
  author: ihe('TCE101', 'Author'), abstract: ihe('TCE104', 'Abstract'), keywords: ihe('TCE105', 'Keywords'), discussion: ihe('TCE106', 'Discussion'), diagnosis: ihe('TCE107', 'Diagnosis'), organSystem: ihe('TCE108', 'Organ system'),
  category: ihe('TCE109', 'Category'), level: ihe('TCE110', 'Level'),
  history: dcm('121060', 'History'), finding: dcm('121071', 'Finding'), anatomy: dcm('112005', 'Radiographic anatomy'),
  primary: ihe('TCE201', 'Primary'), intermediate: ihe('TCE202', 'Intermediate'), advanced: ihe('TCE203', 'Advanced'), musculoskeletal: ihe('TCE301', 'Musculoskeletal'),
} as const

/** The selection of a case's objects for a teaching file, and what a teaching file wants to know beside them. */
export function teachingFileExport(input: TeachingExportInput): { readonly selection: DicomObjectContent; readonly information: DicomObjectContent } {
  const information = additionalInformation(input)
  const [first] = input.objects
  const listed: readonly ExportedObject[] = [...input.objects, { ...first, seriesUid: String(information['SeriesInstanceUID']), sopClassUid: BASIC_TEXT_SR, sopInstanceUid: information.SOPInstanceUID }]
  const selection: DicomObjectContent = {
    ...documentHead(input, 'KO', KEY_OBJECT, 'selection'), ReferencedPerformedProcedureStepSequence: [],
    CurrentRequestedProcedureEvidenceSequence: evidence(listed),
    ...rootContainer(codes.forTeachingFileExport),
    ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: '2010' }],
    ContentSequence: [
      ...textItem(dcm('113012', 'Key Object Description'), input.teachingCase.text.title),
      ...listed.map((object): DicomContent => ({ RelationshipType: 'CONTAINS', ValueType: isDocument(object) ? 'COMPOSITE' : 'IMAGE', ReferencedSOPSequence: [reference(object)] })),
    ],
  }
  return { selection, information }
}

function additionalInformation(input: TeachingExportInput): DicomObjectContent {
  const { teachingCase: { text, level, side }, answers } = input
  const tags = tagWords(input.teachingCase, answers)
  return {
    ...documentHead(input, 'SR', BASIC_TEXT_SR, 'information'), ReferencedPerformedProcedureStepSequence: [], PerformedProcedureCodeSequence: [],
    CompletionFlag: 'COMPLETE', VerificationFlag: 'UNVERIFIED', CurrentRequestedProcedureEvidenceSequence: evidence(input.objects),
    ...rootContainer(codes.information),
    ContentSequence: [
      ...textItem(codes.author, 'Axis Guide'), ...textItem(codes.abstract, text.title), ...textItem(codes.keywords, [...tags.before, ...tags.after].join(', ')), ...textItem(codes.history, text.history),
      ...(answers === null ? [] : [...textItem(codes.finding, answers.findings), ...textItem(codes.discussion, answers.teachingPoints.join('\n'))]),
      ...textItem(codes.anatomy, [side, level].filter((word) => word !== null).join(' ')), ...textItem(codes.organSystem, 'Musculoskeletal'),
      codeItem(codes.category, codes.musculoskeletal),
      ...(text.difficulty === null ? [] : [codeItem(codes.level, text.difficulty <= 2 ? codes.primary : text.difficulty <= 4 ? codes.intermediate : codes.advanced)]),
    ],
  }
}

function documentHead({ patient, objects: [{ studyUid, study }], uidOf, atIso, teachingCase: { teachingCaseId, version } }: TeachingExportInput, modality: 'KO' | 'SR', sopClassUid: string, name: string): DicomObjectContent {
  const { date, time } = localDateTime(atIso, 0)
  const named = (what: string): string => uidOf(`${teachingCaseId}/${String(version)}/TCE/${name}/${what}`)
  return {
    SOPClassUID: sopClassUid, SOPInstanceUID: named('object'), ...patientModule(patient),
    StudyInstanceUID: studyUid, StudyDate: study.date, StudyTime: study.time, ReferringPhysicianName: '', StudyID: study.id, AccessionNumber: '',
    Modality: modality, SeriesInstanceUID: named('series'), SeriesNumber: modality === 'KO' ? 9010 : 9011, Manufacturer: 'Axis Guide', InstanceNumber: 1, ContentDate: date, ContentTime: time,
    PatientIdentityRemoved: 'YES', DeidentificationMethod: 'Axis Guide: written from a de-identified case',
  }
}

const rootContainer = (title: Concept): DicomContent => ({ ValueType: 'CONTAINER', ConceptNameCodeSequence: [codeContent(title)], ContinuityOfContent: 'SEPARATE' })
const codeContent = ({ value, scheme, meaning }: Concept): DicomContent => ({ CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning })
const textItem = (name: Concept, text: string): readonly DicomContent[] => (text.trim() === '' ? [] : [{ RelationshipType: 'CONTAINS', ValueType: 'TEXT', ConceptNameCodeSequence: [codeContent(name)], TextValue: dicomText(text.trim()) }])
const codeItem = (name: Concept, code: Concept): DicomContent => ({ RelationshipType: 'CONTAINS', ValueType: 'CODE', ConceptNameCodeSequence: [codeContent(name)], ConceptCodeSequence: [codeContent(code)] })
const reference = ({ sopClassUid, sopInstanceUid }: ExportedObject): DicomContent => ({ ReferencedSOPClassUID: sopClassUid, ReferencedSOPInstanceUID: sopInstanceUid })
const isDocument = ({ sopClassUid }: ExportedObject): boolean => /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(11|88|104)\./.test(sopClassUid)

/** Every object once, under its study and series. @source PS3.3 C.17.2.1 Hierarchical SOP Instance Reference Macro */
const evidence = (objects: readonly ExportedObject[]): readonly DicomContent[] => [...new Set(objects.map(({ studyUid }) => studyUid))].map((studyUid) => {
  const ofStudy = objects.filter((object) => object.studyUid === studyUid)
  return {
    StudyInstanceUID: studyUid,
    ReferencedSeriesSequence: [...new Set(ofStudy.map(({ seriesUid }) => seriesUid))].map((seriesUid): DicomContent => ({ SeriesInstanceUID: seriesUid, ReferencedSOPSequence: ofStudy.filter((object) => object.seriesUid === seriesUid).map(reference) })),
  }
})
