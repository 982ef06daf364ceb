import { dataSetBytes, type Element } from './dicomBytes.ts'

/** Whom a generated case is of: in the character set of the files, as bytes, and as they read. */
export type PlantedPerson = { readonly characterSet: string; readonly name: Uint8Array; readonly reads: readonly string[]; readonly id: string; readonly physician: string; readonly institution: string; readonly birthDate: string }

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** Names and their bytes as the standard and the test files of other readers have them. @source PS3.5 H.3.1, I.2, J.3; pydicom test data */
const names: readonly (readonly [string, Uint8Array, readonly string[]])[] = [
  ['', bytes('Quillfeather^Ambrose'), ['Quillfeather', 'Ambrose']],
  ['ISO_IR 100', bytes('Buc^J\xe9r\xf4me'), ['Jérôme']],
  ['\\ISO 2022 IR 149', bytes('Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf'), ['Gildong', '吉洞', '길동']],
  ['\\ISO 2022 IR 87', bytes('Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B'), ['Yamada', 'Tarou', '山田', '太郎', 'やまだ', 'たろう']],
  ['ISO_IR 127', bytes('\xe2\xc8\xc7\xe6\xea^\xe4\xe6\xd2\xc7\xd1'), ['قباني', 'لنزار']],
  ['ISO_IR 126', bytes('\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2'), ['Διονυσιος']],
  ['ISO_IR 192', new TextEncoder().encode('Wang^XiaoDong=王^小东'), ['XiaoDong', '小东']],
]

export function plantedPerson(seed: number): PlantedPerson {
  const [characterSet, name, reads] = names[seed % names.length] ?? ['', bytes('A'), []]
  const number = String(40_000_000 + seed * 7919)
  return { characterSet, name, reads, id: `MRN${number}`, physician: `Thistlewood${seed}`, institution: `Larkspur${seed} Infirmary`, birthDate: `19${30 + (seed % 60)}0${1 + (seed % 9)}1${seed % 10}` }
}

/** A word that is nowhere but where it was planted. */
export const plant = (seed: number, place: string): string => `Zq${place}${String(seed).padStart(3, '0')}x`

const CT = '1.2.840.10008.5.1.4.1.1.2'
/** What no object of the case is. */
export const outsideUids = (seed: number) => ({ object: `1.2.999.${seed}.77`, event: `1.2.999.${seed}.55`, series: `1.2.999.${seed}.66`, study: `1.2.999.${seed}.65`, frame: `1.2.999.${seed}.64`, named: `1.2.999.${seed}.63` }) as const

/** Every VR, in private groups with and without a creator, and in tags that no dictionary knows. */
export function plantsInPrivate(seed: number): { readonly elements: readonly Element[]; readonly planted: readonly string[] } {
  const vrs = ['AE', 'AS', 'AT', 'CS', 'DA', 'DS', 'DT', 'FD', 'FL', 'IS', 'LO', 'LT', 'OB', 'OD', 'OF', 'OW', 'PN', 'SH', 'SL', 'SS', 'ST', 'TM', 'UC', 'UI', 'UL', 'UN', 'UR', 'US', 'UT'] as const
  const planted: string[] = []
  const written = (vr: string, place: string): Uint8Array => {
    const word = plant(seed, `${place}${vr}`)
    planted.push(word)
    return bytes(word.padEnd(16, ' ').slice(0, 16))
  }
  const inside = dataSetBytes([['00091110', 'LO', written('LO', 'In')]], 'explicitLittle')
  const creator = plant(seed, 'Creator')
  planted.push(creator)
  const element = (index: number): string => index.toString(16).padStart(2, '0')
  return {
    elements: [
      ['00090010', 'LO', creator],
      ...vrs.map((vr, index): Element => [`000910${element(index)}`, vr, written(vr, 'P')]),
      ['000910f0', 'SQ', [[['00100010', 'PN', written('PN', 'Sq')], ['00080080', 'LO', written('LO', 'Sq')]]]],
      ['000910f1', 'UN', inside],
      // A group whose block nobody has reserved.
      ...vrs.map((vr, index): Element => [`001120${element(index)}`, vr, written(vr, 'N')]),
      // An even group that no dictionary knows.
      ...vrs.map((vr, index): Element => [`002af0${element(index)}`, vr, written(vr, 'U')]),
    ],
    planted,
  }
}

