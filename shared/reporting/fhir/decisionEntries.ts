import { decisionWords } from '#shared/contrast/assessmentWords.ts'
import { assessmentRows } from '../assessmentRows.ts'
import { inWords, jointSite, quantity } from './fhirCodes.ts'
import { entryOf, referTo, type FhirInput } from './fhirInput.ts'
import type { BundleEntry, ComponentObservation } from './fhirTypes.ts'

/** Each decision about contrast: what was decided, and what it was decided on as its parts, in the words of the record. */
export const decisionEntries = (input: FhirInput): readonly BundleEntry[] => input.record.assessments.map(({ assessment, seenOn, atIso, actor }, at) => {
  const { record } = input
  const volumeMl = assessment.injection?.volumeMl ?? null
  const resource: ComponentObservation = {
    resourceType: 'Observation', status: record.signature === null ? 'preliminary' : 'final', code: inWords(`Decision about contrast ${String(at + 1)}, ${record.side} ${record.level}`), subject: referTo(input, 'patient'), partOf: [referTo(input, 'procedure')],
    effectiveDateTime: atIso, bodySite: jointSite(record.side, record.level), valueCodeableConcept: inWords(decisionWords[assessment.decision]),
    ...(actor.trim() === '' ? {} : { note: [{ text: `Decided by ${actor}.`, time: atIso, authorString: actor }] }),
    ...(seenOn === undefined ? {} : { derivedFrom: [...new Set(seenOn.map(({ studyUid }) => studyUid))].map((uid) => ({ type: 'ImagingStudy' as const, identifier: { system: 'urn:dicom:uid', value: `urn:oid:${uid}` }, display: 'Images that it was seen on' })) }),
    component: [
      ...(volumeMl === null ? [] : [{ code: inWords('Volume of contrast'), valueQuantity: quantity(volumeMl, 'mL') }]),
      ...assessmentRows(assessment, (instant) => instant).filter(({ term }) => term !== 'Decision').map(({ term, words }) => ({ code: inWords(term), valueString: words })),
    ],
  }
  return entryOf(input, `decision/${String(at)}`, resource)
})
