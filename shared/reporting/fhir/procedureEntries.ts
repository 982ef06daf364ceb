import { complicationWords } from '#shared/procedure/note/noteWords.ts'
import { FROM_A_FILE } from '#shared/procedure/recordOrder.ts'
import { entryOf, referTo, type FhirInput } from './fhirInput.ts'
import type { Annotation, BundleEntry, CodeableConcept, Procedure } from './fhirTypes.ts'
import { anatomyCodes } from '../structuredReport/codes.ts'
import { inWords, jointSite, uriIdentifier } from './fhirCodes.ts'
import { operatorReference, signerReference } from './people.ts'

/** The joint with its side: what a procedure's own body site has no place for in codes. */
export const bodyStructureEntry = (input: FhirInput): BundleEntry => {
  const { side, level } = input.record
  return entryOf(input, 'joint', {
    resourceType: 'BodyStructure', location: inWords('Atlantoaxial joint', anatomyCodes.atlantoaxialJoint),
    locationQualifier: [inWords(side, side === 'LEFT' ? anatomyCodes.left : anatomyCodes.right), inWords('Lateral', anatomyCodes.lateral)],
    description: `${side} lateral atlantoaxial joint (${level}); the side is the patient’s`, patient: referTo(input, 'patient'),
  })
}

/** What was done: no code for the whole procedure is sure, so it is named in words. */
export function procedureEntry(input: FhirInput): BundleEntry {
  const { record } = input
  const { order, timeOut, after } = record.note
  const [operator, signer, complication, note] = [operatorReference(input), signerReference(input), complications(input), notes(input)]
  const resource: Procedure = {
    resourceType: 'Procedure', identifier: [uriIdentifier(`urn:uuid:${record.recordId}`)], status: record.signature === null ? 'in-progress' : 'completed', subject: referTo(input, 'patient'),
    // The standard's own extension: it names a body structure, and with it the side as a code.
    extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/procedure-targetBodyStructure', valueReference: referTo(input, 'joint') }],
    code: inWords(`Image-guided injection of the ${record.side} ${record.level} joint`), bodySite: [jointSite(record.side, record.level)],
    ...(timeOut === null || timeOut.atIso === null ? {} : { performedPeriod: { start: timeOut.atIso } }),
    ...(operator === null ? {} : { performer: [{ actor: operator }] }), ...(signer === null ? {} : { asserter: signer }),
    ...(order === null || order.indication.trim() === '' ? {} : { reasonCode: [inWords(order.indication)] }),
    report: [referTo(input, 'document')],
    ...(complication.length === 0 ? {} : { complication }), ...(after === null || after.followUp.trim() === '' ? {} : { followUp: [inWords(after.followUp)] }),
    ...(note.length === 0 ? {} : { note }),
  }
  return entryOf(input, 'procedure', resource)
}

const complications = ({ record }: FhirInput): readonly CodeableConcept[] => (record.note.after?.complications ?? []).flatMap(({ what, words, atIso }) => (
  what === 'none' ? [] : [inWords([complicationWords[what], words.trim(), atIso === null ? '' : `at ${atIso}`].filter((one) => one !== '').join(', '))]))

function notes({ record, signaturesFromFile }: FhirInput): readonly Annotation[] {
  const saidNone = record.note.after?.complications.some(({ what }) => what === 'none') ?? false
  return [
    ...(record.signature === null ? [{ text: 'DRAFT: this record is not signed.' }] : []),
    ...[record.signature, record.countersignature].flatMap((one) => (one !== null && signaturesFromFile.includes(one.seq) ? [{ text: `The signature of ${one.name} came ${FROM_A_FILE}.` }] : [])),
    ...(saidNone ? [{ text: 'Complications: none.' }] : []),
    ...record.addenda.map(({ words, atIso, actor, isSigned }) => ({ text: `Addendum${isSigned ? '' : ', not signed'}: ${words}`, time: atIso, ...(actor.trim() === '' ? {} : { authorString: actor }) })),
  ]
}
