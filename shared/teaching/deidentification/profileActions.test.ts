import { describe, expect, it } from 'vitest'
import { deidentifyOptions } from './options.ts'
import { actionOf, chosenColumns, profile, resolve, rowOf } from './profileActions.ts'

const options = (change: object = {}) => deidentifyOptions.parse({ cleanDescriptors: false, cleanGraphics: false, cleanStructuredContent: false, dates: 'removed', keepPatientCharacteristics: false, ...change })
const act = (tag: string, change: object = {}, need: 'filled' | 'present' | 'none' = 'none'): string => {
  const row = rowOf(tag)
  return row === null ? 'unlisted' : actionOf(row, chosenColumns(options(change)), need)
}

describe('the table of the profile', () => {
  it('is whole: every row has a tag, a known action and a name, and stands once', () => {
    expect(profile.length).toBe(621)
    expect(profile.filter(({ tag, basic, name }) => !/^([0-9A-F]{8}|50xxxxxx|60xx[0-9A-F]{4}|private)$/.test(tag) || !/^(D|Z|X|U|Z\/D|X\/Z|X\/D|X\/Z\/D|X\/Z\/U\*)$/.test(basic) || name === '')).toEqual([])
    expect(new Set(profile.map(({ tag }) => tag)).size).toBe(621)
  })

  it('speaks of dates in pairs, full and modified, and has as many cells in each column as the edition', () => {
    expect(profile.filter(({ options: { fullDates, modifiedDates } }) => (fullDates === undefined) !== (modifiedDates === undefined))).toEqual([])
    const counts = Object.fromEntries(chosenColumns(deidentifyOptions.parse({ keepSafePrivate: true, keepDeviceIdentity: true, keepInstitutionIdentity: true })).map((column) => [column, profile.filter(({ options: cells }) => cells[column] !== undefined).length]))
    expect(counts).toEqual({ safePrivate: 1, device: 57, institution: 10, patient: 13, modifiedDates: 165, descriptors: 125, structuredContent: 3, graphics: 4 })
  })
})

describe('rows of the edition, cell by cell', () => {
  const dates = { fullDates: 'K', modifiedDates: 'C' }
  it.each([
    ['00181200', 'X', { device: 'K', ...dates }], ['0018700C', 'X/D', { device: 'K', ...dates }], ['00080012', 'X/D', dates], ['00080013', 'X/Z/D', dates], ['0040A030', 'D', dates], ['0040A121', 'D', dates], ['00080106', 'D', dates], ['00340007', 'D', dates],
    ['00080201', 'X', dates], ['00400241', 'X', { device: 'C' }], ['21000140', 'D', { device: 'C' }], ['00189371', 'D', { device: 'K' }], ['00081010', 'X/Z/D', { device: 'K' }], ['00080080', 'X/Z/D', { institution: 'K' }], ['04000564', 'Z', { institution: 'K' }],
    ['0072005F', 'D', { patient: 'K' }], ['00101010', 'X', { patient: 'K' }], ['00380500', 'X', { patient: 'C', descriptors: 'C' }], ['00100020', 'Z/D', {}], ['00100010', 'Z', {}], ['006A0003', 'D', { uids: 'K' }], ['0040A124', 'U', {}], ['00181002', 'U', { uids: 'K', device: 'K' }],
    ['00081140', 'X/Z/U*', { uids: 'K' }], ['0040A730', 'D', { structuredContent: 'C' }], ['00400610', 'Z', { structuredContent: 'C' }], ['00700001', 'D', { graphics: 'C' }], ['30060026', 'Z', { descriptors: 'C' }], ['00420011', 'D', {}], ['00880200', 'X', {}],
  ])('%s is %s', (tag, basic, cells) => {
    const row = rowOf(tag)
    expect([row?.basic, row?.options]).toEqual([basic, cells])
  })
})

describe('the action for an attribute', () => {
  it.each([
    ['patient name, Z', '00100010', {}, 'none', 'Z'],
    ['study description, X', '00081030', {}, 'none', 'X'],
    ['study description, cleaned', '00081030', { cleanDescriptors: true }, 'none', 'C'],
    ['study date, emptied', '00080020', {}, 'none', 'Z'],
    ['study date, shifted', '00080020', { dates: 'shifted' }, 'none', 'C'],
    ['study date, full', '00080020', { dates: 'full' }, 'none', 'K'],
    ['birth date, whatever the dates', '00100030', { dates: 'full' }, 'present', 'Z'],
    ['age, retained', '00101010', { keepPatientCharacteristics: true }, 'none', 'K'],
    ['age, else', '00101010', {}, 'none', 'X'],
    ['station name, X/Z/D of Type 3', '00081010', {}, 'none', 'X'],
    ['station name, X/Z/D of Type 2', '00081010', {}, 'present', 'Z'],
    ['station name, X/Z/D of Type 1', '00081010', {}, 'filled', 'D'],
    ['station name with device identity', '00081010', { keepDeviceIdentity: true }, 'none', 'K'],
    ['institution name with institution identity', '00080080', { keepInstitutionIdentity: true }, 'none', 'K'],
    ['content date, Z/D of Type 1', '00080023', {}, 'filled', 'D'],
    ['content date, Z/D of Type 2', '00080023', {}, 'present', 'Z'],
    ['series date, X/D of Type 3', '00080021', {}, 'none', 'X'],
    ['series date, X/D of Type 1', '00080021', {}, 'filled', 'D'],
    ['acquisition date, X/Z of Type 2', '00080022', {}, 'present', 'Z'],
    ['referenced images keep their references', '00081140', {}, 'none', 'U'],
    ['content of a report, D', '0040A730', {}, 'filled', 'D'],
    ['content of a report, cleaned', '0040A730', { cleanStructuredContent: true }, 'filled', 'C'],
    ['graphics of a presentation state, cleaned', '00700001', { cleanGraphics: true }, 'filled', 'C'],
    ['curve of group 5004', '50043000', {}, 'none', 'X'],
    ['overlay data of group 6002', '60023000', {}, 'none', 'X'],
    ['private', '00091001', {}, 'none', 'X'],
    ['private, safe ones cleaned', '00091001', { keepSafePrivate: true }, 'none', 'C'],
    ['a device’s own date: the stricter of two options', '00181200', { keepDeviceIdentity: true, dates: 'shifted' }, 'none', 'C'],
    ['allergies: both options clean', '00102110', { keepPatientCharacteristics: true, cleanDescriptors: true }, 'none', 'C'],
    ['SOP instance UID', '00080018', {}, 'filled', 'U'],
    ['an overlay’s rows aren’t in the table', '60020010', {}, 'none', 'unlisted'],
    ['pixel spacing isn’t in the table', '00280030', {}, 'none', 'unlisted'],
  ] as const)('%s', (_name, tag, change, need, action) => {
    expect(act(tag, change, need)).toBe(action)
  })

  it('takes of a combined code what keeps the object valid', () => {
    expect(['X/Z', 'X/D', 'Z/D', 'X/Z/D'].map((code) => (['none', 'present', 'filled'] as const).map((need) => resolve(code, need)))).toEqual([['X', 'Z', 'Z'], ['X', 'D', 'D'], ['Z', 'Z', 'D'], ['X', 'Z', 'D']])
  })
})