/** Attributes of the standard, named in the table or not, root and nested, prose and identifiers. */
export function plantsInStandard(seed: number, person: PlantedPerson, own: { readonly study: string; readonly series: string; readonly image: string }): { readonly elements: readonly Element[]; readonly planted: readonly string[] } {
  const planted: string[] = []
  const word = (place: string): string => {
    const made = plant(seed, place)
    planted.push(made)
    return made
  }
  const privateCode: Element[] = [['00080100', 'SH', word('CV')], ['00080102', 'SH', '99LOCAL'], ['00080104', 'LO', word('CM')]]
  const personItem: Element[] = [['00080080', 'LO', word('PI')], ['00401101', 'SQ', [privateCode]], ['00401102', 'ST', word('PA')]]
  const referenced: Element[] = [['00081150', 'UI', '1.2.840.10008.3.1.2.3.1'], ['00081155', 'UI', outsideUids(seed).object]]
  const instance = (uid: string): Element[] => [['00081150', 'UI', CT], ['00081155', 'UI', uid]]
  const ofSeries = (series: string, uid: string): Element[] => [['0008114a', 'SQ', [instance(uid)]], ['0020000e', 'UI', series]]
  return {
    planted,
    elements: [
      ['00080050', 'SH', word('ACC')], ['00080054', 'AE', word('AE')], ['00080080', 'LO', person.institution], ['00080081', 'ST', word('ADR')], ['00080090', 'PN', `${person.physician}^Ada`],
      ['00081010', 'SH', word('STN')], ['00081030', 'LO', `${word('SD')} ${person.physician}`], ['00081032', 'SQ', [privateCode]], ['00081040', 'LO', word('DEP')], ['00081048', 'PN', `${word('PR')}^X`],
      ['00081062', 'SQ', [personItem]], ['00081070', 'PN', word('OP')], ['00081110', 'SQ', [referenced]], ['00081111', 'SQ', [referenced]], ['00082111', 'ST', word('DER')], ['00083010', 'UI', outsideUids(seed).event],
      ['00081115', 'SQ', [ofSeries(own.series, own.image)]], ['00081140', 'SQ', [instance(own.image)]], ['00081200', 'SQ', [[['00081115', 'SQ', [ofSeries(outsideUids(seed).series, outsideUids(seed).object)]], ['0020000d', 'UI', outsideUids(seed).study]]]],
      ['00082112', 'SQ', [[...instance(own.image), ['0040a170', 'SQ', [[['00080100', 'SH', '121322'], ['00080102', 'SH', 'DCM'], ['00080104', 'LO', 'Source image for image processing operation']]]]]]],
      ['00101000', 'LO', word('OID')], ['00101001', 'PN', word('OPN')], ['00101010', 'AS', '097Y'], ['00101040', 'LO', word('PAD')], ['00102110', 'LO', word('ALL')], ['00102154', 'SH', word('TEL')], ['001021b0', 'LT', `History ${word('HIS')}\r\nsecond line ${word('HI2')}`], ['00104000', 'LT', word('PCM')],
      ['00181000', 'LO', word('SER')], ['00181030', 'LO', word('PRO')], ['00181400', 'LO', word('ADP')],
      ['00181200', 'DA', '20191122'], ['0018a001', 'SQ', [[['00080070', 'LO', 'Maker'], ['00080080', 'LO', word('CEI')], ['00081010', 'SH', word('CES')], ['0018a003', 'ST', word('CED')], ['0040a170', 'SQ', [[['00080100', 'SH', '109101'], ['00080102', 'SH', 'DCM'], ['00080104', 'LO', 'Acquisition Equipment']]]]]]],
      ['00200010', 'SH', word('SID')], ['00204000', 'LT', `${word('IC')} of ${person.id}`], ['00321032', 'PN', word('RQP')], ['00321060', 'LO', word('RPD')],
      ['00400244', 'DA', '20260102'], ['00400253', 'SH', word('PPS')], ['00400254', 'LO', word('PPD')], ['00400275', 'SQ', [[['00400007', 'LO', word('SPD')], ['00401001', 'SH', word('RPI')], ['00321064', 'SQ', [privateCode]]]]],
      ['00400555', 'SQ', [[['0040a040', 'CS', 'TEXT'], ['0040a043', 'SQ', [[['00080100', 'SH', '121106'], ['00080102', 'SH', 'DCM'], ['00080104', 'LO', 'Comment']]]], ['0040a160', 'UT', word('ACX')]]]],
      ['04000561', 'SQ', [[['04000562', 'DT', '20200101'], ['04000563', 'LO', word('MOD')], ['04000550', 'SQ', [[['00100010', 'PN', word('ORI')]]]], ['04000564', 'LO', word('SRCV')], ['04000565', 'CS', 'COERCE']]]],
      ['60000010', 'US', 8], ['60000011', 'US', 8], ['60000022', 'LO', word('OVD')], ['60000040', 'CS', 'G'], ['60000050', 'SS', [1, 1]], ['60000100', 'US', 1], ['60000102', 'US', 0], ['60001500', 'LO', word('OVL')], ['60003000', 'OW', bytes('Zqovlbit')],
      ['fffcfffc', 'OB', bytes(word('PAD2').padEnd(16, ' '))],
    ],
  }
}
