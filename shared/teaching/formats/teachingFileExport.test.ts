import { describe, expect, it } from 'vitest'
import type { DicomContent, DicomObjectContent } from '#shared/reporting/dicomContent.ts'
import { HISTORY, pageCase, pageTeachingCase } from '#test/builders/pageCase.ts'
import { teachingFileExport, type ExportedObject, type TeachingExportInput } from './teachingFileExport.ts'

const objectOf = (study: string, at: number, sopClass = '2'): ExportedObject => ({ studyUid: `study${study}`, study: { date: '20260102', time: '101010', id: study }, seriesUid: `series${study}`, sopClassUid: `1.2.840.10008.5.1.4.1.1.${sopClass}`, sopInstanceUid: `object${study}.${String(at)}` })
const one = [objectOf('1', 1)] as const
const exportOf = (change: Partial<TeachingExportInput> = {}) => teachingFileExport({ ...pageCase(), patient: { patientName: 'TEACHING CASE 014', patientId: 'CASE014', issuer: null, birthDate: null, sex: null }, objects: one, uidOf: (name) => name, atIso: '2026-11-22T10:00:00.000Z', ...change })

type Item = { readonly [keyword: string]: unknown }
const itemsOf = (content: DicomContent | DicomObjectContent | Item | undefined, keyword: string): readonly Item[] => ((content as Item | undefined)?.[keyword] as readonly Item[] | undefined) ?? []
/** What the information says, by the code of each item. */
const said = (content: DicomObjectContent): Readonly<Record<string, unknown>> => Object.fromEntries(itemsOf(content, 'ContentSequence').map((item) => [String(itemsOf(item, 'ConceptNameCodeSequence')[0]?.['CodeValue']), item['TextValue'] ?? itemsOf(item, 'ConceptCodeSequence')[0]?.['CodeValue']]))
const listed = (content: DicomObjectContent, keyword: string): readonly string[] => itemsOf(content, keyword).flatMap((study) => itemsOf(study, 'ReferencedSeriesSequence').flatMap((series) => itemsOf(series, 'ReferencedSOPSequence').map((object) => `${String(study['StudyInstanceUID'])} ${String(series['SeriesInstanceUID'])} ${String(object['ReferencedSOPInstanceUID'])}`)))

describe('what a teaching file is told', () => {
  it('is the case’s own words, each in its place', () => {
    expect(said(exportOf({ author: 'Dr A. Teacher' }).information)).toEqual({
      TCE101: 'Dr A. Teacher', TCE104: expect.stringContaining('Neck pain & headache'), TCE105: 'CT, Arcuate foramen, posterior', 121060: expect.stringContaining('Older block: no relief.'), 121071: 'Facet joint reached.',
      TCE106: expect.stringMatching(/^Look before you inject\.\s+Count the frames\.\s+Which side is it\? LEFT\s+What do you see\? Mixed: Intra-articular and Venous \(1 of 2 experts\); Venous \(1 of 2 experts\) A vein fills in frame 12\./),
      112005: 'Cervical spine, C1-2', TCE108: 'Musculoskeletal', TCE109: 'TCE301', TCE110: 'TCE202',
    })
    expect(HISTORY).toContain('Neck pain')
  })

  it('names nobody where no author was typed, least of all the program', () => {
    expect(said(exportOf().information)).not.toHaveProperty('TCE101')
    expect(JSON.stringify(exportOf().information['ContentSequence'])).not.toContain('Axis Guide')
  })

  it('for learners holds no finding, no discussion, no side that is asked for', () => {
    const told = said(exportOf({ answers: null }).information)
    expect(Object.keys(told).toSorted()).toEqual(['112005', '121060', 'TCE104', 'TCE105', 'TCE108', 'TCE109', 'TCE110'])
    expect(told['TCE105']).toBe('CT')
    expect(JSON.stringify(told)).not.toMatch(/LEFT|Facet|vein/)
  })

  it('never claims a diagnosis, and has a title for an abstract where there is no history', () => {
    const { information } = exportOf({ teachingCase: { ...pageTeachingCase, text: { ...pageTeachingCase.text, history: '' } } })
    expect(said(information)).toMatchObject({ TCE104: 'Needle & joint <C1-2>' })
    expect(Object.keys(said(information))).not.toContain('TCE107')
    expect(said(exportOf({ teachingCase: { ...pageTeachingCase, text: { ...pageTeachingCase.text, history: '', title: ' ' } } }).information)).toMatchObject({ TCE104: 'TEACHING CASE 014' })
  })
})

describe('the selection', () => {
  it('is titled as the profile has it, with DICOM’s later code as its equivalent, and tells MIRC its title', () => {
    const [selection] = exportOf().selections
    expect(itemsOf(selection, 'ConceptNameCodeSequence')).toEqual([{ CodeValue: 'TCE001', CodingSchemeDesignator: 'IHERADTF', CodeMeaning: 'For Teaching File Export', EquivalentCodeSequence: [{ CodeValue: '128710', CodingSchemeDesignator: 'DCM', CodeMeaning: 'For Teaching File Export' }] }])
    expect(itemsOf(selection, 'ContentSequence')[0]?.['TextValue']).toMatch(/^Needle & joint <C1-2>\s+mirc:title=Needle & joint <C1-2>$/)
  })

  it('of one study has no copy', () => {
    const { selections } = exportOf()
    expect(selections).toHaveLength(1)
    expect(selections[0]).not.toHaveProperty('IdenticalDocumentsSequence')
  })

  it('of two studies stands in each, names its copy in the other, and every object of both', () => {
    const { selections, information } = exportOf({ objects: [objectOf('1', 1), objectOf('2', 1, '66.1'), objectOf('1', 2, '66.4')] })
    expect(selections.map((selection) => selection['StudyInstanceUID'])).toEqual(['study1', 'study2'])
    const uids = selections.map(({ SOPInstanceUID }) => SOPInstanceUID)
    expect(new Set([...uids, ...selections.map((selection) => selection['SeriesInstanceUID'])]).size).toBe(4)
    const [first, second] = selections as [DicomObjectContent, DicomObjectContent]
    expect(listed(first, 'IdenticalDocumentsSequence')).toEqual([`study2 ${String(second['SeriesInstanceUID'])} ${second.SOPInstanceUID}`])
    expect(listed(second, 'IdenticalDocumentsSequence')).toEqual([`study1 ${String(first['SeriesInstanceUID'])} ${first.SOPInstanceUID}`])
    for (const selection of selections) {
      expect(listed(selection, 'CurrentRequestedProcedureEvidenceSequence')).toEqual(['study1 series1 object1.1', 'study1 series1 object1.2', `study1 ${String(information['SeriesInstanceUID'])} ${information.SOPInstanceUID}`, 'study2 series2 object2.1'])
      expect(itemsOf(selection, 'ContentSequence').slice(1).map((item) => item['ValueType'])).toEqual(['IMAGE', 'COMPOSITE', 'IMAGE', 'COMPOSITE'])
    }
    expect(selections[0]?.['ContentSequence']).toEqual(selections[1]?.['ContentSequence'])
    expect([listed(information, 'CurrentRequestedProcedureEvidenceSequence'), listed(information, 'PertinentOtherEvidenceSequence')]).toEqual([['study1 series1 object1.1', 'study1 series1 object1.2'], ['study2 series2 object2.1']])
  })
})
