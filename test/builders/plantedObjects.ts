import { deflateSync } from 'fflate'
import { dataSetBytes, syntaxUid, type Element, type Syntax, type Value } from './dicomBytes.ts'
import { outsideUids, plant, plantedPerson, plantsInPrivate, plantsInStandard, type PlantedPerson } from './identityPlants.ts'
import { plantedPdf } from './plantedPdf.ts'
import { plantedComment, plantedRun, plantedScreen, type PlantedJpeg, type PlantedPicture } from './plantedPictures.ts'

export type PlantedObject = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly sopInstanceUid: string
  readonly planted: readonly string[]
  /** The pixels as little endian values, or fragment by fragment; null without. */
  readonly pixels: readonly Uint8Array[] | null
  /** In a comment of the compressed pixels: what is cleaned with the pixels, not with the header. */
  readonly inStream: readonly string[]
  /** What is burned into them; null where nothing is. */
  readonly picture: PlantedPicture | null
}
/** A UID of the case that stands in an object besides its own, by the object's name. */
export type PlantedReference = { readonly name: string; readonly tag: string; readonly uid: string }
export type PlantedCase = {
  readonly person: PlantedPerson
  readonly originalUids: readonly string[]
  /** Those of documents alone. */
  readonly documentUids: readonly string[]
  readonly objects: readonly PlantedObject[]
  /** Objects that no copy has: a document that nobody can clean, and what refers to it. */
  readonly documents: readonly PlantedObject[]
  readonly references: readonly PlantedReference[]
  /** UIDs of nothing in the case: those that stay, each as another one, and those of images' references, which a copy that is built loses. */
  readonly outside: { readonly staying: readonly string[]; readonly cutOff: readonly string[] }
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts))
const even = (bytes: Uint8Array): Uint8Array => (bytes.length % 2 === 0 ? bytes : joined([bytes, latin1(' ')]))
const code = (value: string, scheme: string, meaning: string): Element[] => [['00080100', 'SH', value], ['00080102', 'SH', scheme], ['00080104', 'LO', meaning]]

type Wanted = { readonly syntax?: Syntax; readonly transferSyntaxUid?: string; readonly tail?: Uint8Array; readonly planted: string[]; readonly seed: number }

const isItems = (value: Value): value is readonly Element[][] => Array.isArray(value) && Array.isArray(value[0])
/** PS3.5 7.1: attributes stand in the order of their tags, in items too. */
const inOrder = (elements: readonly Element[]): Element[] =>
  [...elements].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([tag, vr, value]): Element => [tag, vr, isItems(value) ? value.map(inOrder) : value])

/** A Part 10 file whose preamble and meta information name somebody too. */
function fileOf(elements: readonly Element[], sopClass: string, uid: string, { syntax = 'explicitLittle', transferSyntaxUid, tail = new Uint8Array(0), planted, seed }: Wanted): Uint8Array {
  const sorted = inOrder([...new Map(elements.map((element) => [element[0], element])).values()])
  const padding = sorted.filter(([tag]) => tag > '7fe0')
  const written = joined([dataSetBytes(sorted.filter(([tag]) => tag <= '7fe00009'), syntax === 'deflated' ? 'explicitLittle' : syntax), tail.length > 0 ? tail : dataSetBytes(sorted.filter(([tag]) => tag === '7fe00010'), syntax === 'deflated' ? 'explicitLittle' : syntax), dataSetBytes(padding.filter(([tag]) => tag !== '7fe00010'), syntax === 'deflated' ? 'explicitLittle' : syntax)])
  const [preamble, version, source, information] = ['PRE', 'IV', 'AET', 'INF'].map((place) => plant(seed, place))
  planted.push(preamble ?? '', version ?? '', source ?? '', information ?? '')
  const rest = dataSetBytes([
    ['00020001', 'OB', Uint8Array.of(0, 1)], ['00020002', 'UI', sopClass], ['00020003', 'UI', uid], ['00020010', 'UI', transferSyntaxUid ?? syntaxUid[syntax]], ['00020012', 'UI', '1.2.999.1'], ['00020013', 'SH', version ?? ''],
    ['00020016', 'AE', source ?? ''], ['00020100', 'UI', '1.2.999.2'], ['00020102', 'OB', even(latin1(information ?? ''))],
  ], 'explicitLittle')
  const group = dataSetBytes([['00020000', 'UL', rest.length]], 'explicitLittle')
  return joined([latin1(`II*\0\x08\0\0\0${preamble}`.padEnd(128, '\0')), latin1('DICM'), group, rest, syntax === 'deflated' ? deflateSync(written) : written])
}

