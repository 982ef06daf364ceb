import { describe, expect, it } from 'vitest'
import { buildTeachingCase } from '#test/builders/teachingCase.ts'
import { casePage } from './formats/casePage.ts'
import { mircDocument } from './formats/mircDocument.ts'
import { teachingFileExport } from './formats/teachingFileExport.ts'
import { holdsAnswers, tagsAfter, tagsBefore, tagWords } from './caseTags.ts'

const tags = { variant: ['high loop'], complication: ['arterial uptake'], modality: ['DSA'], approach: ['posterolateral'] }
const asks = (kind: 'namePattern' | 'drawPath') => [{ questionId: '0b6ce6a4-7a9e-4bd0-8d0e-6f7a1f0e7a11', kind, prompt: '', seriesUid: '1.2', frame: null, seconds: null }]
const none = { variant: [], complication: [], modality: [], approach: [] }

describe('tags of a case', () => {
  it('that can tell an answer come with the answers: the approach too, where the way is asked for', () => {
    expect([tagsBefore(tags, asks('namePattern')), tagsAfter(tags, asks('namePattern'))]).toEqual([{ ...none, modality: ['DSA'], approach: ['posterolateral'] }, { ...none, variant: ['high loop'], complication: ['arterial uptake'] }])
    expect([tagsBefore(tags, asks('drawPath')), tagsAfter(tags, asks('drawPath'))]).toEqual([{ ...none, modality: ['DSA'] }, { ...tags, modality: [] }])
  })

  it.each([
    ['as they are released now', { before: tagsBefore(tags, []), layer: { tags: tagsAfter(tags, []) } }], ['as an earlier version released them', { before: tags, layer: {} }],
  ] as const)('%s are all there with the answers, and tell nothing without them, in every form', (_how, { before, layer }) => {
    const built = buildTeachingCase({ answers: layer })
    const teachingCase = { ...built.teachingCase, text: { ...built.teachingCase.text, tags: before } }
    const object = { studyUid: '1.2', study: { date: '', time: '', id: '' }, seriesUid: '1.2.3', sopClassUid: '1.2.840.10008.5.1.4.1.1.2', sopInstanceUid: '1.2.3.4' }
    const pageOf = (answers: typeof built.answers | null) => ({ number: 'TEACHING CASE 007', teachingCase, answers, author: '' })
    const forms = (answers: typeof built.answers | null): readonly string[] => [
      mircDocument(pageOf(answers), []), casePage(pageOf(answers), []),
      JSON.stringify(teachingFileExport({ ...pageOf(answers), patient: { patientName: '', patientId: '', issuer: null, birthDate: null, sex: null }, objects: [object], uidOf: () => '1.2.3.5', atIso: '2026-11-22T10:00:00.000Z' })),
    ]
    expect(tagWords(teachingCase, built.answers)).toEqual({ before: ['DSA', 'posterolateral'], after: ['high loop', 'arterial uptake'] })
    for (const word of ['high loop', 'arterial uptake']) {
      expect(forms(built.answers).map((form) => form.includes(word))).toEqual([true, true, true])
      expect(forms(null).map((form) => form.includes(word))).toEqual([false, false, false])
    }
    expect(mircDocument(pageOf(built.answers), [])).toMatch(/visible="owner"><p>high loop, arterial uptake/)
    expect(holdsAnswers(teachingCase)).toBe(before === tags)
  })
})
