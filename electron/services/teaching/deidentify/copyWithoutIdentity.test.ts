import { describe, expect, it } from 'vitest'
import { elementOf, textOf, textsOf, type DataSet } from '#shared/teaching/deidentification/dataSet.ts'
import type { ReviewedText } from '#shared/teaching/deidentification/findings.ts'
import { deidentifyOptions, type DeidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import { ctSlice, dataSetBytes, fileBytes, type Element } from '#test/builders/dicomBytes.ts'
import { attributeOf, copyWithoutIdentity, createIdentityKey, createSurvey, decisionsOf, readWholeObject, type CopiedObject } from './index.ts'

const key = createIdentityKey(new Uint8Array(32).fill(1))
type Change = { readonly options?: object; readonly reviewed?: (found: readonly ReviewedText[]) => readonly ReviewedText[]; readonly done?: { readonly pixels: boolean; readonly features: boolean } }
const sorted = (elements: readonly Element[]): Element[] => [...elements].sort((a, b) => (a[0] < b[0] ? -1 : 1))

function copyOf(elements: readonly Element[], { options = {}, reviewed = (found) => found, done = { pixels: true, features: true } }: Change = {}): { readonly copy: CopiedObject; readonly texts: readonly ReviewedText[] } {
  const read = readWholeObject(fileBytes(sorted(elements)))
  if (!read.ok) throw new Error(read.error.message)
  const chosen: DeidentifyOptions = deidentifyOptions.parse(options)
  const survey = createSurvey(chosen, attributeOf)
  survey.add(read.value.dataSet)
  const texts = reviewed(survey.texts([]))
  const copy = copyWithoutIdentity(read.value, { options: chosen, key, daysBack: 10, patient: { name: 'TEACHING CASE 014', id: 'TC014' }, names: survey.names(), decide: decisionsOf(texts), dictionary: attributeOf, done })
  if (!copy.ok) throw new Error(copy.error.message)
  return { copy: copy.value, texts }
}
const slice = (change: Record<string, readonly [string, Element[2]]> = {}): Element[] => ctSlice({ change: { '00080012': ['DA', '20260102'], '00101010': ['AS', '097Y'], '00101030': ['DS', '81'], '00080080': ['LO', 'Larkspur Infirmary'], '00081010': ['SH', 'ROOM-SEVEN'], ...change } })
const at = (copy: CopiedObject, tag: string): string | null => textOf(copy.copy, tag)
const inside = (copy: CopiedObject, ...path: readonly string[]): DataSet => path.reduce<DataSet>((dataSet, tag) => { const value = elementOf(dataSet, tag)?.value; return value?.kind === 'items' ? value.items[0] ?? [] : [] }, copy.copy)

describe('dates, ages and places by the options', () => {
  it.each([
    ['shifted', { dates: 'shifted' }, { date: '20251223', time: '101500', said: 'MODIFIED' }],
    ['full', { dates: 'full' }, { date: '20260102', time: '101500', said: 'UNMODIFIED' }],
    ['removed', { dates: 'removed' }, { date: null, time: null, said: 'REMOVED' }],
  ])('dates %s', (_name, options, expected) => {
    const { copy } = copyOf(slice(), { options })
    expect({ date: at(copy, '00080020'), time: at(copy, '00080030'), said: at(copy, '00280303') }).toEqual(expected)
  })

  it('keeps characteristics without an age above 89, and without them neither age, sex nor weight', () => {
    const kept = copyOf(slice()).copy
    expect([at(kept, '00101010'), at(kept, '00100040'), at(kept, '00101030')]).toEqual(['090Y', 'F', '81'])
    const { copy } = copyOf(slice(), { options: { keepPatientCharacteristics: false } })
    expect([at(copy, '00101010'), at(copy, '00100040'), at(copy, '00101030')]).toEqual([null, null, null])
  })

  it('keeps the identity of a device or of an institution only when asked to', () => {
    expect([at(copyOf(slice()).copy, '00081010'), at(copyOf(slice()).copy, '00080080')]).toEqual([null, null])
    expect(at(copyOf(slice({ '00080080': ['LO', 'Elsewhere'] }), { options: { keepDeviceIdentity: true } }).copy, '00081010')).toBe(null)
  })

  it('says of the methods only what was done', () => {
    const codes = (change: Change): readonly string[] => {
      const value = elementOf(copyOf(slice(), change).copy.copy, '00120064')?.value
      return value?.kind === 'items' ? value.items.map((item) => textOf(item, '00080100') ?? '') : []
    }
    expect(codes({})).toEqual(['113100', '113101', '113102', '113103', '113104', '113105', '113107', '113108'])
    expect(codes({ done: { pixels: false, features: false }, options: { cleanDescriptors: false, dates: 'full' } })).toEqual(['113100', '113103', '113104', '113106', '113108'])
    const unseen = copyOf(slice(), { done: { pixels: false, features: false } }).copy
    expect([at(unseen, '00280301'), at(unseen, '00280302'), unseen.remarks]).toEqual([null, null, ['No person has looked through the picture for burned-in text.']])
    expect([at(copyOf(slice()).copy, '00280301'), at(copyOf(slice()).copy, '00280302')]).toEqual(['NO', 'NO'])
  })
})

describe('prose', () => {
  const prose = slice({ '00081030': ['LO', 'Injection C1-2'], '00204000': ['LT', 'Good flow\r\nseen by Dr Thistlewood 555-123-4567\r\non 02.01.2026'], '00080090': ['PN', 'Thistlewood^Ada'] })

  it('is asked about line by line, with the reason', () => {
    expect(copyOf(prose).texts.map(({ place, words, reason, objects, decision }) => ({ place, words, reason, objects, decision }))).toEqual([
      { place: 'Study Description', words: 'Injection C1-2', reason: 'is free text', objects: 1, decision: 'open' },
      { place: 'Series Description', words: 'Neck 1.0', reason: 'is free text', objects: 1, decision: 'open' },
      { place: 'Image Comments', words: 'Good flow', reason: 'is free text', objects: 1, decision: 'open' },
      { place: 'Image Comments', words: 'seen by Dr Thistlewood 555-123-4567', reason: 'holds a word of a name or number of the original, holds a telephone number or an address', objects: 1, decision: 'open' },
      { place: 'Image Comments', words: 'on 02.01.2026', reason: 'holds a date', objects: 1, decision: 'open' },
    ])
  })

  it('goes where nobody has read it, and stays or is replaced as decided', () => {
    expect([at(copyOf(prose).copy, '00081030'), at(copyOf(prose).copy, '00204000')]).toEqual([null, null])
    const { copy } = copyOf(prose, { reviewed: (found) => found.map((one) => one.words === 'Good flow' ? { ...one, decision: 'keep' } : one.words.startsWith('seen by') ? { ...one, decision: 'replace', replacement: 'seen by an expert' } : one.place === 'Study Description' ? { ...one, decision: 'keep' } : { ...one, decision: 'remove' }) })
    expect([at(copy, '00081030'), textsOf(copy.copy, '00204000')]).toEqual(['Injection C1-2', ['Good flow\r\nseen by an expert']])
  })

  it('is written into a coded string in the letters that one may have', () => {
    const { copy } = copyOf(slice({ '00700080': ['CS', 'QUILLS_MARKS'] }), { reviewed: (found) => found.map((one) => ({ ...one, decision: 'replace', replacement: 'Seen, twice.' })) })
    expect(at(copy, '00700080')).toBe('SEEN_ TWICE_')
  })

  it('isn’t let through by a decision about other words', () => {
    const { copy } = copyOf(prose, { reviewed: (found) => found.map((one) => ({ ...one, decision: 'keep', words: `${one.words}.` })) })
    expect(at(copy, '00081030')).toBe(null)
  })

  it('is removed without a question where descriptions aren’t cleaned', () => {
    const { copy } = copyOf(prose, { options: { cleanDescriptors: false }, reviewed: (found) => found.map((one) => ({ ...one, decision: 'keep' })) })
    expect(at(copy, '00081030')).toBe(null)
  })

  it('is asked about in attributes that the table leaves out, and in codes that only one place uses', () => {
    const { texts, copy } = copyOf(slice({ '00400e01': ['LO', 'x'], '00081032': ['SQ', [[['00080100', 'SH', 'K1'], ['00080102', 'SH', '99KLINIK'], ['00080104', 'LO', 'Block after Smith']], [['00080100', 'SH', '77477000'], ['00080102', 'SH', 'SCT'], ['00080104', 'LO', 'CT']]]] }))
    expect(texts.map(({ tag, words }) => `${tag} ${words}`)).toContain('00081032/00080104 Block after Smith')
    const value = elementOf(copy.copy, '00081032')?.value
    expect(value?.kind === 'items' ? value.items.map((item) => [textOf(item, '00080102'), textOf(item, '00080104')]) : null).toEqual([['99KLINIK', 'REMOVED'], ['SCT', 'CT']])
  })
})

describe('what the table doesn’t say', () => {
  it('goes when it is unknown, private, or bulk data that is no picture', () => {
    const { copy } = copyOf(slice({ '00091001': ['LO', 'x'], '002af001': ['LO', 'x'], '00282000': ['OB', new Uint8Array(4)], '00143050': ['OB', new Uint8Array(4)], '60000022': ['LO', 'x'], '60003000': ['OW', new Uint8Array(2)], '00280010': ['US', 8] }))
    expect(['00091001', '002AF001', '00282000', '00143050', '60000022', '60003000', '00280010'].map((tag) => elementOf(copy.copy, tag) !== null)).toEqual([false, false, true, false, false, false, true])
  })

  it('loses the value that holds a name after all, and no other', () => {
    const { copy } = copyOf(slice({ '00100010': ['PN', 'Quill^Ada'], '00080008': ['CS', 'ORIGINAL\\PRIMARY\\QUILL'], '00180015': ['CS', 'QUILL'], '00181210': ['SH', 'H30f'] }))
    expect([textsOf(copy.copy, '00080008'), at(copy, '00180015'), at(copy, '00181210')]).toEqual([['ORIGINAL', 'PRIMARY', 'REMOVED'], null, 'H30f'])
  })

  it('keeps private attributes of the standard’s list alone, and with the option alone', () => {
    const elements = slice({ '70530010': ['LO', 'Philips PET Private Group'], '70531000': ['DS', '0.5'], '70531001': ['DS', '0.7'], '70530011': ['LO', 'Somebody'], '70531100': ['DS', '0.9'] })
    expect(copyOf(elements).copy.copy.filter(({ tag }) => tag.startsWith('7053')).map(({ tag }) => tag)).toEqual([])
    expect(copyOf(elements, { options: { keepSafePrivate: true } }).copy.copy.filter(({ tag }) => tag.startsWith('7053')).map(({ tag }) => tag)).toEqual(['70530010', '70531000'])
  })

  it('keeps references, each to the copy of what it pointed to', () => {
    const { copy } = copyOf(slice({ '00081111': ['SQ', [[['00081150', 'UI', '1.2.840.10008.3.1.2.3.3'], ['00081155', 'UI', '1.2.3.77']]]], '00081140': ['SQ', [[['00081150', 'UI', '1.2.840.10008.5.1.4.1.1.2'], ['00081155', 'UI', '1.2.3.4.9']]]] }))
    expect([textOf(inside(copy, '00081140'), '00081155'), textOf(inside(copy, '00081111'), '00081155')]).toEqual([key.uidOf('1.2.3.4.9'), key.uidOf('1.2.3.77')])
  })
})

describe('what the caller has changed', () => {
  it('stands in the copy, and what it replaces is looked for', () => {
    const read = readWholeObject(fileBytes(slice({ '00082111': ['ST', 'Cut by Ada Quill'] })))
    if (!read.ok) throw new Error(read.error.message)
    const options = deidentifyOptions.parse({})
    const survey = createSurvey(options, attributeOf)
    survey.add(read.value.dataSet)
    const context = { options, key, daysBack: 1, patient: { name: 'A', id: 'B' }, names: survey.names(), decide: decisionsOf([]), dictionary: attributeOf, done: { pixels: true, features: true } }
    const covered = new Uint8Array(128).fill(3)
    const copy = copyWithoutIdentity(read.value, context, { transferSyntaxUid: '1.2.840.10008.1.2.1', elements: [{ tag: '7FE00010', vr: 'OW', value: { kind: 'bytes', bytes: covered } }, { tag: '00082111', vr: 'ST', value: { kind: 'text', texts: ['Text covered'] } }] })
    if (!copy.ok) throw new Error(copy.error.message)
    expect([at(copy.value, '00082111'), elementOf(copy.value.copy, '7FE00010')?.value, copy.value.taken.some(({ value }) => value === 'Cut by Ada Quill')]).toEqual(['Text covered', { kind: 'bytes', bytes: covered }, true])
  })
})

describe('ages in a report', () => {
  const report = (age: string, unit: string): Element[] => {
    const code = (value: string, scheme: string): Element[] => [['00080100', 'SH', value], ['00080102', 'SH', scheme], ['00080104', 'LO', 'x']]
    return [...slice().filter(([tag]) => tag < '0028' && tag !== '00080016'), ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.88.22'], ['0040a730', 'SQ', [[['0040a040', 'CS', 'NUM'], ['0040a043', 'SQ', [code('121033', 'DCM')]], ['0040a300', 'SQ', [[['004008ea', 'SQ', [code(unit, 'UCUM')]], ['0040a30a', 'DS', age]]]]]]]]
  }
  it.each([['68', 'a', '68'], ['97', 'a', '90'], ['1200', 'mo', '1080'], ['300', 'd', '300']])('%s %s is said as %s', (age, unit, expected) => {
    expect(textOf(inside(copyOf(report(age, unit)).copy, '0040A730', '0040A300'), '0040A30A')).toBe(expected)
  })
})

describe('what can’t be cleaned', () => {
  const refusal = (sopClassUid: string, change: Record<string, readonly [string, Element[2]]> = {}): string => {
    const read = readWholeObject(fileBytes(ctSlice({ sopClassUid, change })))
    const added = read.ok ? createSurvey(deidentifyOptions.parse({}), attributeOf).add(read.value.dataSet) : null
    return added === null ? 'unread' : added.ok ? 'taken' : added.error.message
  }
  it.each([
    ['a PDF', '1.2.840.10008.5.1.4.1.1.104.1', 'PDF document inside'], ['a CDA', '1.2.840.10008.5.1.4.1.1.104.2', 'CDA document inside'], ['an STL', '1.2.840.10008.5.1.4.1.1.104.3', 'STL model inside'],
    ['sound', '1.2.840.10008.5.1.4.1.1.9.4.1', 'waveforms or sound'], ['raw data', '1.2.840.10008.5.1.4.1.1.66', 'Raw data'], ['a private class', '1.3.46.670589.2.3.1.1', '1.3.46.670589.2.3.1.1'], ['a plan', '1.2.840.10008.5.1.4.1.1.481.5', 'Radiotherapy plan'],
  ])('%s is refused with a sentence', (_name, sopClass, words) => {
    expect(refusal(sopClass)).toContain(words)
  })
  it('a document inside an object of another class is refused too', () => {
    expect(refusal('1.2.840.10008.5.1.4.1.1.2', { '00420011': ['OB', new Uint8Array(4)] })).toContain('inside a DICOM object')
    expect(refusal('1.2.840.10008.5.1.4.1.1.2')).toBe('taken')
  })
})

describe('a file that isn’t whole', () => {
  const nested = (depth: number): Element => ['00081140', 'SQ', [depth === 0 ? [] : [nested(depth - 1)]]]
  it.each([
    ['cut in its pixels', fileBytes(ctSlice()).subarray(0, -40), 'is cut off'], ['with bytes after it', fileBytes(ctSlice(), { tail: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9) }), 'read to its end'],
    ['nested without end', fileBytes([nested(80)]), 'sequences never end'], ['of something else', new Uint8Array(400).fill(65), 'not a DICOM file'],
    ['compressed and damaged', fileBytes(ctSlice(), { syntax: 'deflated' }).subarray(0, -30), 'unpacked'],
  ])('%s is refused', (_name, bytes, words) => {
    const read = readWholeObject(bytes)
    expect(read.ok ? 'read' : read.error.message).toContain(words)
  })
  it('never brings the reader down, wherever it is damaged: it is read or refused', () => {
    const whole = fileBytes(sorted([...slice({ '00081140': ['SQ', [[['00081150', 'UI', '1.2.840.10008.5.1.4.1.1.2'], ['00081155', 'UI', '1.2.3.4.9']]]] })]))
    const survey = createSurvey(deidentifyOptions.parse({}), attributeOf)
    let state = 20_260_102
    const random = (below: number): number => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state % below }
    const told = { read: 0, refused: 0 }
    for (let round = 0; round < 3000; round++) {
      const damaged = Uint8Array.from(round % 5 === 0 ? whole.subarray(0, 132 + random(whole.length - 132)) : whole)
      for (let flips = 0; flips < 1 + (round % 3); flips++) damaged[132 + random(damaged.length - 132)] = random(256)
      const read = readWholeObject(damaged)
      if (read.ok) survey.add(read.value.dataSet)
      told[read.ok ? 'read' : 'refused'] += 1
    }
    expect(told.read).toBeGreaterThan(500)
    expect(told.refused).toBeGreaterThan(500)
  })
  it('reads a sequence whose parts don’t say their length, and one that is unknown to its writer', () => {
    const item = dataSetBytes([['00081155', 'UI', '1.2.3.44']], 'implicitLittle')
    const body = Buffer.concat([Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0xff, 0xff, 0xff, 0xff]), item, Buffer.from([0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0, 0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0])])
    const head = Buffer.from([0x08, 0, 0x40, 0x11, 0x55, 0x4e, 0, 0, 0xff, 0xff, 0xff, 0xff])
    const before = ctSlice().filter(([tag]) => tag < '00081140')
    const after = ctSlice().filter(([tag]) => tag > '00081140')
    const read = readWholeObject(Uint8Array.from(Buffer.concat([fileBytes(before), head, body, dataSetBytes(after, 'explicitLittle')])))
    const value = read.ok ? elementOf(read.value.dataSet, '00081140')?.value : null
    expect(value?.kind === 'items' ? textOf(value.items[0] ?? [], '00081155') : read).toBe('1.2.3.44')
  })
})
