import { documentKindOf } from '#shared/dicom/sopClasses.ts'
import { dicomText, localDateTime, patientModule, type RecordPatient } from '#shared/reporting/commonModules.ts'
import type { DicomContent, DicomObjectContent } from '#shared/reporting/dicomContent.ts'
import { tagWords } from '../caseTags.ts'
import { promptOf } from '../questionWords.ts'
import { levelOf } from './mircDocument.ts'
import { expertLines, shownPlace, type PageCase } from './pageParts.ts'

export type ExportedObject = { readonly studyUid: string; /** As the object states them; empty where it does not. */ readonly study: { readonly date: string; readonly time: string; readonly id: string }; readonly seriesUid: string; readonly sopClassUid: string; readonly sopInstanceUid: string }
export type TeachingExportInput = PageCase & {
  readonly patient: RecordPatient
  /** Every object of the case, at least one. */
  readonly objects: readonly [ExportedObject, ...ExportedObject[]]
  /** The same name, the same UID. */
  readonly uidOf: (name: string) => string
  readonly atIso: string
}

const KEY_OBJECT = '1.2.840.10008.5.1.4.1.1.88.59'
const BASIC_TEXT_SR = '1.2.840.10008.5.1.4.1.1.88.11'
type Concept = { readonly value: string; readonly scheme: string; readonly meaning: string; readonly alsoKnownAs?: Concept }
const ihe = (value: string, meaning: string, alsoKnownAs?: Concept): Concept => ({ value, scheme: 'IHERADTF', meaning, ...(alsoKnownAs === undefined ? {} : { alsoKnownAs }) })
const dcm = (value: string, meaning: string): Concept => ({ value, scheme: 'DCM', meaning })

/**
 * Codes of the export selection and of the additional teaching file information.
 *
 * The title has two codes: (TCE001, IHERADTF) of the profile, and (128710, DCM), by which DICOM took it over later (PS3.16 CID 7010,
 * in it by 2023). A document has one title, and those that take such files in know the profile's alone: RSNA MIRC and CTP (TCE001,
 * TCE002, TCE007), dcm4chee, and the test tools of IHE compare it as text. So TCE001 is the title, with DICOM's as its equivalent code.
 *
 * No diagnosis (TCE107) and no differential diagnosis (111023, DCM): a case has findings and what experts answered, and the app
 * makes no diagnosis of them. Affiliation and contact (TCE102, TCE103) would say where the patient was treated.
 *
 * @source IHE Radiology Technical Framework, Teaching File and Clinical Trial Export (TCE), Export Selection [RAD-51] and
 *         Store Additional Teaching File Information [RAD-53]; those of scheme DCM: PS3.16 Annex D
 */
const codes = {
  forTeachingFileExport: ihe('TCE001', 'For Teaching File Export', dcm('128710', 'For Teaching File Export')),
  information: ihe('TCE006', 'Additional Teaching File Information'),
  author: ihe('TCE101', 'Author'), abstract: ihe('TCE104', 'Abstract'), keywords: ihe('TCE105', 'Keywords'), discussion: ihe('TCE106', 'Discussion'), organSystem: ihe('TCE108', 'Organ system'),
  category: ihe('TCE109', 'Category'), level: ihe('TCE110', 'Level'),
  history: dcm('121060', 'History'), finding: dcm('121071', 'Finding'), anatomy: dcm('112005', 'Radiographic anatomy'),
  Primary: ihe('TCE201', 'Primary'), Intermediate: ihe('TCE202', 'Intermediate'), Advanced: ihe('TCE203', 'Advanced'), musculoskeletal: ihe('TCE301', 'Musculoskeletal'),
} as const

export type TeachingExport = {
  /** One for each study, the first with the information in it. */
  readonly selections: readonly DicomObjectContent[]
  readonly information: DicomObjectContent
}

/**
 * The selection of a case's objects for a teaching file, and what a teaching file wants to know beside them.
 *
 * @source PS3.3 C.17.6.2: a selection from several studies is stored once in each, under UIDs of its own, and each copy names the
 *         others as identical documents; the evidence of each names every object of every study
 */
export function teachingFileExport(input: TeachingExportInput): TeachingExport {
  const { teachingCase: { text }, number } = input
  const information = additionalInformation(input)
  const [first] = input.objects
  const listed: readonly ExportedObject[] = [...input.objects, { ...first, seriesUid: String(information['SeriesInstanceUID']), sopClassUid: BASIC_TEXT_SR, sopInstanceUid: information.SOPInstanceUID }]
  const title = text.title.trim() === '' ? number : text.title.trim()
  const heads = studiesOf(input.objects).map((ofStudy, at) => documentHead(input, ofStudy, 'KO', KEY_OBJECT, at === 0 ? 'selection' : `selection ${String(at + 1)}`))
  const copies = heads.map((head): ExportedObject => ({ studyUid: String(head['StudyInstanceUID']), study: first.study, seriesUid: String(head['SeriesInstanceUID']), sopClassUid: KEY_OBJECT, sopInstanceUid: head.SOPInstanceUID }))
  const selections = heads.map((head): DicomObjectContent => {
    const others = copies.filter(({ sopInstanceUid }) => sopInstanceUid !== head.SOPInstanceUID)
    return {
      ...head, ReferencedPerformedProcedureStepSequence: [],
      CurrentRequestedProcedureEvidenceSequence: evidence(listed), ...(others.length === 0 ? {} : { IdenticalDocumentsSequence: evidence(others) }),
      ...rootContainer(codes.forTeachingFileExport),
      ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: '2010' }],
      ContentSequence: [
        // MIRC has no other place for a title: it reads it after "mirc:title=" in the description.
        ...textItem(dcm('113012', 'Key Object Description'), `${title}\nmirc:title=${title}`),
        ...listed.map((object): DicomContent => ({ RelationshipType: 'CONTAINS', ValueType: isDocument(object) ? 'COMPOSITE' : 'IMAGE', ReferencedSOPSequence: [reference(object)] })),
      ],
    }
  })
  return { selections, information }
}

