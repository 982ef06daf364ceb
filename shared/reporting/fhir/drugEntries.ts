import { doseOf, type DrugGiven } from '#shared/procedure/note/drugGiven.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { drugWords } from '../noteRows.ts'
import { inWords, jointSite, quantity } from './fhirCodes.ts'
import { entryOf, referTo, type FhirInput } from './fhirInput.ts'
import type { BundleEntry, CodeableConcept, MedicationAdministration, Period, Quantity } from './fhirTypes.ts'
import { operatorReference } from './people.ts'

/** What was given, drug by drug. Before the signature nobody has vouched that it was: its status is unknown. */
export function drugEntries(input: FhirInput): readonly BundleEntry[] {
  const { record } = input
  const operator = operatorReference(input)
  return (record.note.injectate?.drugs ?? []).map((drug, at) => {
    const [text, site, dose] = [wordsOf(drug, record), siteOf(drug, record), givenDose(drug)]
    const resource: MedicationAdministration = {
      resourceType: 'MedicationAdministration', status: record.signature === null ? 'unknown' : 'completed', medicationCodeableConcept: inWords(drug.name),
      subject: referTo(input, 'patient'), partOf: [referTo(input, 'procedure')], effectivePeriod: whenGiven(record),
      ...(operator === null ? {} : { performer: [{ actor: operator }] }),
      note: [{ text: `${record.signature === null ? 'DRAFT, not signed. ' : ''}${text}` }],
      ...(dose === null ? {} : { dosage: { text, site, dose } }),
    }
    return entryOf(input, `drug/${String(at)}`, resource)
  })
}

function siteOf({ place }: DrugGiven, { side, level }: RecordState): CodeableConcept {
  return place === 'skin' ? inWords(`Skin, ${side}`) : jointSite(side, level)
}

function wordsOf(drug: DrugGiven, { side, level }: RecordState): string {
  const amounts = doseOf(drug)
  const place = drug.place === 'skin' ? `into the skin, ${side}` : `into the ${side} ${level} joint${drug.place === 'contrast' ? ', as contrast; strength and dose are of its iodine' : ''}`
  const doubt = amounts.kind === 'disagree' ? `. Dose not available: this was written, and strength times volume is ${String(Number(amounts.expectedDoseMg.toPrecision(12)))} mg` : ''
  return `${drug.name}, ${drugWords(drug)}, ${place}${doubt}`
}

/**
 * The mass of the drug in mg; of contrast the volume, for its mg are of iodine and not of the drug. Null where no figure can
 * be believed: then FHIR has no dosage at all (a dosage without a dose is not allowed, mad-1).
 */
function givenDose(drug: DrugGiven): Quantity | null {
  const amounts = doseOf(drug)
  if (amounts.kind === 'disagree') return null
  const { doseMg, volumeMl } = amounts.kind === 'complete' ? amounts : drug
  if (drug.place !== 'contrast' && doseMg !== null) return quantity(doseMg, 'mg')
  return volumeMl === null ? null : quantity(volumeMl, 'mL')
}

/** FHIR wants a time; what is known is that it was after the time-out and before this was signed or last written. */
function whenGiven({ note, signature, updatedAtIso }: RecordState): Period {
  const [start, end] = [note.timeOut?.atIso ?? null, signature?.atIso ?? updatedAtIso]
  return start === null || Date.parse(start) > Date.parse(end) ? { end } : { start, end }
}
