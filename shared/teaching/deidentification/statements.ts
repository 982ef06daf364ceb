import type { ObjectFamily } from './attributeTypes.ts'
import { sequenceElement, textElement, textOf, withElements, type DataSet } from './dataSet.ts'
import type { DeidentifyContext } from './deidentifyContext.ts'

/** @source PS3.16 CID 7050 De-identification Method */
const meanings: Readonly<Record<string, string>> = {
  113100: 'Basic Application Confidentiality Profile', 113101: 'Clean Pixel Data Option', 113102: 'Clean Recognizable Visual Features Option', 113103: 'Clean Graphics Option',
  113104: 'Clean Structured Content Option', 113105: 'Clean Descriptors Option', 113106: 'Retain Longitudinal Temporal Information Full Dates Option', 113107: 'Retain Longitudinal Temporal Information Modified Dates Option',
  113108: 'Retain Patient Characteristics Option', 113109: 'Retain Device Identity Option', 113111: 'Retain Safe Private Option', 113112: 'Retain Institution Identity Option',
}

/** What copies say in our words; never a sign of a leak. */
export const statedWords: readonly string[] = ['DICOM PS3.15 Annex E', 'ISO_IR 192', 'YES', 'NO', 'MODIFIED', 'UNMODIFIED', 'REMOVED', ...Object.values(meanings)]

/** The codes of what was really done to this object. */
export function methodCodes({ options, done }: DeidentifyContext, hasPixels: boolean): readonly string[] {
  const chosen: readonly (readonly [string, boolean])[] = [
    ['113100', true], ['113101', hasPixels && done.pixels && options.cleanPixelData], ['113102', hasPixels && done.features && options.recognizableFeatures !== 'keep'],
    ['113103', options.cleanGraphics], ['113104', options.cleanStructuredContent], ['113105', options.cleanDescriptors], ['113106', options.dates === 'full'], ['113107', options.dates === 'shifted'],
    ['113108', options.keepPatientCharacteristics], ['113109', options.keepDeviceIdentity], ['113111', options.keepSafePrivate], ['113112', options.keepInstitutionIdentity],
  ]
  return chosen.filter(([, isDone]) => isDone).map(([code]) => code)
}

export const hasPixels = (dataSet: DataSet): boolean => dataSet.some(({ tag }) => tag.startsWith('7FE0'))

/** @source PS3.3 C.12.1.1.1, Longitudinal Temporal Information Modified (0028,0303) */
export const temporal = { shifted: 'MODIFIED', full: 'UNMODIFIED', removed: 'REMOVED' } as const

/** What the copy says of itself. @source PS3.3 C.7.1.1, C.12.1; PS3.15 E.1.1 */
export function withStatements(copy: DataSet, original: DataSet, family: ObjectFamily, context: DeidentifyContext): DataSet {
  const codes = methodCodes(context, hasPixels(original))
  const isPicture = hasPixels(original) && (family === 'image' || family === 'enhanced')
  const codeItem = (code: string): DataSet => [textElement('00080100', 'SH', code), textElement('00080102', 'SH', 'DCM'), textElement('00080104', 'LO', meanings[code] ?? '')]
  const stated = [
    textElement('00080005', 'CS', 'ISO_IR 192'),
    textElement('00100010', 'PN', context.patient.name), textElement('00100020', 'LO', context.patient.id),
    textElement('00120062', 'CS', 'YES'), textElement('00120063', 'LO', 'DICOM PS3.15 Annex E', ...codes.map((code) => meanings[code] ?? '')), sequenceElement('00120064', codes.map(codeItem)),
    textElement('00280303', 'CS', temporal[context.options.dates]),
    ...(isPicture && context.done.pixels ? [textElement('00280301', 'CS', 'NO')] : []),
    ...(isPicture && context.done.features ? [textElement('00280302', 'CS', 'NO')] : []),
  ]
  return withElements(copy, stated)
}

/** What a person still has to look at, because no header can tell. */
export function remarksOn(original: DataSet, context: DeidentifyContext): readonly string[] {
  const remarks: string[] = []
  const isStatedBurned = textOf(original, '00280301') === 'YES'
  if (hasPixels(original) && !context.done.pixels) remarks.push(isStatedBurned ? 'The header says that text is burned into the picture.' : 'No person has looked through the picture for burned-in text.')
  if (original.some(({ tag }) => /^60[01].0102$/.test(tag)) && !original.some(({ tag }) => /^60[01].3000$/.test(tag))) remarks.push('An overlay lies in unused bits of the picture itself; its description is removed, its bits are not.')
  return remarks
}
