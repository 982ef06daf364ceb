import { describe, expect, it } from 'vitest'
import { textElement } from './dataSet.ts'
import { createPatientCollector, type PatientCollector } from './patients.ts'

type Said = readonly [id: string, issuer: string, name: string, birthDate: string]
const collected = (...said: readonly Said[]): PatientCollector => {
  const patients = createPatientCollector()
  for (const [id, issuer, name, birthDate] of said) patients.add([textElement('00100010', 'PN', name), textElement('00100020', 'LO', id), textElement('00100021', 'LO', issuer), textElement('00100030', 'DA', birthDate), textElement('0020000D', 'UI', '1.2.3')])
  return patients
}

describe('the patients of a case', () => {
  it.each<readonly [string, boolean, Said, Said]>([
    ['two numbers', true, ['A', '', 'X', '19570101'], ['B', '', 'X', '19570101']],
    ['one number of two hospitals', true, ['A', 'NORTH', 'X', ''], ['A', 'SOUTH', 'X', '']],
    ['two names without a number', true, ['', '', 'Alpha^Anna', '19700101'], ['', '', 'Beta^Bruno', '19330303']],
    ['two names without a number or a birth date', true, ['', '', 'Alpha^Anna', ''], ['', '', 'Beta^Bruno', '']],
    ['a name and none, without a number', true, ['', '', 'Alpha^Anna', ''], ['', '', '', '']],
    ['one name with two birth dates, without a number', true, ['', '', 'Alpha^Anna', '19700101'], ['', '', 'Alpha^Anna', '19330303']],
    ['one number with two names and two birth dates', true, ['A', '', 'Alpha^Anna', '19700101'], ['A', '', 'Beta^Bruno', '19330303']],
    ['one number with a name that changed', false, ['A', '', 'Alpha^Anna', '19700101'], ['A', '', 'Beta^Anna', '19700101']],
    ['one number with a birth date mended', false, ['A', '', 'Alpha^Anna', '19700101'], ['A', '', 'Alpha^Anna', '19700110']],
    ['one name in two spellings, without a number', false, ['', '', 'MUELLER^ANNA', '19700101'], ['', '', 'Müller^Anna', '']],
  ])('%s: %s', (_name, several, first, second) => {
    expect([collected(first, second).areSeveral(), collected(second, first).areSeveral()]).toEqual([several, several])
  })

  it('have one identity each, however an object spells it and whichever comes first', () => {
    const spelled: readonly Said[] = [['MRN-1', '', 'MEIER^ANNA', '19571123'], [' mrn-1', '', 'Meier^Anna', '19571123'], ['MRN-1', '', 'Meier^Anna', '']]
    expect(new Set([...spelled.map((one) => collected(one).identity()), collected(...spelled).identity(), collected(...spelled.toReversed()).identity()]).size).toBe(1)
    const nameless: readonly Said[] = [['', '', 'Müller^Anna', '19571123'], ['', '', 'MUELLER^ANNA ', '19571123'], ['', '', 'Anna Müller', '19571123']]
    expect(new Set([...nameless.map((one) => collected(one).identity()), collected(['', '', 'Müller^Anna', ''], ...nameless).identity()]).size).toBe(1)
    expect(new Set([...spelled.slice(0, 1), ...nameless.slice(0, 1), ['', '', '', ''] as const, ['MRN-1', 'NORTH', '', ''] as const].map((one) => collected(one).identity())).size).toBe(4)
  })
})
