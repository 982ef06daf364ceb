import { elementOf, textOf, type DataSet } from './dataSet.ts'
import type { ObjectFamily } from './attributeTypes.ts'
import { documentKindOf, isImageClass } from '#shared/dicom/sopClasses.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

export type DeidentifyFault = Fault<'CANNOT_CLEAN'>

const root = '1.2.840.10008.5.1.4.1.1.'
const enhancedImages = new Set(['2.1', '2.2', '4.1', '4.3', '12.1.1', '12.2.1', '13.1.1', '13.1.2', '13.1.3', '128.1', '130', '6.2', '66.4', '30'].map((end) => root + end))
const others = new Set(['66.1', '66.2', '66.3', '67'].map((end) => root + end))

/**
 * What kind of object this is to the profile, or why it can't be cleaned: what isn't understood isn't passed on.
 *
 * @source PS3.4 B.5; PS3.15 E.1 on encapsulated documents, whose content no header describes
 */
export function familyOf(dataSet: DataSet): Result<ObjectFamily, DeidentifyFault> {
  const sopClass = textOf(dataSet, '00080016') ?? ''
  if (sopClass === '' || textOf(dataSet, '00080018') === null) return refuse('This object doesn’t say what it is (SOP Class UID, SOP Instance UID), so it can’t be cleaned. Leave it out of the case.')
  if (sopClass.startsWith(`${root}104.`) || elementOf(dataSet, '00420011') !== null) {
    return refuse(`This is a ${documentKindOf(sopClass) ?? 'document'} inside a DICOM object. Names in it can’t be found and removed for certain. Leave it out of the case, or print the note again from the record.`)
  }
  if (sopClass.startsWith(`${root}9.`) || elementOf(dataSet, '54000100') !== null) return refuse('This object holds waveforms or sound, in which a voice or a name may be. Leave it out of the case.')
  if (sopClass === '1.2.840.10008.1.3.10') return refuse('This is a directory of a disc (DICOMDIR), not an object. A copy gets its own.')
  if (sopClass.startsWith(`${root}11.`)) return ok('presentation')
  if (sopClass.startsWith(`${root}88.`)) return ok('report')
  if (enhancedImages.has(sopClass)) return ok('enhanced')
  if (others.has(sopClass)) return ok('other')
  if (isImageClass(sopClass)) return ok('image')
  return refuse(`Objects of this kind (${documentKindOf(sopClass) ?? `SOP class ${sopClass}`}) can’t be cleaned for certain. Leave it out of the case.`)
}

const refuse = (message: string): Result<never, DeidentifyFault> => err('CANNOT_CLEAN', message)
