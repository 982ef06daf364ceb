import { orderedKeyImages } from '../orderedKeyImages.ts'
import { uriIdentifier } from './fhirCodes.ts'
import { addressOf, entryOf, referTo, type FhirInput } from './fhirInput.ts'
import type { BundleEntry, DocumentReference, FhirBundle } from './fhirTypes.ts'
import { answeredEntries } from './answeredEntries.ts'
import { decisionEntries } from './decisionEntries.ts'
import { drugEntries } from './drugEntries.ts'
import { imagingEntries } from './imagingEntries.ts'
import { observationEntries } from './observationEntries.ts'
import { operatorReference, patientEntry, practitionerEntries, signerReference } from './people.ts'
import { bodyStructureEntry, procedureEntry } from './procedureEntries.ts'

/** A record as one HL7 FHIR R4 bundle: the same record is the same bundle each time. */
export function fhirBundle(input: FhirInput): FhirBundle {
  const images = imagingEntries(input, orderedKeyImages(input.record))
  return {
    resourceType: 'Bundle', identifier: uriIdentifier(addressOf(input, `bundle/${standOf(input)}`)), type: 'collection', timestamp: input.record.updatedAtIso,
    entry: [patientEntry(input), ...practitionerEntries(input), bodyStructureEntry(input), procedureEntry(input), ...observationEntries(input), ...decisionEntries(input), ...answeredEntries(input), ...drugEntries(input), ...images, documentEntry(input, images)],
  }
}

/** What the record says, and which of its signatures nobody has given here: another stand is another document. */
const standOf = ({ lastHash, signaturesFromFile }: FhirInput): string => [lastHash, ...signaturesFromFile].join('/')

/** The printed record, which lies beside the bundle as a file. */
function documentEntry(input: FhirInput, images: readonly BundleEntry[]): BundleEntry {
  const { record } = input
  const { signature, side, level, addenda } = record
  const [operator, signer] = [operatorReference(input), signerReference(input)]
  const resource: DocumentReference = {
    resourceType: 'DocumentReference', masterIdentifier: uriIdentifier(addressOf(input, `document/${standOf(input)}`)), status: 'current',
    docStatus: signature === null ? 'preliminary' : addenda.length > 0 ? 'amended' : 'final', type: { text: 'Procedure record' },
    subject: referTo(input, 'patient'), date: record.updatedAtIso, ...(operator === null ? {} : { author: [operator] }), ...(signer === null ? {} : { authenticator: signer }), ...(signature?.organisation === undefined ? {} : { custodian: { display: signature.organisation } }),
    description: `${signature === null ? 'DRAFT, not signed. ' : ''}Procedure record, ${side} ${level}`,
    content: [{ attachment: { contentType: 'application/pdf', title: `procedure-record-${side}-${level}.pdf`, size: input.printed.byteLength, hash: input.printed.sha1Base64 } }],
    context: { related: [referTo(input, 'procedure'), ...images.map(({ fullUrl }) => ({ reference: fullUrl }))] },
  }
  return entryOf(input, 'document', resource)
}