/** Patient, study, series and equipment, complete as a scanner would write them. */
const common = (person: PlantedPerson, uids: Uids, sopClass: string, modality: string, series: string, uid: string): Element[] => [
  ...(person.characterSet === '' ? [] : [['00080005', 'CS', person.characterSet] as const]),
  ['00080012', 'DA', '20260102'], ['00080013', 'TM', '101500'], ['00080016', 'UI', sopClass], ['00080018', 'UI', uid], ['00080020', 'DA', '20260102'], ['00080030', 'TM', '101500'], ['00080050', 'SH', ''], ['00080060', 'CS', modality], ['00080070', 'LO', 'Maker'], ['00080090', 'PN', ''],
  ['00100010', 'PN', even(person.name)], ['00100020', 'LO', person.id], ['00100030', 'DA', person.birthDate], ['00100040', 'CS', 'F'],
  ['0020000d', 'UI', uids.study], ['0020000e', 'UI', series], ['00200010', 'SH', ''], ['00200011', 'IS', '3'], ['00200013', 'IS', '1'],
]
type Uids = { readonly study: string; readonly ctSeries: string; readonly frame: string; readonly of: (name: string) => string }

const sop = (end: string): string => `1.2.840.10008.5.1.4.1.1.${end}`
const picture = (rows: number, columns: number, bits: number): Element[] => [
  ['00280002', 'US', 1], ['00280004', 'CS', 'MONOCHROME2'], ['00280010', 'US', rows], ['00280011', 'US', columns], ['00280100', 'US', bits], ['00280101', 'US', bits], ['00280102', 'US', bits - 1], ['00280103', 'US', 0],
]
const noise = (length: number, seed: number): Uint8Array => Uint8Array.from({ length }, (_, index) => (index * 31 + seed * 17 + ((index * index) >> 3)) & 0x7f)
const swapped = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes, (_, index) => bytes[index ^ 1] ?? 0)

