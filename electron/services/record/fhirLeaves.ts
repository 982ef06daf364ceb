import { createHash } from 'node:crypto'
import { fhirBundle } from '#shared/reporting/fhir/fhirBundle.ts'
import type { Leaving } from './leaving.ts'
import { uuidOfName } from './recordUids.ts'

/** The record for the systems of a hospital: one HL7 FHIR R4 bundle. */
export const fhirLeaves: Leaving = async function* (record, _pictures, { events, signaturesFromFile, printed }) {
  const last = events.at(-1)
  if (last === undefined) return
  const { pdf } = await printed('report')
  const bundle = fhirBundle({ record, signaturesFromFile, lastHash: last.hash, printed: { byteLength: pdf.length, sha1Base64: createHash('sha1').update(pdf).digest('base64') }, deriveUuid: uuidOfName })
  yield { baseName: `fhir-${record.recordId}-${record.side}-${record.level}`, files: [{ extension: '.json', kind: 'FHIR', bytes: new TextEncoder().encode(`${JSON.stringify(bundle, null, 2)}\n`) }] }
}
