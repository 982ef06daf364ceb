import { expect, it } from 'vitest'
import { cleanDocuments } from './cleanDocument.ts'

const key = { uidOf: (uid: string) => `2.25.${String(uid.length)}`, daysBackOf: () => 10 }
const { map, taken, lines } = cleanDocuments({ key, dates: 'shifted', daysBack: 10, patient: { name: 'TEACHING CASE 014', id: 'CASE014' }, decide: () => null })
const at = (name: string, text: string): string | null => map(text, { keys: [name], isKey: false })

it('maps UIDs of every root, runs by their series, and leaves what is the same everywhere', () => {
  expect(at('seriesUid', '2.25.123456789')).toBe('2.25.14')
  expect(at('seriesUid', '1.2.3.4')).toBe('2.25.7')
  expect(at('run', '2.25.123/0')).toBe('2.25.8/0')
  expect(at('sopClassUid', '1.2.840.10008.5.1.4.1.1.2')).toBe('1.2.840.10008.5.1.4.1.1.2')
})

it('moves instants and days back by whole days', () => {
  expect(at('atIso', '2026-11-22T10:31:20.000Z')).toBe('2026-11-12T10:31:20.000Z')
  expect(at('studyDate', '20261101')).toBe('20261022')
})

it('keeps the words of the app, numbers the people, and takes away what nobody has read', () => {
  expect(at('title', 'Path A, axial')).toBe('Path A, axial')
  expect(at('actor', 'Dr B. Weber')).toBe('Operator 1')
  expect(at('type', 'HU')).toBe('HU')
  expect(at('caption', 'Mrs Quillfeather')).toBe('')
  expect(lines.map(({ words }) => words)).toEqual(['Mrs Quillfeather'])
  expect(taken.map(({ value }) => value)).toEqual(expect.arrayContaining(['Dr B. Weber', 'Mrs Quillfeather', '20261101', '1.2.3.4']))
})

it.each([
  'Path A, axial', 'Axial, slice 45, Path B', 'Along the needle, axial oblique, Path A', 'Lateral, frame 12, subtracted', 'Left C1-2 joint', '12.5 mm', '8° from the line', 'frame 3 of 12', 'C1-C2', 'Key image, Path 27',
])('takes “%s” for its own words', (words) => {
  expect(at('title', words)).toBe(words)
})

it.each([
  '23/11/1957', 'plan of 23/11/1957', 'plan 23.11.57', '1957-11-23', 'plan 2026-11-22', '0171 234 5678', 'path 0171 234 5678', '4711 0815', 'frame 23/11/1957', 'run 1957-11-23', 'C1-2-1957', 'J S', 'A B', 'T H O M A S', 'path t h o m a s', 'M u e l l e r left', 'k e y', '17', 'HU',
])('asks a person about “%s”', (words) => {
  const asked = cleanDocuments({ key, dates: 'shifted', daysBack: 10, patient: { name: 'TEACHING CASE 014', id: 'CASE014' }, decide: () => null })
  expect(asked.map(words, { keys: ['caption'], isKey: false })).toBe('')
  expect(asked.lines).toMatchObject([{ words }])
})

it('keeps what kind of structure was drawn, which nobody is asked about, and takes any other word for another structure', () => {
  const asked = cleanDocuments({ key, dates: 'shifted', daysBack: 10, patient: { name: 'TEACHING CASE 014', id: 'CASE014' }, decide: () => null })
  const kind = (text: string) => asked.map(text, { keys: ['planning', 'structures', '0', 'kind'], isKey: false })
  expect(['vertebralArtery', 'c2Root', 'other', 'Quillfeather'].map(kind)).toEqual(['vertebralArtery', 'c2Root', 'other', 'other'])
  expect(asked.lines).toEqual([])
})