function ct(person: PlantedPerson, uids: Uids, index: number, syntax: Syntax, extra: readonly Element[], planted: string[], seed: number): PlantedObject {
  const uid = uids.of(`ct${index}`)
  const pixels = noise(128, seed + index)
  const elements: Element[] = [
    ...common(person, uids, sop('2'), 'CT', uids.ctSeries, uid), ['00080008', 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'], ['00080022', 'DA', '20260102'], ['0008002a', 'DT', '20260102101530.25'], ['00080032', 'TM', '101530.25'],
    ['00180015', 'CS', 'CSPINE'], ['00180050', 'DS', '1.0'], ['00180060', 'DS', '120'], ['00185100', 'CS', 'HFS'], ['00200012', 'IS', '1'], ['00200013', 'IS', String(index)],
    ['00200032', 'DS', `-10\\-20\\${index}`], ['00200037', 'DS', '1\\0\\0\\0\\1\\0'], ['00200052', 'UI', uids.frame], ['00201040', 'LO', ''],
    ...picture(8, 8, 16), ['00280030', 'DS', '0.5\\0.5'], ['00281050', 'DS', '40'], ['00281051', 'DS', '400'], ['00281052', 'DS', '-1024'], ['00281053', 'DS', '1'],
    ['7fe00010', 'OW', syntax === 'explicitBig' ? swapped(pixels) : pixels], ...extra,
  ]
  return { name: `ct${index}-${syntax}`, sopInstanceUid: uid, planted, inStream: [], pixels: [pixels], picture: null, bytes: fileOf(elements, sop('2'), uid, { syntax, planted, seed }) }
}

function secondaryCapture(person: PlantedPerson, uids: Uids, seed: number, name: string, { fragment, tail, elements: ofPicture, comment }: PlantedJpeg, picture: PlantedPicture | null): PlantedObject {
  const uid = uids.of(name)
  const planted: string[] = []
  const elements: Element[] = [...common(person, uids, sop('7'), 'OT', uids.of(`${name}Series`), uid), ['00080008', 'CS', 'DERIVED\\SECONDARY'], ['00080064', 'CS', 'WSD'], ['00181012', 'DA', '20260102'], ['00200020', 'CS', ''], ['00200060', 'CS', ''], ...ofPicture, ...(picture === null ? [] : [['00280301', 'CS', 'YES'] as const])]
  return { name, sopInstanceUid: uid, planted, inStream: [comment], pixels: [new Uint8Array(0), fragment], picture, bytes: fileOf(elements, sop('7'), uid, { transferSyntaxUid: '1.2.840.10008.1.2.4.50', tail, planted, seed }) }
}

function run(person: PlantedPerson, uids: Uids, seed: number): PlantedObject {
  const uid = uids.of('xa')
  const planted: string[] = []
  const { picture, pixels, elements } = plantedRun(seed, person)
  return { name: 'xa', sopInstanceUid: uid, planted, inStream: [], pixels: [pixels], picture, bytes: fileOf([...common(person, uids, sop('12.1'), 'XA', uids.of('xaSeries'), uid), ['00200020', 'CS', ''], ['00200060', 'CS', ''], ...elements], sop('12.1'), uid, { planted, seed }) }
}

const imageReference = (uid: string): Element[] => [['00081150', 'UI', sop('2')], ['00081155', 'UI', uid]]

function presentationState(person: PlantedPerson, uids: Uids, images: readonly string[], seed: number): PlantedObject {
  const uid = uids.of('gsps')
  const planted = ['GT', 'GL', 'GD', 'CL', 'CC'].map((place) => plant(seed, place))
  const [text = '', layerWords = '', description = '', label = '', creator = ''] = planted
  const layer = 'MARKS'
  const elements: Element[] = [
    ...common(person, uids, sop('11.1'), 'PR', uids.of('prSeries'), uid), ['00200060', 'CS', ''], ['00081115', 'SQ', [[['00081140', 'SQ', images.map(imageReference)], ['0020000e', 'UI', uids.ctSeries]]]],
    ['00700001', 'SQ', [[['00700002', 'CS', layer], ['00700008', 'SQ', [[['00700004', 'CS', 'PIXEL'], ['00700006', 'ST', `${text} ${person.physician}`], ['00700014', 'FL', [1, 1]], ['00700015', 'CS', 'Y']]]]]]],
    ['0070005a', 'SQ', [[['00700052', 'SL', [1, 1]], ['00700053', 'SL', [8, 8]], ['00700100', 'CS', 'SCALE TO FIT'], ['00700101', 'DS', '0.5\\0.5']]]],
    ['00700060', 'SQ', [[['00700002', 'CS', layer], ['00700062', 'IS', '1'], ['00700068', 'LO', layerWords]]]],
    ['00700080', 'CS', label.toUpperCase()], ['00700081', 'LO', description], ['00700082', 'DA', '20260102'], ['00700083', 'TM', '111500'], ['00700084', 'PN', creator], ['20500020', 'CS', 'IDENTITY'],
  ]
  return { name: 'gsps', sopInstanceUid: uid, planted, inStream: [], pixels: null, picture: null, bytes: fileOf(elements, sop('11.1'), uid, { planted, seed }) }
}

const evidence = (uids: Uids, images: readonly string[]): Element => ['0040a375', 'SQ', [[['00081115', 'SQ', [[['00081199', 'SQ', images.map(imageReference)], ['0020000e', 'UI', uids.ctSeries]]]], ['0020000d', 'UI', uids.study]]]]
const textItem = (concept: Element[], text: string): Element[] => [['0040a010', 'CS', 'CONTAINS'], ['0040a040', 'CS', 'TEXT'], ['0040a043', 'SQ', [concept]], ['0040a160', 'UT', text]]
const imageItem = (uid: string): Element[] => [['00081199', 'SQ', [imageReference(uid)]], ['0040a010', 'CS', 'CONTAINS'], ['0040a040', 'CS', 'IMAGE']]

function keyObjects(person: PlantedPerson, uids: Uids, name: string, images: readonly string[], seed: number): PlantedObject {
  const uid = uids.of(name)
  const planted = [plant(seed, name === 'kos' ? 'KOD' : 'KOP')]
  const elements: Element[] = [
    ...common(person, uids, sop('88.59'), 'KO', uids.of('koSeries'), uid), ['00080023', 'DA', '20260102'], ['00080033', 'TM', '111500'], ['00081111', 'SQ', []], ['0040a040', 'CS', 'CONTAINER'],
    ['0040a043', 'SQ', [code('113004', 'DCM', 'For Teaching')]], ['0040a050', 'CS', 'SEPARATE'], evidence(uids, images), ['0040a504', 'SQ', [[['00080105', 'CS', 'DCMR'], ['0040db00', 'CS', '2010']]]],
    ['0040a730', 'SQ', [textItem(code('113012', 'DCM', 'Key Object Description'), `${planted[0]} of ${person.physician}\r\n${person.id}`), ...images.map(imageItem)]],
  ]
  return { name, sopInstanceUid: uid, planted, inStream: [], pixels: null, picture: null, bytes: fileOf(elements, sop('88.59'), uid, { planted, seed }) }
}

function report(person: PlantedPerson, uids: Uids, images: readonly string[], seed: number): PlantedObject {
  const uid = uids.of('sr')
  const planted = ['SRT', 'SRP', 'SRC', 'VON', 'VOR', 'SRN'].map((place) => plant(seed, place))
  const [text = '', observer = '', meaning = '', verifier = '', organization = '', nested = ''] = planted
  const verified: Element[] = seed % 2 === 0 ? [['0040a493', 'CS', 'UNVERIFIED']] : [['0040a493', 'CS', 'VERIFIED'], ['0040a073', 'SQ', [[['0040a027', 'LO', organization], ['0040a030', 'DT', '20260102121500'], ['0040a075', 'PN', `${verifier}^B`], ['0040a088', 'SQ', []]]]]]
  const elements: Element[] = [
    ...common(person, uids, sop('88.34'), 'SR', uids.of('srSeries'), uid), ['00080023', 'DA', '20260102'], ['00080033', 'TM', '111500'], ['00081111', 'SQ', []], ['0040a040', 'CS', 'CONTAINER'],
    ['0040a043', 'SQ', [code('18748-4', 'LN', 'Diagnostic imaging report')]], ['0040a050', 'CS', 'SEPARATE'], ['0040a372', 'SQ', []], evidence(uids, images), ['0040a491', 'CS', 'COMPLETE'], ...verified,
    ['0040a730', 'SQ', [
      [['0040a010', 'CS', 'HAS OBS CONTEXT'], ['0040a040', 'CS', 'PNAME'], ['0040a043', 'SQ', [code('121008', 'DCM', 'Person Observer Name')]], ['0040a123', 'PN', `${observer}^C`]],
      [['0040a010', 'CS', 'HAS OBS CONTEXT'], ['0040a040', 'CS', 'UIDREF'], ['0040a043', 'SQ', [code('121018', 'DCM', 'Procedure Study Instance UID')]], ['0040a124', 'UI', uids.study]],
      ...[uids.ctSeries, images[0] ?? '', outsideUids(seed).named].map((named): Element[] => [['0040a010', 'CS', 'CONTAINS'], ['0040a040', 'CS', 'UIDREF'], ['0040a043', 'SQ', [code('112002', 'DCM', 'Series Instance UID')]], ['0040a124', 'UI', named]]),
      ...[uids.frame, outsideUids(seed).frame].map((frame): Element[] => [['0040a010', 'CS', 'CONTAINS'], ['0040a040', 'CS', 'SCOORD3D'], ['0040a043', 'SQ', [code('111030', 'DCM', 'Image Region')]], ['00700022', 'FL', [1, 2, 3]], ['00700023', 'CS', 'POINT'], ['30060024', 'UI', frame]]),
      [['0040a010', 'CS', 'CONTAINS'], ['0040a040', 'CS', 'DATE'], ['0040a043', 'SQ', [code('111060', 'DCM', 'Study Date')]], ['0040a121', 'DA', '20260102']],
      [['0040a010', 'CS', 'CONTAINS'], ['0040a040', 'CS', 'CODE'], ['0040a043', 'SQ', [code('121071', 'DCM', 'Finding')]], ['0040a168', 'SQ', [code('L-1', '99LOCAL', meaning)]]],
      [['0040a010', 'CS', 'CONTAINS'], ['0040a040', 'CS', 'CONTAINER'], ['0040a043', 'SQ', [code('121070', 'DCM', 'Findings')]], ['0040a050', 'CS', 'SEPARATE'], ['0040a730', 'SQ', [textItem(code('121071', 'DCM', 'Finding'), `${nested}, seen by ${person.physician} on 2 January 2026`)]]],
      textItem(code('121073', 'DCM', 'Impression'), text), ...images.map(imageItem),
    ]],
  ]
  return { name: 'sr', sopInstanceUid: uid, planted: planted.filter((word) => seed % 2 === 1 || (word !== verifier && word !== organization)), inStream: [], pixels: null, picture: null, bytes: fileOf(elements, sop('88.34'), uid, { planted, seed }) }
}

/** Two frames of reference brought together: that of the images, and one of another hospital. */
function registration(person: PlantedPerson, uids: Uids, images: readonly string[], seed: number): PlantedObject {
  const uid = uids.of('reg')
  const planted = ['RGD', 'RGC'].map((place) => plant(seed, place))
  const [description = '', creator = ''] = planted
  const identity = '1\\0\\0\\0\\0\\1\\0\\0\\0\\0\\1\\0\\0\\0\\0\\1'
  const registered = (frame: string, references: readonly string[]): Element[] => [...(references.length === 0 ? [] : [['00081140', 'SQ', references.map(imageReference)] as const]), ['00200052', 'UI', frame], ['00700309', 'SQ', [[['0070030d', 'SQ', []], ['0070030a', 'SQ', [[['0070030c', 'CS', 'RIGID'], ['300600c6', 'DS', identity]]]]]]]]
  const elements: Element[] = [
    ...common(person, uids, sop('66.1'), 'REG', uids.of('regSeries'), uid), ['00080023', 'DA', '20260102'], ['00080033', 'TM', '111500'], ['00081115', 'SQ', [[['0008114a', 'SQ', images.map(imageReference)], ['0020000e', 'UI', uids.ctSeries]]]],
    ['00200052', 'UI', uids.frame], ['00200060', 'CS', ''], ['00201040', 'LO', ''], ['00700080', 'CS', 'REGISTRATION'], ['00700081', 'LO', description], ['00700084', 'PN', creator],
    ['00700308', 'SQ', [registered(uids.frame, images), registered(outsideUids(seed).frame, [])]],
  ]
  return { name: 'reg', sopInstanceUid: uid, planted, inStream: [], pixels: null, picture: null, bytes: fileOf(elements, sop('66.1'), uid, { planted, seed }) }
}

async function pdf(person: PlantedPerson, uids: Uids, seed: number): Promise<PlantedObject> {
  const uid = uids.of('pdf')
  const planted = ['PDT', 'PDP', 'PDD'].map((place) => plant(seed, place))
  const [text = '', properties = '', title = ''] = planted
  const document = await plantedPdf([`${properties} of ${person.physician}`, person.id, `${text} ${person.reads.filter((name) => /^[A-Za-z]+$/.test(name)).join(' ')}`, person.birthDate])
  const elements: Element[] = [
    ...common(person, uids, sop('104.1'), 'DOC', uids.of('pdfSeries'), uid), ['00080023', 'DA', '20260102'], ['0008002a', 'DT', '20260102101530'], ['00080033', 'TM', '111500'], ['00080064', 'CS', 'WSD'], ['00280301', 'CS', 'YES'],
    ['0040a043', 'SQ', []], ['00420010', 'ST', title], ['00420011', 'OB', document], ['00420012', 'LO', 'application/pdf'],
  ]
  return { name: 'pdf', sopInstanceUid: uid, planted, inStream: [], pixels: null, picture: null, bytes: fileOf(elements, sop('104.1'), uid, { planted, seed }) }
}

/**
 * One patient's fifteen objects: slices in every uncompressed encoding that refer to each other, a run and a screen with text in their
 * pixels, a JPEG with a comment, a presentation state, key images, a report, a registration; and a PDF, with key objects that refer to it.
 */
export async function plantedCase(seed: number): Promise<PlantedCase> {
  const person = plantedPerson(seed)
  const uidOf = (name: string): string => `1.2.999.${1000 + seed}.${[...name].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000_003, 7)}`
  const uids: Uids = { study: uidOf('study'), ctSeries: uidOf('ctSeries'), frame: uidOf('frame'), of: uidOf }
  const standard = plantsInStandard(seed, person, { study: uids.study, series: uids.ctSeries, image: uidOf('ct1') })
  const hidden = plantsInPrivate(seed)
  const slice = (index: number, syntax: Syntax, plants: { readonly elements: readonly Element[]; readonly planted: readonly string[] } | null): PlantedObject => ct(person, uids, index, syntax, plants?.elements ?? [], [...(plants?.planted ?? [])], seed)
  const slices = [slice(1, 'explicitLittle', null), slice(2, 'implicitLittle', standard), slice(3, 'explicitBig', standard), slice(4, 'deflated', standard), slice(5, 'explicitLittle', hidden), slice(6, 'implicitLittle', hidden)]
  const images = slices.slice(0, 3).map(({ sopInstanceUid }) => sopInstanceUid)
  const screen = await plantedScreen(seed, person)
  const pictures = [run(person, uids, seed), secondaryCapture(person, uids, seed, 'screen', screen, screen.picture), secondaryCapture(person, uids, seed, 'jpeg', await plantedComment(seed), null)]
  const objects = [...slices, ...pictures, presentationState(person, uids, images, seed), keyObjects(person, uids, 'kos', images, seed), report(person, uids, images, seed), registration(person, uids, images, seed)]
  const documents = [await pdf(person, uids, seed)]
  documents.push(keyObjects(person, uids, 'kosOfPdf', documents.map(({ sopInstanceUid }) => sopInstanceUid), seed))
  const named = ['study', 'ctSeries', 'frame', 'xaSeries', 'screenSeries', 'jpegSeries', 'prSeries', 'koSeries', 'srSeries', 'regSeries'].map(uidOf)
  const [first = ''] = images
  const refers = (name: string, tag: string, ...to: readonly string[]): readonly PlantedReference[] => to.map((uid) => ({ name, tag, uid }))
  const references = [
    ...slices.slice(1, 4).flatMap(({ name }) => [...refers(name, '00081155', first), ...refers(name, '0020000E', uids.ctSeries)]),
    ...refers('gsps', '00081155', ...images), ...refers('gsps', '0020000E', uids.ctSeries),
    ...['kos', 'sr'].flatMap((name) => [...refers(name, '00081155', ...images), ...refers(name, '0020000E', uids.ctSeries), ...refers(name, '0020000D', uids.study)]),
    ...refers('sr', '0040A124', uids.study, uids.ctSeries, first), ...refers('sr', '30060024', uids.frame),
    ...refers('reg', '00081155', ...images), ...refers('reg', '0020000E', uids.ctSeries), ...refers('reg', '00200052', uids.frame),
  ]
  const outside = outsideUids(seed)
  return { person, objects, documents, references, outside: { staying: [outside.event, outside.named, outside.frame], cutOff: [outside.object, outside.series, outside.study] }, originalUids: [...named, ...objects.map(({ sopInstanceUid }) => sopInstanceUid), ...Object.values(outside)], documentUids: [uidOf('pdfSeries'), ...documents.map(({ sopInstanceUid }) => sopInstanceUid)] }
}
