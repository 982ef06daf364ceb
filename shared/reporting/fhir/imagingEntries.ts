import { isoDateOf } from '#shared/dicom/dateTimes.ts'
import type { PlacedKeyImage } from '../orderedKeyImages.ts'
import { jointCoding, modalityCoding, sideCoding, sopClassCoding } from './fhirCodes.ts'
import { entryOf, referTo, type FhirInput } from './fhirInput.ts'
import type { BundleEntry, ImagingSeries, ImagingStudy } from './fhirTypes.ts'

/** The studies that the key images were saved from, as far as they show: series and objects by their UIDs, frames in words. */
export const imagingEntries = (input: FhirInput, placed: readonly PlacedKeyImage[]): readonly BundleEntry[] => [...grouped(placed, ({ image }) => image.studyUid)].map(([studyUid, ofStudy]) => {
  const study = ofStudy.map(({ image }) => image.study ?? null).find((one) => one !== null)
  const accession = study?.accessionNumber.trim() ?? ''
  const day = isoDateOf(study?.studyDate ?? null)
  const resource: ImagingStudy = {
    resourceType: 'ImagingStudy', status: 'available', subject: referTo(input, 'patient'),
    identifier: [
      { system: 'urn:dicom:uid', value: `urn:oid:${studyUid}` },
      ...(accession === '' ? [] : [{ type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'ACSN' }] }, value: accession }]),
    ],
    // The day alone: DICOM's time of a study has no zone, which FHIR asks for.
    ...(day === null ? {} : { started: day }),
    series: [...grouped(ofStudy, ({ image }) => image.seriesUid)].map(([seriesUid, ofSeries]) => seriesOf(seriesUid, ofSeries)),
  }
  return entryOf(input, studyName(studyUid), resource)
})
export const studyName = (studyUid: string): string => `study/${studyUid}`

function seriesOf(uid: string, placed: readonly PlacedKeyImage[]): ImagingSeries {
  const sides = new Set(placed.map(({ image }) => image.side))
  const [side] = sides
  return {
    uid, modality: modalityCoding(modalities[placed[0]?.image.sopClassUid ?? ''] ?? 'OT'), description: `Source of key image ${placed.map(({ number }) => String(number)).join(', ')}`,
    bodySite: jointCoding, ...(sides.size !== 1 || side === undefined || side === null ? {} : { laterality: sideCoding(side) }),
    instance: [...grouped(placed, ({ image }) => image.sopInstanceUid)].flatMap(([sopInstanceUid, ofObject]) => ofObject.slice(0, 1).map(({ image }) => ({
      uid: sopInstanceUid, sopClass: sopClassCoding(image.sopClassUid), title: ofObject.map(titleOf).join('; '),
    }))),
  }
}

const titleOf = ({ image, number }: PlacedKeyImage): string => [`Key image ${String(number)}: ${image.title.trim() === '' ? 'no title' : image.title}`, image.side ?? '', image.frameNumber === null ? '' : `frame ${String(image.frameNumber)}`].filter((one) => one !== '').join(', ')

/** @source DICOM PS3.6 Annex A (SOP classes), PS3.16 CID 29; of any other object: OT */
const modalities: Readonly<Record<string, 'CT' | 'XA' | 'RF'>> = {
  '1.2.840.10008.5.1.4.1.1.2': 'CT', '1.2.840.10008.5.1.4.1.1.2.1': 'CT', '1.2.840.10008.5.1.4.1.1.12.1': 'XA', '1.2.840.10008.5.1.4.1.1.12.1.1': 'XA', '1.2.840.10008.5.1.4.1.1.12.2': 'RF', '1.2.840.10008.5.1.4.1.1.13.1.1': 'XA',
}

function grouped(placed: readonly PlacedKeyImage[], keyOf: (one: PlacedKeyImage) => string): ReadonlyMap<string, readonly PlacedKeyImage[]> {
  return new Map(placed.map((one) => [keyOf(one), placed.filter((other) => keyOf(other) === keyOf(one))]))
}