/** What learners may know, and where the answers are released what the experts found and said. */
function additionalInformation(input: TeachingExportInput): DicomObjectContent {
  const { teachingCase, answers, author, number, objects } = input
  const { text, questions } = teachingCase
  const tags = tagWords(teachingCase, answers)
  const [current = objects, ...others] = studiesOf(objects)
  const answered = questions.flatMap((question) => answers?.keys.filter(({ questionId }) => questionId === question.questionId).map((key) => [`${promptOf(question)} ${expertLines(key).join('; ')}`, key.explanation].filter((line) => line !== '').join(' ')) ?? [])
  return {
    ...documentHead(input, current, 'SR', BASIC_TEXT_SR, 'information'), ReferencedPerformedProcedureStepSequence: [], PerformedProcedureCodeSequence: [],
    CompletionFlag: 'COMPLETE', VerificationFlag: 'UNVERIFIED', CurrentRequestedProcedureEvidenceSequence: evidence(current), ...(others.length === 0 ? {} : { PertinentOtherEvidenceSequence: evidence(others.flat()) }),
    ...rootContainer(codes.information),
    ContentSequence: [
      ...textItem(codes.author, author), ...textItem(codes.abstract, text.history.trim() === '' ? text.title.trim() === '' ? number : text.title : text.history), ...textItem(codes.keywords, [...tags.before, ...tags.after].join(', ')), ...textItem(codes.history, text.history),
      ...(answers === null ? [] : [...textItem(codes.finding, answers.findings), ...textItem(codes.discussion, [...answers.teachingPoints, ...answered].join('\n'))]),
      ...textItem(codes.anatomy, ['Cervical spine', shownPlace(teachingCase)].filter((word) => word !== '').join(', ')),
      // Every case is of the small joints of the upper neck: there is one organ system and one category for all of them.
      ...textItem(codes.organSystem, 'Musculoskeletal'), codeItem(codes.category, codes.musculoskeletal),
      ...(text.difficulty === null ? [] : [codeItem(codes.level, codes[levelOf(text.difficulty)])]),
    ],
  }
}

type OfOneStudy = readonly [ExportedObject, ...ExportedObject[]]
/** Objects by their study, in the order in which the first of each was met. */
const studiesOf = (objects: readonly ExportedObject[]): readonly OfOneStudy[] => [...new Set(objects.map(({ studyUid }) => studyUid))].flatMap((uid) => {
  const [head, ...rest] = objects.filter(({ studyUid }) => studyUid === uid)
  return head === undefined ? [] : [[head, ...rest] as const]
})

function documentHead({ patient, uidOf, atIso, teachingCase: { teachingCaseId, version } }: TeachingExportInput, [{ studyUid, study }]: OfOneStudy, modality: 'KO' | 'SR', sopClassUid: string, name: string): DicomObjectContent {
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
const codeContent = ({ value, scheme, meaning, alsoKnownAs }: Concept): DicomContent => ({ CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning, ...(alsoKnownAs === undefined ? {} : { EquivalentCodeSequence: [codeContent(alsoKnownAs)] }) })
const textItem = (name: Concept, text: string): readonly DicomContent[] => (text.trim() === '' ? [] : [{ RelationshipType: 'CONTAINS', ValueType: 'TEXT', ConceptNameCodeSequence: [codeContent(name)], TextValue: dicomText(text.trim()) }])
const codeItem = (name: Concept, code: Concept): DicomContent => ({ RelationshipType: 'CONTAINS', ValueType: 'CODE', ConceptNameCodeSequence: [codeContent(name)], ConceptCodeSequence: [codeContent(code)] })
const reference = ({ sopClassUid, sopInstanceUid }: ExportedObject): DicomContent => ({ ReferencedSOPClassUID: sopClassUid, ReferencedSOPInstanceUID: sopInstanceUid })
/** Segmentations and parametric maps have frames and pixels, whatever they mean: they are listed as images. @source PS3.3 C.18.4 */
const isDocument = ({ sopClassUid }: ExportedObject): boolean => documentKindOf(sopClassUid) !== null && !/\.(66\.4|30)$/.test(sopClassUid)

/** Every object once, under its study and series. @source PS3.3 C.17.2.1 Hierarchical SOP Instance Reference Macro */
const evidence = (objects: readonly ExportedObject[]): readonly DicomContent[] => [...new Set(objects.map(({ studyUid }) => studyUid))].map((studyUid) => {
  const ofStudy = objects.filter((object) => object.studyUid === studyUid)
  return {
    StudyInstanceUID: studyUid,
    ReferencedSeriesSequence: [...new Set(ofStudy.map(({ seriesUid }) => seriesUid))].map((seriesUid): DicomContent => ({ SeriesInstanceUID: seriesUid, ReferencedSOPSequence: ofStudy.filter((object) => object.seriesUid === seriesUid).map(reference) })),
  }
})
