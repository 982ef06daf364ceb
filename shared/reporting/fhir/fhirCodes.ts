import type { CodedConcept } from '#shared/dicom/contentItem.ts'
import type { LevelName, SideWord } from '#shared/dicom/identity.ts'
import { anatomyCodes } from '../structuredReport/codes.ts'
import type { CodeableConcept, Coding, Identifier, Quantity } from './fhirTypes.ts'

/** @source HL7 FHIR R4 4.3 Code systems; DICOM PS3.16 8.2 names the coding schemes */
const systems: Readonly<Record<string, string>> = { SCT: 'http://snomed.info/sct', DCM: 'http://dicom.nema.org/resources/ontology/DCM', LN: 'http://loinc.org' }
const UCUM = 'http://unitsofmeasure.org'
const URI = 'urn:ietf:rfc:3986'

/** Without a display: meanings of DICOM are not always the words of the code system's owner, and the text beside says it. */
export function codingOf({ scheme, value }: CodedConcept): Coding {
  const system = systems[scheme]
  if (system === undefined) throw new Error(`The coding scheme ${scheme} has no address in FHIR.`)
  return { system, code: value }
}
export const inWords = (text: string, code: CodedConcept | null = null): CodeableConcept => (code === null ? { text } : { coding: [codingOf(code)], text })

/** The value as it was stated, but for what binary arithmetic adds to a product. */
export const quantity = (value: number, code: string, unit = code): Quantity => ({ value: Number(value.toPrecision(12)), unit, system: UCUM, code })

export const sideCoding = (side: SideWord): Coding => codingOf(side === 'LEFT' ? anatomyCodes.left : anatomyCodes.right)
export const jointCoding = codingOf(anatomyCodes.atlantoaxialJoint)
export const jointSite = (side: SideWord, level: LevelName): CodeableConcept => inWords(`${side} lateral atlantoaxial joint (${level})`, anatomyCodes.atlantoaxialJoint)

/** @source HL7 FHIR R4 2.24.0.1: UIDs and UUIDs as URIs */
export const uriIdentifier = (value: string): Identifier => ({ system: URI, value })
export const sopClassCoding = (uid: string): Coding => ({ system: URI, code: `urn:oid:${uid}` })
/** @source DICOM PS3.16 CID 29 */
export const modalityCoding = (code: 'CT' | 'XA' | 'RF' | 'OT'): Coding => ({ system: 'http://dicom.nema.org/resources/ontology/DCM', code })
