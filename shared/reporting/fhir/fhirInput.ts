import type { RecordState } from '#shared/procedure/recordEvents.ts'
import type { BundleEntry, FhirResource, Reference } from './fhirTypes.ts'

/** What a bundle is made of. */
export type FhirInput = {
  readonly record: RecordState
  /** Sequence numbers of the signatures that came with a file: whose they are is not known here. */
  readonly signaturesFromFile: readonly number[]
  /** Of the last event: another hash is another document. */
  readonly lastHash: string
  /** The printed record that lies beside it: its length, and its SHA-1 hash in base64, which Attachment.hash asks for. */
  readonly printed: { readonly byteLength: number; readonly sha1Base64: string }
  /** The UUID that stands for a name: the same each time. */
  readonly deriveUuid: (name: string) => string
}

/** The address of a resource within its bundle. */
export const addressOf = ({ record, deriveUuid }: FhirInput, name: string): string => `urn:uuid:${deriveUuid(`${record.recordId}/FHIR/${name}`)}`
export const referTo = (input: FhirInput, name: string): Reference => ({ reference: addressOf(input, name) })
export const entryOf = (input: FhirInput, name: string, resource: FhirResource): BundleEntry => ({ fullUrl: addressOf(input, name), resource })
