import { expect, it } from 'vitest'
import { cleanDocuments } from './cleanDocument.ts'

const key = { uidOf: (uid: string) => `2.25.${String(uid.length)}`, daysBackOf: () => 10 }
const { map, taken, lines } = cleanDocuments({ key, daysBack: 10, patient: { name: 'TEACHING CASE 014', id: 'CASE014' }, decide: () => null })
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
  expect(at('caption', 'Mrs Quillfeather')).toBe('')
  expect(lines.map(({ words }) => words)).toEqual(['Mrs Quillfeather'])
  expect(taken.map(({ value }) => value)).toEqual(expect.arrayContaining(['Dr B. Weber', 'Mrs Quillfeather', '20261101', '1.2.3.4']))
})
