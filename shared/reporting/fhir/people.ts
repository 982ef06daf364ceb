import { entryOf, referTo, type FhirInput } from './fhirInput.ts'
import type { BundleEntry, HumanName, Identifier, Patient, Reference } from './fhirTypes.ts'
import { uriIdentifier } from './fhirCodes.ts'

const genders = { F: 'female', M: 'male', O: 'other' } as const

export function patientEntry(input: FhirInput): BundleEntry {
  const { patientId, issuer, patientName, sex, birthDate } = input.record
  const name = humanNames(patientName)
  const resource: Patient = {
    resourceType: 'Patient',
    ...(patientId.trim() === '' ? {} : { identifier: [patientIdentifier(patientId, issuer)] }),
    ...(name.length === 0 ? {} : { name }), ...(sex === null ? {} : { gender: genders[sex] }), ...(birthDate === null ? {} : { birthDate }),
  }
  return entryOf(input, 'patient', resource)
}

const patientIdentifier = (value: string, issuer: string | null): Identifier => ({
  value, ...(issuer === null || issuer.trim() === '' ? {} : { assigner: { display: issuer } }),
})

/** One name for each way of writing it. @source PS3.5 6.2.1.1: family^given^middle^prefix^suffix, in groups parted by "=" */
function humanNames(dicomName: string): readonly HumanName[] {
  return dicomName.split('=').flatMap((group) => {
    const [family = '', given = '', middle = '', prefix = '', suffix = ''] = group.split('^').map((part) => part.trim())
    const list = (key: 'given' | 'prefix' | 'suffix', parts: readonly string[]) => { const said = parts.filter((part) => part !== ''); return said.length === 0 ? {} : { [key]: said } }
    const text = [prefix, family, given, middle, suffix].filter((part) => part !== '').join(' ')
    return text === '' ? [] : [{ text, ...(family === '' ? {} : { family }), ...list('given', [given, middle]), ...list('prefix', [prefix]), ...list('suffix', [suffix]) }]
  })
}

/**
 * The operator as the note names them, and each account that signed here. An operator with the name of a signer stays somebody of
 * their own: a name that was typed proves no account.
 */
export function practitionerEntries(input: FhirInput): readonly BundleEntry[] {
  const operator = operatorName(input)
  return [
    ...(operator === '' ? [] : [entryOf(input, 'operator', { resourceType: 'Practitioner', name: [{ text: operator }] })]),
    ...signersHere(input).map(({ userId, name }) => entryOf(input, `signer/${userId}`, { resourceType: 'Practitioner', identifier: [uriIdentifier(`urn:uuid:${userId}`)], name: [{ text: name }] })),
  ].filter(({ fullUrl }, at, all) => all.findIndex((other) => other.fullUrl === fullUrl) === at)
}

const signersHere = ({ record: { signature, countersignature }, signaturesFromFile }: FhirInput) => [signature, countersignature].filter((one) => one !== null).filter(({ seq }) => !signaturesFromFile.includes(seq))
const operatorName = ({ record }: FhirInput): string => record.note.order?.operator.trim() ?? ''
export const operatorReference = (input: FhirInput): Reference | null => (operatorName(input) === '' ? null : referTo(input, 'operator'))
export function signerReference(input: FhirInput): Reference | null {
  const signer = signersHere(input).find(({ seq }) => seq === input.record.signature?.seq)
  return signer === undefined ? null : referTo(input, `signer/${signer.userId}`)
}
